import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExceptionList, type ExceptionRow } from '#contracts/http/exceptions.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import css from '#renderer/features/reports/reports.module.css';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { ExceptionTable } from './exception-table.tsx';
import { ExceptionView } from './exception-view.tsx';

const STATUSES = ['open', 'resolved'] as const;
type Status = (typeof STATUSES)[number];
const QUERIES: Readonly<Record<Status, Record<string, string>>> = {
  open: { status: 'open', store: 'all' },
  resolved: { status: 'resolved', store: 'all' },
};

/** What was booked and a person must look at, in the stores of whoever looks, and what was settled. */
export function ExceptionsReport() {
  const { t } = useTranslation();
  const [status, setStatus] = useState<Status>('open');
  const [shown, setShown] = useState<ExceptionRow | null>(null);
  const asked = useLastGood(useServer('/reports/exceptions', ExceptionList, QUERIES[status]));
  if (shown) {
    return (
      <ExceptionView
        key={shown.exceptionId}
        row={shown}
        onSettled={asked.again}
        onLeave={() => {
          asked.again();
          setShown(null);
        }}
      />
    );
  }
  return (
    <>
      <div className={css.chips}>
        <Tabs
          label={t('table.status')}
          value={status}
          options={STATUSES.map((value) => ({ value, label: t(`reports.exceptions.statuses.${value}`) }))}
          onChange={setStatus}
          testId="exceptions-status"
        />
      </div>
      <Answered asked={asked} offlineText={t('reports.exceptions.offline')}>
        {(rows) => <ExceptionTable key={status} rows={rows} icon={CircleCheck} status={status} onOpen={setShown} />}
      </Answered>
    </>
  );
}
