import { useTranslation } from 'react-i18next';
import type { ReductionReport, ReductionRow } from '#contracts/http/reductions.ts';
import { KEY_NONE } from '#contracts/http/sales-report.ts';
import { BarChart } from '#renderer/features/reports/charts/bar-chart.tsx';
import { PAPER_WIDTH, ReportSheet } from '#renderer/features/reports/export/report-sheet.tsx';
import type { Filter } from '#renderer/features/reports/report-place.ts';
import { usePlace, useReports } from '#renderer/features/reports/reports-context.ts';
import salesCss from '#renderer/features/reports/sales/sales.module.css';
import { Total } from '#renderer/features/reports/sales/sales-totals.tsx';
import { changeText, periodText, shareText, shortLabel } from '#renderer/features/reports/sales/sales-words.ts';
import { type Column, ReportTable } from '#renderer/features/reports/table/report-table.tsx';
import { useFacts, useSalesWords } from '#renderer/features/reports/use-report.ts';
import { REDUCTION_FILTERS, type ReductionKind } from './reduction-report.tsx';
import { reductionLabel } from './reduction-words.ts';

interface ReductionFiguresProps {
  report: ReductionReport;
  kind: ReductionKind;
  query: Record<string, string>;
}

const FILTER: Partial<Record<ReductionReport['by'], Filter>> = {
  reason: 'reason',
  product: 'product',
  operator: 'operator',
};

/** Returns or discounts on the screen, and on paper while they are printed. */
export function ReductionFigures({ report, kind, query }: ReductionFiguresProps) {
  const { t } = useTranslation();
  const words = useSalesWords();
  const { today } = useReports();
  const [place, change] = usePlace();
  const { by, rows, sum, turnover } = report;
  const { formats } = words;
  const [now, before] = [report.now, report.before].map((period) => periodText(period, formats.locale, today));
  const facts = useFacts(`${now}`, REDUCTION_FILTERS);
  const labelOf = (row: ReductionRow): string => reductionLabel(row, by, words);

  function open(row: ReductionRow | null, of: 'now' | 'before' = 'now'): void {
    const period = `${of === 'now' ? now : before}`;
    const narrowed = FILTER[by];
    change({
      behind: {
        kind,
        query: { ...query, ...(row ? { key: row.key } : {}), of },
        title: row ? `${labelOf(row)} · ${period}` : period,
        filter: row && narrowed && row.key !== KEY_NONE ? { filter: narrowed, key: row.key, name: labelOf(row) } : null,
      },
    });
  }
  const shareOf = (amount: number, whole: number): string => (whole > 0 ? shareText(amount / whole, formats) : '–');
  const columns: Column<ReductionRow>[] = [
    { id: 'name', label: t(`reports.reductions.by.${by}`), text: labelOf, sortBy: labelOf, sum: t('reports.sum') },
    {
      id: 'amount',
      label: t(`reports.reductions.${kind}.amount`),
      number: true,
      text: (row) => formats.money(row.now.amount),
      sortBy: (row) => row.now.amount,
      sum: formats.money(sum.now.amount),
    },
    {
      id: 'share',
      label: t('reports.reductions.ofTurnover'),
      number: true,
      text: (row) => shareOf(row.now.amount, turnover.now),
      sortBy: (row) => row.now.amount,
      sum: shareOf(sum.now.amount, turnover.now),
    },
    {
      id: 'count',
      label: t('reports.sales.lines'),
      number: true,
      text: (row) => formats.count(row.now.count),
      sortBy: (row) => row.now.count,
      sum: formats.count(sum.now.count),
    },
    {
      id: 'before',
      label: t('reports.sales.before'),
      number: true,
      text: (row) => formats.money(row.before.amount),
      sortBy: (row) => row.before.amount,
      onOpen: (row) => open(row, 'before'),
      opens: (row) => row.before.count > 0,
      sum: formats.money(sum.before.amount),
    },
    {
      id: 'change',
      label: t('reports.sales.change'),
      number: true,
      text: (row) => changeText(row.now.amount, row.before.amount, formats) ?? '–',
      sortBy: (row) => row.now.amount - row.before.amount,
      sum: changeText(sum.now.amount, sum.before.amount, formats) ?? '–',
    },
  ];
  const largest = Math.max(1, ...rows.map((row) => row.now.amount));
  const totals = (onPaper: boolean) => (
    <dl className={salesCss.totals}>
      <Total
        testId="reduction-amount"
        name={t(`reports.reductions.${kind}.amount`)}
        figure={formats.money(sum.now.amount)}
        before={formats.money(sum.before.amount)}
        change={changeText(sum.now.amount, sum.before.amount, formats)}
        onOpen={onPaper ? undefined : () => open(null)}
      />
      <Total
        testId="reduction-share"
        name={t('reports.reductions.ofTurnover')}
        figure={shareOf(sum.now.amount, turnover.now)}
        before={shareOf(sum.before.amount, turnover.before)}
      />
      <Total
        testId="reduction-lines"
        name={t('reports.sales.lines')}
        figure={formats.count(sum.now.count)}
        before={formats.count(sum.before.count)}
        onOpen={onPaper ? undefined : () => open(null)}
      />
    </dl>
  );
  const chart = (width?: number) =>
    by === 'day' && (
      <BarChart
        label={t('reports.reductions.chart', { name: t(`reports.names.${kind}`), now, before })}
        bars={rows.map((row) => ({
          key: row.key,
          label: shortLabel(row, 'day', words),
          title: t('reports.sales.bar', {
            label: labelOf(row),
            now: formats.money(row.now.amount),
            before: formats.money(row.before.amount),
          }),
          now: row.now.amount,
          before: row.before.amount,
        }))}
        width={width}
        onOpen={(key) => open(rows.find((row) => row.key === key) ?? null)}
      />
    );
  const table = (
    <ReportTable
      columns={columns}
      rows={rows}
      keyOf={(row) => row.key}
      sort={place.sort[kind]}
      onSort={(sort) => change({ sort: { ...place.sort, [kind]: sort } })}
      onOpen={(row) => open(row)}
      opens={(row) => row.now.count > 0}
      share={by === 'day' ? undefined : (row) => row.now.amount / largest}
      caption={t('reports.reductions.chart', { name: t(`reports.names.${kind}`), now, before })}
      testId="reduction"
    />
  );
  return (
    <>
      {totals(false)}
      <p className={salesCss.legend} data-charted={by === 'day' || undefined}>
        <span data-swatch="now">{now}</span>
        <span data-swatch="before">{t('reports.sales.comparedWith', { period: before })}</span>
      </p>
      {chart()}
      {table}
      <ReportSheet title={t(`reports.names.${kind}`)} facts={facts}>
        {totals(true)}
        {chart(PAPER_WIDTH)}
        {table}
      </ReportSheet>
    </>
  );
}
