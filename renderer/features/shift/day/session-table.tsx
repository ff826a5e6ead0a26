import type { TFunction } from 'i18next';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionList } from '#contracts/http/reports.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Formats } from '#renderer/app/format.ts';
import { operatorName } from '#renderer/app/names.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import css from './day.module.css';

export type SessionRow = SessionList['sessions'][number];

interface SessionTableProps {
  sessions: readonly SessionRow[];
  config: RegisterConfig;
  /** What can be done about a session that is open. */
  action?: (session: SessionRow) => ReactNode;
}

/** The Z with which a session ended, and when; or that it is open. */
export function closedWords(t: TFunction, formats: Formats, { closed }: SessionRow): string {
  if (!closed) return t('day.open');
  const { zNumber, at, fromServer } = closed;
  const z = `${t('shift.z.title', { number: zNumber })} · ${formats.dateTime(at)}`;
  return fromServer ? `${z} · ${t('day.fromServer')}` : z;
}

/** Sessions of a day, to be printed or closed: who opened them where, and their Z, or that they are open. */
export function SessionTable({ sessions, config, action }: SessionTableProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  if (sessions.length === 0) return <p>{t('day.noSessions')}</p>;
  return (
    <table className={css.table}>
      <thead>
        <tr>
          <th scope="col">{t('day.register')}</th>
          <th scope="col">{t('day.opened')}</th>
          <th scope="col">{t('day.closed')}</th>
          <th scope="col" data-number>
            {t('shift.receipts')}
          </th>
          <th scope="col" data-number>
            {t('day.total')}
          </th>
          <th scope="col" data-number>
            {t('day.overShort')}
          </th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => {
          const { closed } = session;
          return (
            <tr
              key={session.sessionId}
              data-testid="session-row"
              data-open={closed === null}
              data-session={session.sessionId}
            >
              <th scope="row">{session.registerName}</th>
              <td>
                {formats.dateTime(session.openedAt)} · {operatorName(config, session.openedBy)}
              </td>
              <td>
                {closedWords(t, formats, session)}
                {!closed && action?.(session)}
              </td>
              <td data-number>{formats.count(session.receipts)}</td>
              <td data-number>{formats.money(session.total)}</td>
              <td data-number>{closed ? formats.money(closed.differences) : '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
