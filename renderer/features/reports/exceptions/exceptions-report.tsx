import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExceptionList, type ExceptionRow } from '#contracts/http/exceptions.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { useStore } from '#renderer/app/external-store.ts';
import { useAskAgain } from '#renderer/app/use-ask-again.ts';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import css from '#renderer/features/reports/reports.module.css';
import { useReports } from '#renderer/features/reports/reports-context.ts';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { type ExceptionFilter, filterStill, firstFilter } from './exception-filter.ts';
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
  const [filter, setFilter] = useState<ExceptionFilter | null>(null);
  const { place } = useReports();
  const { exception } = useStore(place);
  const open = (row: ExceptionRow | null): void => place.update((current) => ({ ...current, exception: row }));
  if (exception) return <ExceptionView key={exception.exceptionId} row={exception} onLeave={() => open(null)} />;
  return (
    <>
      <div className={css.statuses}>
        <Tabs
          label={t('table.status')}
          value={status}
          options={STATUSES.map((value) => ({ value, label: t(`reports.exceptions.statuses.${value}`) }))}
          onChange={(next) => {
            setStatus(next);
            setFilter(null);
          }}
          testId="exceptions-status"
        />
      </div>
      <Exceptions key={status} status={status} filter={filter} onFilter={setFilter} onOpen={open} />
    </>
  );
}

interface ExceptionsProps {
  status: Status;
  /** Null until somebody chose one. */
  filter: ExceptionFilter | null;
  onFilter: (filter: ExceptionFilter) => void;
  onOpen: (row: ExceptionRow) => void;
}

/** Those that are open are asked for again after so long: they come, and others settle them. */
const AGAIN_MS = 5_000;

/** Those of one status; asked for anew whenever they are come back to. */
function Exceptions({ status, filter, ...rest }: ExceptionsProps) {
  const { t } = useTranslation();
  const own = useReports().config.store.storeId;
  const asked = useLastGood(useServer('/reports/exceptions', ExceptionList, QUERIES[status]));
  useAskAgain(asked, status === 'open' ? AGAIN_MS : null);
  return (
    <Answered asked={asked} offlineText={t('reports.exceptions.offline')}>
      {(rows) => (
        <ExceptionTable
          rows={rows}
          icon={CircleCheck}
          status={status}
          filter={filter ? filterStill(filter, rows) : firstFilter(rows, own)}
          {...rest}
        />
      )}
    </Answered>
  );
}
