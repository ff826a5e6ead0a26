import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/report/period.ts';
import type { ShiftProps } from '#renderer/features/shift/shift-parts.ts';
import { Page } from '#renderer/ui/page.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { AuditReport } from './audit-report.tsx';
import { DateField } from './date-field.tsx';
import { ExceptionsReport } from './exceptions-report.tsx';
import { type FixProblem, FixReport } from './fix-report.tsx';
import { LossReport } from './loss-report.tsx';
import css from './reports.module.css';
import { SalesReport } from './sales/sales-report.tsx';
import { SessionsReport } from './sessions-report.tsx';

const REPORTS = ['sales', 'exceptions', 'loss', 'audit', 'fix', 'sessions'] as const;
type Report = (typeof REPORTS)[number];
/** How far back the reports over days look at first. */
const DAYS = 6;

interface ReportsScreenProps extends ShiftProps {
  top: ReactNode;
  /** Makes a product of something on the fix list; null for whoever may not. */
  onMake: ((problem: FixProblem) => void) | null;
}

/** What the server knows of the store: sales, exceptions, loss prevention, the audit list, the fix list, sessions and their Zs. */
export function ReportsScreen({ status, config, operatorId, top, onMake }: ReportsScreenProps) {
  const { t } = useTranslation();
  const today = status.signedIn?.businessDate ?? status.session?.businessDate ?? new Date().toISOString().slice(0, 10);
  const [report, setReport] = useState<Report>('sales');
  const [from, setFrom] = useState(() => addDays(today, -DAYS));
  const [to, setTo] = useState(today);
  const [date, setDate] = useState(today);
  const ranged = report === 'loss' || report === 'audit';
  return (
    <Page title={t('rail.reports')} top={top}>
      <div className={css.reports} data-testid={`report-${report}`}>
        <div className={css.head}>
          <div className={css.tabs}>
            <Tabs
              label={t('rail.reports')}
              value={report}
              options={REPORTS.map((one) => ({ value: one, label: t(`reports.names.${one}`) }))}
              onChange={setReport}
              testId="reports"
            />
          </div>
          {ranged && (
            <>
              <DateField label={t('reports.from')} value={from} onChange={setFrom} testId="report-from" />
              <DateField label={t('reports.to')} value={to} onChange={setTo} testId="report-to" />
            </>
          )}
          {report === 'sessions' && (
            <DateField label={t('shift.businessDate')} value={date} onChange={setDate} testId="report-date" />
          )}
        </div>
        {report === 'sales' && <SalesReport config={config} today={today} />}
        {report === 'exceptions' && <ExceptionsReport />}
        {report === 'loss' && <LossReport from={from} to={to} />}
        {report === 'audit' && <AuditReport config={config} from={from} to={to} />}
        {report === 'fix' && <FixReport onMake={onMake} />}
        {report === 'sessions' && <SessionsReport config={config} operatorId={operatorId} businessDate={date} />}
      </div>
    </Page>
  );
}
