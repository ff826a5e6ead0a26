import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import Type from 'typebox';
import { DayBook } from '#contracts/http/reports.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { mayOf, type ShiftProps } from '#renderer/app/at-till.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { PageFileAction } from '#renderer/app/page-file-action.tsx';
import { PrintPage } from '#renderer/app/print-page.tsx';
import { askServer, sendToServer } from '#renderer/app/server-api.ts';
import { Task } from '#renderer/app/task.tsx';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { Action } from '#renderer/ui/action.tsx';
import { DateField } from '#renderer/ui/date-field.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { saveFile } from '#renderer/ui/save-file.ts';
import css from './day.module.css';
import { DayBookView } from './day-book-view.tsx';
import { type SessionRow, SessionTable } from './session-table.tsx';

/** The store's day as the server has it: what is still open, the day book, closing it. */
export function StoreDay({ status, config, operatorId, onBack }: ShiftProps & { onBack: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [businessDate, setBusinessDate] = useState(
    () => status.session?.businessDate ?? status.signedIn?.businessDate ?? new Date().toISOString().slice(0, 10),
  );
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const asked = useServer('/reports/day-book', DayBook, { businessDate });
  const mayClose = mayOf(config, operatorId, 'day-close');
  const mayShare = mayOf(config, operatorId, 'session-share');

  async function post(path: string, body: unknown): Promise<void> {
    setBusy(true);
    const answer = await askServer(path, Type.Unknown(), { method: 'POST', body });
    setBusy(false);
    setFault(answer.ok ? null : answer.offline ? 'enrol-server-unreachable' : answer.code);
    asked.again();
  }
  async function download(): Promise<void> {
    const csv = await sendToServer('/reports/day-book.csv', { query: { businessDate } });
    if (csv.ok) saveFile(document, `day-book-${config.store.storeId}-${businessDate}.csv`, 'text/csv', csv.value);
    setFault(csv.ok ? null : csv.offline ? 'enrol-server-unreachable' : csv.code);
  }
  const closeThere = (session: SessionRow) =>
    mayShare && session.sessionId !== status.session?.sessionId ? (
      <Action
        disabled={busy}
        onClick={() => void post('/sessions/close', { sessionId: session.sessionId })}
        data-testid="close-from-here"
      >
        {t('day.closeFromHere')}
      </Action>
    ) : null;

  return (
    <Task title={t('shift.actions.day')} onBack={onBack} testId="store-day">
      <div className={css.head}>
        <DateField label={t('shift.businessDate')} value={businessDate} onChange={setBusinessDate} testId="day-date" />
        <Action icon={FileDown} onClick={() => void download()} data-testid="day-csv">
          {t('day.csv')}
        </Action>
        <PageFileAction name={`day-${businessDate}`} words={t('day.print')} testId="day-print" />
      </div>
      {fault && <Notice {...errorWords(t, fault)} />}
      <Answered asked={asked}>
        {(book) => {
          const open = book.sessions.filter(({ closed }) => closed === null);
          const untouched = book.supplement !== null && book.late === 0;
          return (
            <>
              <PrintPage>
                <h1 className={css.printTitle}>
                  {config.store.name} · {formats.day(book.businessDate)}
                </h1>
                <SessionTable sessions={book.sessions} config={config} />
                <DayBookView book={book} config={config} />
              </PrintPage>
              <section aria-label={t('day.checklist')} className={css.section} data-testid="day-checklist">
                <h3 className={css.heading}>{t('day.checklist')}</h3>
                {open.length === 0 ? (
                  <Notice tone="ok" code="all-closed" title={t('day.allClosed')} />
                ) : (
                  <Notice
                    tone="warn"
                    code="sessions-open"
                    title={t('day.stillOpen', { count: open.length })}
                    next={t('day.stillOpenNext')}
                  />
                )}
                {book.late > 0 && book.supplement !== null && (
                  <Notice
                    tone="info"
                    code="late"
                    title={t('day.late', { count: book.late })}
                    next={t('day.lateNext')}
                  />
                )}
                {book.quarantined > 0 && (
                  <Notice
                    tone="bad"
                    code="quarantined"
                    title={t('day.quarantined', { amount: formats.money(book.quarantined) })}
                    next={t('day.quarantinedNext')}
                  />
                )}
                <SessionTable sessions={book.sessions} config={config} action={closeThere} />
                <div className={css.closing}>
                  <span data-testid="day-state" data-supplement={book.supplement ?? ''}>
                    {book.supplement === null
                      ? t('day.notClosed')
                      : book.supplement === 0
                        ? t('day.isClosed')
                        : t('day.supplement', { number: book.supplement })}
                  </span>
                  {mayClose && (
                    <Action
                      tone="next"
                      size="lg"
                      disabled={busy || untouched}
                      onClick={() => void post('/days/close', { businessDate })}
                      data-testid="day-close"
                    >
                      {t(book.supplement === null ? 'day.close' : 'day.closeAgain')}
                    </Action>
                  )}
                </div>
              </section>
              <DayBookView book={book} config={config} />
            </>
          );
        }}
      </Answered>
    </Task>
  );
}
