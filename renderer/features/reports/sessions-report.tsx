import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SessionList } from '#contracts/http/reports.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { mayOf } from '#renderer/app/at-till.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { operatorName } from '#renderer/app/names.ts';
import { PageFileAction } from '#renderer/app/page-file-action.tsx';
import { PrintPage } from '#renderer/app/print-page.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import { closedWords, type SessionRow } from '#renderer/features/shift/day/session-table.tsx';
import slipCss from '#renderer/features/shift/slip.module.css';
import { useSlip } from '#renderer/features/shift/use-slip.ts';
import { Action } from '#renderer/ui/action.tsx';
import { dataCsv } from '#renderer/ui/data-rows.ts';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { sessionFields } from './csv-fields.ts';
import css from './reports.module.css';
import { RevokeRegister } from './revoke-register.tsx';
import { type OwnZ, useOwnZ } from './use-own-z.ts';

interface SessionsReportProps {
  config: RegisterConfig;
  operatorId: string;
  businessDate: string;
}

/** The store's sessions of a day, and this till's own Zs, which can be printed again without a network. */
export function SessionsReport({ config, operatorId, businessDate }: SessionsReportProps) {
  const { t } = useTranslation();
  const asked = useServer('/reports/sessions', SessionList, { businessDate });
  return (
    <>
      <section aria-label={t('reports.sessions.ofDay')}>
        <h2 className={css.heading}>{t('reports.sessions.ofDay')}</h2>
        <Answered asked={asked}>
          {({ sessions }) => <Sessions sessions={sessions} config={config} name={`shifts-${businessDate}`} />}
        </Answered>
      </section>
      <OwnZs config={config} />
      {asked.answer?.ok && mayOf(config, operatorId, 'settings') && (
        <RevokeRegister sessions={asked.answer.value.sessions} config={config} />
      )}
    </>
  );
}

function Sessions({ sessions, config, name }: SessionList & { config: RegisterConfig; name: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { digits } = config.store.currency;
  const nameOf = (operatorId: string | null): string => operatorName(config, operatorId);
  const columns: DataColumn<SessionRow>[] = [
    { id: 'register', label: t('day.register'), share: 2, value: ({ registerName }) => registerName },
    {
      id: 'opened',
      label: t('day.opened'),
      share: 2,
      value: ({ openedAt }) => openedAt,
      cell: ({ openedAt, openedBy }) => `${formats.dateTime(openedAt)} · ${nameOf(openedBy)}`,
    },
    { id: 'operator', label: t('reports.operator'), value: ({ openedBy }) => nameOf(openedBy), hidden: true },
    {
      id: 'closed',
      label: t('day.closed'),
      share: 3,
      value: ({ closed }) => closed?.at ?? '',
      cell: (session) => closedWords(t, formats, session),
    },
    {
      id: 'receipts',
      label: t('shift.receipts'),
      isNumber: true,
      value: ({ receipts }) => receipts,
      cell: ({ receipts }) => formats.count(receipts),
    },
    {
      id: 'total',
      label: t('day.total'),
      isNumber: true,
      value: ({ total }) => total,
      cell: ({ total }) => formats.money(total),
    },
    {
      id: 'over-short',
      label: t('day.overShort'),
      isNumber: true,
      value: ({ closed }) => closed?.differences ?? '',
      cell: ({ closed }) => (closed ? formats.money(closed.differences) : '–'),
    },
  ];
  return (
    <DataTable
      label={t('reports.sessions.ofDay')}
      rows={sessions}
      columns={columns}
      keyOf={({ sessionId }) => sessionId}
      order={{ by: 'opened', descending: false }}
      csvOf={(rows) => dataCsv(rows, sessionFields(t, digits, nameOf))}
      exportName={name}
      testId="sessions"
      rowTestId="session-row"
      attributes={({ sessionId, closed }) => ({ 'data-session': sessionId, 'data-open': String(closed === null) })}
      empty={<p>{t('day.noSessions')}</p>}
    />
  );
}

function OwnZs({ config }: { config: RegisterConfig }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const found = useOwnZ();
  const { slip, print, fault } = useSlip(config);
  const [shown, setShown] = useState<string | null>(null);
  const reportOf = (z: OwnZ, copy: number) => ({
    totals: z.payload.totals,
    closed: z.payload,
    showExpected: true,
    at: z.at,
    training: z.training === true,
    copy,
    operatorId: z.operatorId,
  });
  return (
    <section aria-label={t('reports.sessions.own')}>
      <h2 className={css.heading}>{t('reports.sessions.own')}</h2>
      {fault && <Notice {...errorWords(t, fault.code)} />}
      {found === null && <p role="status">{t('shift.loading')}</p>}
      {found?.length === 0 && <p>{t('reports.sessions.noZ')}</p>}
      <ul className={css.list}>
        {found?.map((z) => (
          <li key={z.id} className={css.z} data-testid="z-row" data-z={z.payload.zNumber}>
            <span className={css.grow}>
              <strong>{t('shift.z.title', { number: z.payload.zNumber })}</strong>{' '}
              <span className={css.small}>
                {formats.dateTime(z.at)} · {operatorName(config, z.operatorId)}
                {z.training === true && ` · ${t('training.label')}`}
              </span>
            </span>
            <span>{formats.money(z.payload.totals.total)}</span>
            <Action
              onClick={() => setShown(shown === z.id ? null : z.id)}
              aria-expanded={shown === z.id}
              data-testid="z-show"
            >
              {t('reports.sessions.show')}
            </Action>
            <Action icon={Printer} onClick={() => void print(reportOf(z, 1))} data-testid="z-reprint">
              {t('reports.sessions.reprint')}
            </Action>
            {shown === z.id && (
              <div className={`${slipCss.slip} ${css.full}`}>
                <PageFileAction name={`z-${z.payload.zNumber}`} words={t('reports.pdf')} testId="z-pdf" />
                <PrintPage>
                  <ReceiptPicture
                    document={slip(reportOf(z, 1))}
                    label={t('shift.z.title', { number: z.payload.zNumber })}
                  />
                </PrintPage>
                <ReceiptPicture
                  document={slip(reportOf(z, 1))}
                  label={t('shift.z.title', { number: z.payload.zNumber })}
                />
              </div>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
