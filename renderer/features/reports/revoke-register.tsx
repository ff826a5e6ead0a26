import { ShieldOff } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RevokeAnswer } from '#contracts/http/api.ts';
import type { SessionList } from '#contracts/http/reports.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './reports.module.css';

interface RevokeRegisterProps {
  sessions: SessionList['sessions'];
  config: RegisterConfig;
}

type Told = { ok: true; name: string } | { ok: false; code: string };

/** Takes another till of the store out of service, as one that is lost or stolen; asked twice, for only a new code brings it back. */
export function RevokeRegister({ sessions, config }: RevokeRegisterProps) {
  const { t } = useTranslation();
  const [asked, setAsked] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<Told | null>(null);
  const names = new Map(sessions.map(({ registerId, registerName }) => [registerId, registerName]));
  names.delete(config.register.registerId);
  if (names.size === 0) return null;
  async function revoke(registerId: string): Promise<void> {
    setBusy(true);
    const answer = await askServer('/registers/revoke', RevokeAnswer, { method: 'POST', body: { registerId } });
    setBusy(false);
    setAsked(null);
    if (answer.ok) setTold({ ok: true, name: answer.value.name });
    else setTold({ ok: false, code: answer.offline ? 'enrol-server-unreachable' : answer.code });
  }
  return (
    <section aria-label={t('reports.revoke.title')}>
      <h2 className={css.heading}>{t('reports.revoke.title')}</h2>
      {told?.ok === false && <Notice {...errorWords(t, told.code)} />}
      {told?.ok && <Notice tone="ok" code="revoked" title={t('reports.revoke.done', { name: told.name })} />}
      <ul className={css.list}>
        {[...names].map(([registerId, name]) => (
          <li key={registerId} className={css.z} data-testid="revoke-row" data-register={registerId}>
            <strong className={css.grow}>{name}</strong>
            {asked === registerId ? (
              <>
                <Action tone="bad" disabled={busy} onClick={() => void revoke(registerId)} data-testid="revoke-sure">
                  {t('reports.revoke.yes')}
                </Action>
                <Action disabled={busy} onClick={() => setAsked(null)} data-testid="revoke-not">
                  {t('reports.revoke.no')}
                </Action>
                <p className={`${css.steps} ${css.full}`}>{t('reports.revoke.sure')}</p>
              </>
            ) : (
              <Action icon={ShieldOff} onClick={() => setAsked(registerId)} data-testid="revoke">
                {t('reports.revoke.ask')}
              </Action>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
