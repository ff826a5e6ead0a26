import { ArrowLeft, Save } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChannelPublished } from '#contracts/facts/channel-facts.ts';
import { ChannelAnswer, type ChannelRow } from '#contracts/http/channels.ts';
import { parse } from '#contracts/schema.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { shortNameOf } from '#renderer/features/fleet/store-draft.ts';
import { LeaveQuestion } from '#renderer/features/saving/leave-question.tsx';
import { MergingView } from '#renderer/features/saving/merging-view.tsx';
import type { SaveEnd } from '#renderer/features/saving/save-end.ts';
import { unsent } from '#renderer/features/saving/save-end.ts';
import { SaveEndNotice } from '#renderer/features/saving/save-end-notice.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import type { LeaveProps } from '#renderer/features/saving/use-leaving.ts';
import { useMerging } from '#renderer/features/saving/use-merging.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import {
  CHANNEL_KINDS,
  type ChannelField,
  type ChannelSettings,
  channelFaults,
  newChannel,
  readSecret,
  type SecretDraft,
  secretFields,
  sentSettings,
  settingsOf,
} from './channel-draft.ts';
import { ChannelFields } from './channel-fields.tsx';

interface ChannelFormProps extends LeaveProps {
  /** Null for a new one. */
  row: ChannelRow | null;
  /** Ids of all channels. */
  taken: readonly string[];
  config: RegisterConfig;
  locations: readonly { locationId: string; storeId: string; name: string }[];
  onSaved: (channelId: string, name: string) => void;
  onLeave: () => void;
}

interface Known {
  revision: number;
  settings: ChannelSettings;
}

/** What the server knows of a channel, in the way that two changes of it are laid beside each other. */
interface NowRow {
  channel: ChannelPublished;
  changedAt: null;
  changedBy: null;
}

