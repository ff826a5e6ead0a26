import { Ban, KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import Type from 'typebox';
import { ChannelKeyRow, type ChannelRow, KeyAnswer } from '#contracts/http/channels.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { FaultNotice } from '#renderer/features/saving/fault-notice.tsx';
import { useSending } from '#renderer/features/saving/use-sending.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './channels.module.css';
import { CopyAction } from './copy-action.tsx';

const KeyRows = Type.Object({ keys: Type.Array(ChannelKeyRow) });

/** Keys that a site signs in with: made, shown once, and refused from now on. */
export function ChannelKeys({ row, onChanged }: { row: ChannelRow; onChanged: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { busy, fault, send } = useSending();
  const [name, setName] = useState('');
  const [made, setMade] = useState<string | null>(null);
  /** Of the key that is asked about once more. */
  const [sure, setSure] = useState<string | null>(null);
  const path = `/channels/${row.channel.channelId}/keys`;
  const keys = row.keys.filter(({ revokedAt }) => revokedAt === null);

  async function make(): Promise<void> {
    const said = await send(path, KeyAnswer, { method: 'POST', body: { name: name.trim() } });
    if (!said) return;
    setMade(said.key);
    setName('');
    onChanged();
  }
  async function revoke(keyId: string): Promise<void> {
    setSure(null);
    if (await send(`${path}/${keyId}/revoke`, KeyRows, { method: 'POST', body: {} })) onChanged();
  }

  return (
    <section className={sheet.section} aria-label={t('channels.keys.title')}>
      <h2 className={sheet.heading}>{t('channels.keys.title')}</h2>
      <FaultNotice fault={fault} />
      {made !== null && (
        <div className={css.made} data-testid="channel-key-made">
          <Notice tone="ok" code="channel-key" title={t('channels.keys.made')} next={t('channels.keys.madeNext')} />
          <div className={css.copied}>
            <code className={css.address} data-selectable data-testid="channel-key">
              {made}
            </code>
            <CopyAction text={made} testId="channel-key-copy" />
            <Action onClick={() => setMade(null)} data-testid="channel-key-done">
              {t('fleet.code.done')}
            </Action>
          </div>
        </div>
      )}
      {keys.length === 0 && made === null && <p className={sheet.hint}>{t('channels.keys.none')}</p>}
      <ul className={sheet.plainList}>
        {keys.map((key) => (
          <li key={key.keyId} className={css.key} data-testid="channel-key-row">
            <span className={css.grow}>
              <strong>{key.name}</strong>
              <span className={sheet.hint}>
                {t('channels.keys.since', {
                  made: formats.date(key.madeAt),
                  used: key.usedAt === null ? t('channels.never') : formats.dateTime(key.usedAt),
                })}
              </span>
            </span>
            {sure === key.keyId ? (
              <>
                <Action
                  tone="bad"
                  disabled={busy}
                  onClick={() => void revoke(key.keyId)}
                  data-testid="channel-key-revoke-sure"
                >
                  {t('channels.keys.revokeSure')}
                </Action>
                <Action onClick={() => setSure(null)}>{t('channels.keys.keep')}</Action>
              </>
            ) : (
              <Action tone="quiet" icon={Ban} onClick={() => setSure(key.keyId)} data-testid="channel-key-revoke">
                {t('channels.keys.revoke')}
              </Action>
            )}
          </li>
        ))}
      </ul>
      <Field label={t('channels.keys.name')} hint={t('channels.keys.nameHint')}>
        <div className={sheet.beside}>
          <TextField
            label={t('channels.keys.name')}
            value={name}
            maxLength={60}
            onText={setName}
            data-testid="channel-key-name"
          />
          <Action
            icon={KeyRound}
            disabled={busy || name.trim() === ''}
            onClick={() => void make()}
            data-testid="channel-key-make"
          >
            {t('channels.keys.make')}
          </Action>
        </div>
      </Field>
    </section>
  );
}
