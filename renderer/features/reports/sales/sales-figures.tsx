import { useTranslation } from 'react-i18next';
import { KEY_NONE, type SalesReport, type SalesRow } from '#contracts/http/sales-report.ts';
import { BarChart } from '#renderer/features/reports/charts/bar-chart.tsx';
import { PAPER_WIDTH, ReportSheet } from '#renderer/features/reports/export/report-sheet.tsx';
import { type Behind, FILTERS, type Filter } from '#renderer/features/reports/report-place.ts';
import reportsCss from '#renderer/features/reports/reports.module.css';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import { ReportTable } from '#renderer/features/reports/table/report-table.tsx';
import { useFacts, useSalesWords } from '#renderer/features/reports/use-report.ts';
import css from './sales.module.css';
import { salesColumns } from './sales-columns.tsx';
import { isCharted, type Measure, measureOf, shareOfLargest } from './sales-measure.ts';
import { SalesTotals } from './sales-totals.tsx';
import { periodText, rowLabel, shortLabel } from './sales-words.ts';

interface SalesFiguresProps {
  report: SalesReport;
  measure: Measure;
  /** What was asked for. */
  query: Record<string, string>;
  known: readonly Filter[];
}

/** A sales report on the screen, and on paper while it is printed. */
export function SalesFigures({ report, measure, query, known }: SalesFiguresProps) {
  const { t } = useTranslation();
  const words = useSalesWords();
  const { today } = useReports();
  const [place, change] = usePlace();
  const { by, rows, totals } = report;
  const id = measure === 'profit' ? 'profit' : 'sales';
  const { formats } = words;
  const [now, before] = [report.now, report.before].map((period) => periodText(period, formats.locale, today));
  const money = (amount: number) => formats.money(amount);
  const filter = FILTERS.find((one) => one === by);

  function open(row: SalesRow, of: 'now' | 'before' = 'now'): void {
    const name = rowLabel(row, by, words);
    const title = `${name} · ${of === 'now' ? now : before}`;
    const narrows = filter && known.includes(filter) && row.key !== KEY_NONE ? { filter, key: row.key, name } : null;
    change({ behind: { kind: 'sales', query: { ...query, key: row.key, of }, title, filter: narrows } });
  }
  function openTotal(of: 'now' | 'before'): void {
    const { tender: _, tax: __, ...kept } = query;
    const behind: Behind = {
      kind: 'sales',
      query: { ...kept, by: 'day', of },
      title: `${of === 'now' ? now : before}`,
      filter: null,
    };
    change({ behind });
  }

  const bars = rows.map((row) => ({
    key: row.key,
    label: shortLabel(row, by, words),
    title: t('reports.sales.bar', {
      label: rowLabel(row, by, words),
      now: money(measureOf(row.now, measure)),
      before: money(measureOf(row.before, measure)),
    }),
    now: measureOf(row.now, measure),
    before: measureOf(row.before, measure),
  }));
  const share = shareOfLargest(rows, measure);
  const chart = (width?: number) => (
    <BarChart
      label={t('reports.sales.chart', { now, before })}
      bars={bars}
      width={width}
      onOpen={(key) => {
        const row = rows.find((one) => one.key === key);
        if (row) open(row);
      }}
    />
  );
  const table = (
    <ReportTable
      columns={salesColumns(report, measure, words, (row) => open(row, 'before'))}
      rows={rows}
      keyOf={(row) => row.key}
      sort={place.sort[id]}
      onSort={(sort) => change({ sort: { ...place.sort, [id]: sort } })}
      onOpen={open}
      opens={({ now: figures }) => figures.count !== 0 || figures.amount !== 0}
      share={isCharted(by) ? undefined : (row) => share(row.now)}
      caption={t('reports.sales.chart', { now, before })}
      testId="sales"
    />
  );
  const legend = (
    <p className={css.legend} data-charted={isCharted(by) || undefined}>
      <span data-swatch="now">{now}</span>
      <span data-swatch="before">{t('reports.sales.comparedWith', { period: before })}</span>
    </p>
  );
  const facts = useFacts(`${now} (${t('reports.sales.comparedWith', { period: before })})`, known);
  return (
    <>
      <SalesTotals {...totals} measure={measure} onOpen={openTotal} onReport={(next) => change({ report: next })} />
      {(query.tender !== undefined || query.tax !== undefined) && (
        <p className={css.note}>{t('reports.sales.wholeReceipts')}</p>
      )}
      {legend}
      {isCharted(by) && chart()}
      {table}
      {report.more > 0 && <p className={reportsCss.rule}>{t('reports.sales.more', { count: report.more })}</p>}
      <ReportSheet title={t(`reports.names.${id}`)} facts={facts}>
        <SalesTotals {...totals} measure={measure} />
        {legend}
        {isCharted(by) && chart(PAPER_WIDTH)}
        {table}
      </ReportSheet>
    </>
  );
}
