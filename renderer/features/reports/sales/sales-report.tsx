import { ChartColumn, FileDown } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SalesReport as Report, SALES_BY, type SalesBy } from '#contracts/http/sales-report.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { sendToServer } from '#renderer/app/server-api.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useServer } from '#renderer/app/use-server.ts';
import { Answered } from '#renderer/features/reports/answered.tsx';
import { BarChart } from '#renderer/features/reports/charts/bar-chart.tsx';
import { ChoiceField } from '#renderer/features/reports/choice-field.tsx';
import { DateField } from '#renderer/features/reports/date-field.tsx';
import reportsCss from '#renderer/features/reports/reports.module.css';
import { saveFile } from '#renderer/features/shift/day/save-file.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './sales.module.css';
import { PERIODS, type PeriodName, periodOf } from './sales-period.ts';
import { SalesTable } from './sales-table.tsx';
import { SalesTotals } from './sales-totals.tsx';
import { periodText, rowLabel, type SalesWords, shortLabel } from './sales-words.ts';

/** What runs along time is looked at, everything else is read. */
const CHARTED: ReadonlySet<SalesBy> = new Set(['day', 'week', 'month', 'hour']);

interface SalesReportProps {
  config: RegisterConfig;
  /** The business date. */
  today: string;
}

/** What was sold: totals, a chart, a table, beside the period before; of this store or all of the operator's. */
export function SalesReport({ config, today }: SalesReportProps) {
  const { t } = useTranslation();
  const [name, setName] = useState<PeriodName>('week');
  const [{ from, to }, setPeriod] = useState(() => periodOf('week', today));
  const [by, setBy] = useState<SalesBy>('day');
  const [store, setStore] = useState(config.store.storeId);
  const [fault, setFault] = useState<string | null>(null);
  const query = { from, to, by, store };
  const asked = useServer('/reports/sales', Report, query);
  const had = asked.answer?.ok ? asked.answer.value : null;
  const [choices, setChoices] = useState([{ storeId: config.store.storeId, name: config.store.name }]);
  if (had && had.choices.length !== choices.length) setChoices(had.choices);
  async function download(): Promise<void> {
    const csv = await sendToServer('/reports/sales.csv', { query });
    if (csv.ok) saveFile(document, `sales-by-${by}-${from}-${to}.csv`, 'text/csv', csv.value);
    setFault(csv.ok ? null : csv.offline ? 'enrol-server-unreachable' : csv.code);
  }
  function choosePeriod(chosen: PeriodName): void {
    setName(chosen);
    if (chosen !== 'days') setPeriod(periodOf(chosen, today));
  }
  const stores = choices.map((one) => ({ value: one.storeId, label: one.name }));
  return (
    <>
      <div className={reportsCss.filters}>
        <ChoiceField
          label={t('reports.sales.rows')}
          value={by}
          options={SALES_BY.filter((one) => one !== 'weekday-hour' && one !== 'channel').map((one) => ({
            value: one,
            label: t(`reports.sales.by.${one}`),
          }))}
          onChange={setBy}
          testId="sales-by"
        />
        <ChoiceField
          label={t('reports.sales.period')}
          value={name}
          options={PERIODS.map((one) => ({ value: one, label: t(`reports.sales.periods.${one}`) }))}
          onChange={choosePeriod}
          testId="sales-period"
        />
        {name === 'days' && (
          <>
            <DateField
              label={t('reports.from')}
              value={from}
              onChange={(date) => setPeriod({ from: date, to: date > to ? date : to })}
              testId="sales-from"
            />
            <DateField
              label={t('reports.to')}
              value={to}
              onChange={(date) => setPeriod({ from: date < from ? date : from, to: date })}
              testId="sales-to"
            />
          </>
        )}
        {stores.length > 1 && (
          <ChoiceField
            label={t('reports.sales.store')}
            value={store}
            options={[...stores, { value: 'all', label: t('reports.sales.allStores') }]}
            onChange={setStore}
            testId="sales-store"
          />
        )}
        <Action
          icon={FileDown}
          disabled={!had || had.rows.length === 0}
          onClick={() => void download()}
          data-testid="sales-csv"
        >
          {t('reports.sales.csv')}
        </Action>
      </div>
      {fault && <Notice {...errorWords(t, fault)} />}
      <Answered asked={asked}>{(report) => <Sales report={report} config={config} />}</Answered>
    </>
  );
}

function Sales({ report, config }: { report: Report; config: RegisterConfig }) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const words: SalesWords = { t, formats, config, language: i18n.language };
  const { by, rows, totals, leftOut } = report;
  if (totals.now.receipts === 0 && totals.before.receipts === 0) {
    return <Empty icon={ChartColumn} title={t('reports.empty')} text={t('reports.emptyText')} />;
  }
  const [now, before] = [periodText(report.now, formats.locale), periodText(report.before, formats.locale)];
  const charted = CHARTED.has(by);
  return (
    <>
      <SalesTotals {...totals} />
      {leftOut.length > 0 && (
        <p className={reportsCss.rule}>
          {t('reports.sales.leftOut', { stores: leftOut.map((store) => store.name).join(', ') })}
        </p>
      )}
      <p className={css.legend} data-charted={charted || undefined}>
        <span data-swatch="now">{now}</span>
        <span data-swatch="before">{t('reports.sales.comparedWith', { period: before })}</span>
      </p>
      {charted && (
        <BarChart
          label={t('reports.sales.chart', { now, before })}
          bars={rows.map((row) => ({
            key: row.key,
            label: shortLabel(row, by, words),
            title: t('reports.sales.bar', {
              label: rowLabel(row, by, words),
              now: formats.money(row.now.amount),
              before: formats.money(row.before.amount),
            }),
            now: row.now.amount,
            before: row.before.amount,
          }))}
        />
      )}
      <SalesTable report={report} labelOf={(row) => rowLabel(row, by, words)} bars={!charted} />
    </>
  );
}
