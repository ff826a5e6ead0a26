import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays } from '#domain/calendar/dates.ts';
import { DateField } from '#renderer/ui/date-field.tsx';
import { AuditReport } from './audit-report.tsx';
import { ExceptionsReport } from './exceptions/exceptions-report.tsx';
import { type FixProblem, FixReport } from './fix-report.tsx';
import { AbcReport } from './goods/abc-report.tsx';
import { StockValueReport } from './goods/stock-value-report.tsx';
import { TurnoverReport } from './goods/turnover-report.tsx';
import { HomeReport } from './home/home-report.tsx';
import { LossReport } from './loss-report.tsx';
import { ReductionReport } from './reductions/reduction-report.tsx';
import type { ReportId } from './report-list.ts';
import css from './reports.module.css';
import { useReports } from './reports-context.ts';
import { HoursReport } from './sales/hours-report.tsx';
import { SalesReport } from './sales/sales-report.tsx';
import { SessionsReport } from './sessions-report.tsx';
import { TargetsReport } from './targets/targets-report.tsx';

/** How far back the reports over days look at first. */
const DAYS = 6;

interface ReportViewProps {
  report: ReportId;
  onMake: ((problem: FixProblem) => void) | null;
}

/** A report by its id. */
export function ReportView({ report, onMake }: ReportViewProps) {
  switch (report) {
    case 'home':
      return <HomeReport />;
    case 'targets':
      return <TargetsReport />;
    case 'sales':
      return <SalesReport key={report} measure="turnover" />;
    case 'profit':
      return <SalesReport key={report} measure="profit" />;
    case 'hours':
      return <HoursReport />;
    case 'returns':
    case 'discounts':
      return <ReductionReport key={report} kind={report} />;
    case 'stock-value':
      return <StockValueReport />;
    case 'turnover':
      return <TurnoverReport />;
    case 'abc':
      return <AbcReport />;
    case 'exceptions':
      return <ExceptionsReport />;
    case 'loss':
    case 'audit':
      return <RangedReport key={report} report={report} />;
    case 'fix':
      return <FixReport onMake={onMake} />;
    case 'sessions':
      return <DayReport />;
  }
}

/** What people did from one day to another. */
function RangedReport({ report }: { report: 'loss' | 'audit' }) {
  const { t } = useTranslation();
  const { config, today } = useReports();
  const [from, setFrom] = useState(() => addDays(today, -DAYS));
  const [to, setTo] = useState(today);
  return (
    <>
      <div className={css.filters}>
        <DateField label={t('reports.from')} value={from} onChange={setFrom} testId="report-from" />
        <DateField label={t('reports.to')} value={to} onChange={setTo} testId="report-to" />
      </div>
      {report === 'loss' ? <LossReport from={from} to={to} /> : <AuditReport config={config} from={from} to={to} />}
    </>
  );
}

/** The shifts of a day. */
function DayReport() {
  const { t } = useTranslation();
  const { config, operatorId, today } = useReports();
  const [date, setDate] = useState(today);
  return (
    <>
      <div className={css.filters}>
        <DateField label={t('shift.businessDate')} value={date} onChange={setDate} testId="report-date" />
      </div>
      <SessionsReport config={config} operatorId={operatorId} businessDate={date} />
    </>
  );
}