/** A channel: what it connects, what stock it sells, and how its orders are worked. */
export function ChannelForm(props: ChannelFormProps) {
  const { row, taken, config, locations, leaving, onDirty, onSaved, onLeave } = props;
  const { t } = useTranslation();
  const [known, setKnown] = useState<Known>(() =>
    row
      ? { revision: row.channel.revision, settings: settingsOf(row.channel) }
      : {
          revision: 0,
          settings: newChannel(
            config.store.storeId,
            locations.map(({ locationId }) => locationId),
          ),
        },
  );
  const [settings, setSettings] = useState(known.settings);
  const [id, setId] = useState(row?.channel.channelId ?? '');
  const [secret, setSecret] = useState<SecretDraft>({});
  const [tried, setTried] = useState(false);
  const [bad, setBad] = useState(false);
  const [busy, setBusy] = useState(false);
  const [end, setEnd] = useState<SaveEnd<NowRow> | null>(null);
  const merging = useMerging<NowRow>();
  const faults = channelFaults(settings, { channelId: id, secret, taken: row ? null : taken });
  const isDirty =
    JSON.stringify(settings) !== JSON.stringify(known.settings) || Object.values(secret).some((text) => text !== '');
  useEffect(() => {
    onDirty(isDirty);
    return () => onDirty(false);
  }, [isDirty, onDirty]);
  useFormKeys(onLeave);
  const change = (part: Partial<ChannelSettings>): void => setSettings((current) => ({ ...current, ...part }));
  const wrong = (field: ChannelField): string | null =>
    tried && faults.includes(field) ? t(`channels.wrong.${field}`) : null;

  async function send(from: ChannelSettings, base: Known): Promise<void> {
    setBusy(true);
    const typed = readSecret(from.kind, secret);
    const body = { revision: base.revision, channel: sentSettings(from), ...(typed ? { secret: typed } : {}) };
    const answer = await askServer(`/channels/${id}`, ChannelAnswer, { method: 'PUT', body });
    setBusy(false);
    if (!answer.ok) return setEnd(unsent(answer));
    const said = answer.value;
    if (said.ok) return onSaved(id, body.channel.name);
    if ('fault' in said) return setEnd({ end: 'refused', faults: [{ at: '', code: said.fault }] });
    if (!said.now) return setEnd({ end: 'unsent', offline: false, code: 'change-conflict' });
    setEnd(null);
    const now = { channel: said.now, changedAt: null, changedBy: null };
    merging.begin(now, base.settings, body.channel, settingsOf(said.now));
  }

  async function save(): Promise<void> {
    setTried(true);
    if (faults.length === 0 && !bad && !busy) await send(settings, known);
  }

  async function saveMerged(): Promise<void> {
    if (!merging.conflict) return;
    const { channel } = merging.conflict.now;
    const merged = parse(ChannelPublished, { ...channel, ...merging.merged() });
    if (!merged.ok) return;
    const next = { revision: channel.revision, settings: settingsOf(channel) };
    setKnown(next);
    setSettings(settingsOf(merged.value));
    merging.leave();
    await send(settingsOf(merged.value), next);
  }

  if (merging.conflict) {
    const nameOf = (locationId: string): string =>
      locations.find((one) => one.locationId === locationId)?.name ?? locationId;
    const words = {
      field: (field: string) => t(`channels.fields.${isField(field) ? field : 'name'}`),
      value: (_field: string, value: unknown): ReactNode =>
        Array.isArray(value) ? value.map((one) => nameOf(String(one))).join(', ') : String(value ?? '–'),
    };
    return <MergingView merging={merging} config={config} busy={busy} words={words} onSave={() => void saveMerged()} />;
  }
  return (
    <div className={sheet.form} data-testid="channel-form">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} hint="Esc" onClick={onLeave} data-testid="channel-leave">
          {t('products.back')}
        </Action>
        <h2 className={sheet.formTitle}>{row?.channel.name ?? t('channels.newTitle')}</h2>
        <Action
          tone="next"
          icon={Save}
          disabled={busy || bad || (row !== null && !isDirty)}
          onClick={() => void save()}
          data-testid="channel-save"
        >
          {t(row ? 'products.save' : 'channels.connect')}
        </Action>
      </div>
      {leaving && <LeaveQuestion leaving={leaving} onSave={() => void save()} />}
      {end && <SaveEndNotice end={end} />}
      <div className={sheet.columns}>
        <section className={sheet.section}>
          <h2 className={sheet.heading}>{t('channels.parts.connection')}</h2>
          {row === null && (
            <Field label={t('channels.kind')} hint={t(`channels.kindHints.${settings.kind}`)}>
              <Choices
                label={t('channels.kind')}
                value={settings.kind}
                options={CHANNEL_KINDS.map((value) => ({ value, label: t(`channels.kinds.${value}`) }))}
                onChange={(value) => change({ kind: CHANNEL_KINDS.find((one) => one === value) ?? 'generic' })}
                testId="channel-kind"
              />
            </Field>
          )}
          <Field label={t('channels.fields.name')} wrong={wrong('name')}>
            <TextField
              label={t('channels.fields.name')}
              value={settings.name}
              maxLength={100}
              aria-invalid={wrong('name') ? true : undefined}
              onText={(name) => {
                if (row === null && id === shortNameOf(settings.name)) setId(shortNameOf(name));
                change({ name });
              }}
              data-testid="channel-name"
            />
          </Field>
          {row === null && (
            <>
              <Field label={t('channels.id')} hint={t('channels.idHint')} wrong={wrong('id')}>
                <TextField
                  label={t('channels.id')}
                  value={id}
                  maxLength={31}
                  aria-invalid={wrong('id') ? true : undefined}
                  onText={setId}
                  data-testid="channel-id"
                />
              </Field>
              <SelectField
                label={t('channels.fields.storeId')}
                hint={t('channels.storeHint')}
                value={settings.storeId}
                options={locations.map(({ storeId, name }) => ({ value: storeId, label: name }))}
                onChange={(storeId) => change({ storeId })}
                testId="channel-store"
              />
            </>
          )}
          {settings.kind !== 'generic' && (
            <Field label={t('channels.fields.url')} hint={t('channels.urlHint')} wrong={wrong('url')}>
              <TextField
                label={t('channels.fields.url')}
                type="url"
                value={settings.url ?? ''}
                maxLength={500}
                aria-invalid={wrong('url') ? true : undefined}
                onText={(url) => change({ url })}
                data-testid="channel-url"
              />
            </Field>
          )}
          {secretFields(settings.kind).map((field, index) => (
            <Field
              key={field}
              label={t(`channels.secrets.${field}`)}
              hint={row?.hasSecret ? t('channels.secretStays') : t(`channels.secretHints.${field}`)}
              wrong={index === 0 ? wrong('secret') : null}
            >
              <TextField
                label={t(`channels.secrets.${field}`)}
                type="password"
                value={secret[field] ?? ''}
                maxLength={200}
                onText={(text) => setSecret((current) => ({ ...current, [field]: text }))}
                data-testid={`channel-${field}`}
              />
            </Field>
          ))}
        </section>
        <ChannelFields
          settings={settings}
          config={config}
          locations={locations}
          wrong={wrong}
          onChange={change}
          onBad={setBad}
        />
      </div>
    </div>
  );
}

const FIELDS = [
  ...(['name', 'storeId', 'url', 'status', 'locationIds', 'rules', 'safetyStock'] as const),
  ...(['safetyStockAt', 'tender', 'readyWithinHours', 'keptDays', 'refundShipping'] as const),
] as const;

function isField(field: string): field is (typeof FIELDS)[number] {
  return FIELDS.some((one) => one === field);
}
