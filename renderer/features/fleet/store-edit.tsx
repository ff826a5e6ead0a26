import { ArrowLeft, Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FleetStore } from '#contracts/http/fleet.ts';
import { SettingsAnswer, StoreAnswer, type StoreRow } from '#contracts/http/settings.ts';
import { parse } from '#contracts/schema.ts';
import { type RegisterConfig, StoreSettings } from '#contracts/views/register-config.ts';
import { updateWindowOf } from '#domain/fleet/update-window.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { MergingView } from '#renderer/features/saving/merging-view.tsx';
import { useFormKeys } from '#renderer/features/saving/use-form-keys.ts';
import { useMerging } from '#renderer/features/saving/use-merging.ts';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { useSettingsWords } from '#renderer/features/settings/field-words.ts';
import { draftOf, storeFields, storeFrom, storeOf } from '#renderer/features/settings/store-draft.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './fleet.module.css';

interface StoreEditProps {
  config: RegisterConfig;
  store: FleetStore;
  onSaved: (title: string, next: string) => void;
  onLeave: () => void;
}

/** A store's name and the hours in which its registers are updated: two of its settings. */
export function StoreEdit({ store, ...rest }: StoreEditProps) {
  const { t } = useTranslation();
  const asked = useLastGood(useServer('/settings', SettingsAnswer, { store: store.storeId }));
  return (
    <Answered asked={asked} offlineText={t('fleet.offline')}>
      {({ row }) => <StoreFields row={row} {...rest} />}
    </Answered>
  );
}

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

function StoreFields({ row: first, config, onSaved, onLeave }: { row: StoreRow } & Omit<StoreEditProps, 'store'>) {
  const { t } = useTranslation();
  const [row, setRow] = useState(first);
  const [name, setName] = useState(first.store.name);
  const [hours, setHours] = useState(updateWindowOf(first.store));
  const merging = useMerging<StoreRow>();
  const words = useSettingsWords();
  const { busy, fault, setFault, send } = useSending();
  useFormKeys(merging.conflict ? merging.leave : onLeave);
  const before = updateWindowOf(row.store);
  const hoursMoved = hours.from !== before.from || hours.to !== before.to;
  const isDirty = name.trim() !== row.store.name || hoursMoved;
  const wrongName = name.trim() === '' ? t('fleet.stores.nameWrong') : null;
  const wrongHours = TIME.test(hours.from) && TIME.test(hours.to) ? null : t('fleet.stores.timeWrong');

  async function save(): Promise<void> {
    if (wrongName || wrongHours) return;
    await put({ ...row.store, name: name.trim(), ...(hoursMoved ? { updateWindow: hours } : {}) }, row);
  }

  /** Saves on top of what the other person made of it. */
  async function saveMerged(): Promise<void> {
    if (!merging.conflict) return;
    const { now } = merging.conflict;
    const merged = parse(StoreSettings, storeFrom(merging.fields(), now.store));
    if (!merged.ok) return;
    const store = storeOf(draftOf(merged.value), now.store);
    setRow(now);
    setName(store.name);
    setHours(updateWindowOf(store));
    merging.leave();
    await put(store, now);
  }

  async function put(store: StoreSettings, base: StoreRow): Promise<void> {
    const body = { revision: base.revision, store };
    const said = await send('/settings/store', StoreAnswer, { method: 'PUT', body });
    if (!said) return;
    if (said.ok) return onSaved(t('fleet.stores.saved', { name: store.name }), t('fleet.stores.savedNext'));
    if ('faults' in said) return setFault(said.faults[0]?.code ?? 'internal');
    const { now } = said.conflict;
    if (!now) return setFault('change-conflict');
    merging.begin(now, storeFields(base.store), storeFields(store), storeFields(now.store));
  }
  if (merging.conflict) {
    return <MergingView merging={merging} config={config} busy={busy} words={words} onSave={() => void saveMerged()} />;
  }
  return (
    <div className={sheet.form} data-testid="store-edit-form">
      <div className={sheet.formHead}>
        <Action tone="quiet" icon={ArrowLeft} onClick={onLeave} data-testid="store-edit-leave">
          {t('fleet.form.cancel')}
        </Action>
        <h2 className={sheet.formTitle}>{t('fleet.stores.editTitle', { name: first.store.name })}</h2>
        <Action
          tone="next"
          icon={Save}
          disabled={!isDirty || busy}
          onClick={() => void save()}
          data-testid="store-edit-save"
        >
          {t('fleet.form.save')}
        </Action>
      </div>
      <FaultNotice fault={fault} />
      <div className={sheet.columns}>
        <section className={sheet.section}>
          <Field label={t('fleet.stores.name')} wrong={wrongName}>
            <TextField
              label={t('fleet.stores.name')}
              value={name}
              maxLength={100}
              aria-invalid={wrongName ? true : undefined}
              onText={setName}
              data-testid="store-edit-name"
            />
          </Field>
          <Field label={t('fleet.stores.windowTitle')} hint={t('fleet.stores.windowHint')} wrong={wrongHours}>
            <div className={css.times}>
              <TextField
                maxLength={5}
                label={t('fleet.stores.from')}
                value={hours.from}
                onText={(from) => setHours({ ...hours, from })}
                data-testid="store-edit-from"
              />
              <TextField
                maxLength={5}
                label={t('fleet.stores.to')}
                value={hours.to}
                onText={(to) => setHours({ ...hours, to })}
                data-testid="store-edit-to"
              />
            </div>
          </Field>
        </section>
      </div>
    </div>
  );
}
