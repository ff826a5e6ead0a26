import type { SalesReport, SalesRow } from '#contracts/http/sales-report.ts';
import type { Column } from '#renderer/features/reports/table/report-table.tsx';
import { type Measure, measureOf } from './sales-measure.ts';
import { changeText, countText, rowLabel, type SalesWords, shareText } from './sales-words.ts';

/** The columns of a sales report, which depend on what its amounts are. */
export function salesColumns(
  { by, sum, rows }: SalesReport,
  measure: Measure,
  words: SalesWords,
  onBefore: (row: SalesRow) => void,
): Column<SalesRow>[] {
  const { t, formats } = words;
  const places = new Map(rows.map((row, index) => [row.key, index]));
  const runs = by === 'day' || by === 'week' || by === 'month' || by === 'hour';
  const money = (of: (row: SalesRow) => number | undefined) => ({
    number: true,
    text: (row: SalesRow) => formats.money(of(row) ?? 0),
    sortBy: (row: SalesRow) => of(row) ?? 0,
  });
  const name: Column<SalesRow> = {
    id: 'name',
    label: t(`reports.sales.by.${by}`),
    text: (row) => rowLabel(row, by, words),
    sortBy: (row) => (runs ? (places.get(row.key) ?? 0) : rowLabel(row, by, words)),
    sum: t('reports.sum'),
  };
  const before: Column<SalesRow> = {
    id: 'before',
    label: t('reports.sales.before'),
    ...money((row) => measureOf(row.before, measure)),
    onOpen: onBefore,
    opens: (row) => row.before.count !== 0 || row.before.amount !== 0,
    sum: formats.money(measureOf(sum.before, measure)),
  };
  const change: Column<SalesRow> = {
    id: 'change',
    label: t('reports.sales.change'),
    number: true,
    text: (row) => changeText(measureOf(row.now, measure), measureOf(row.before, measure), formats) ?? '–',
    sortBy: (row) => growth(measureOf(row.now, measure), measureOf(row.before, measure)),
    sum: changeText(measureOf(sum.now, measure), measureOf(sum.before, measure), formats) ?? '–',
  };
  if (measure === 'profit') {
    return [
      name,
      {
        id: 'net',
        label: t('reports.profit.net'),
        ...money(({ now }) => now.net),
        sum: formats.money(sum.now.net ?? 0),
      },
      {
        id: 'cost',
        label: t('reports.profit.cost'),
        ...money(({ now }) => now.cost),
        sum: formats.money(sum.now.cost ?? 0),
      },
      {
        id: 'profit',
        label: t('reports.profit.profit'),
        ...money(({ now }) => now.profit),
        sum: formats.money(sum.now.profit ?? 0),
      },
      {
        id: 'margin',
        label: t('reports.profit.margin'),
        number: true,
        text: ({ now }) => marginText(now.marginPpm, words),
        sortBy: ({ now }) => now.marginPpm ?? null,
        sum: marginText(sum.now.marginPpm, words),
      },
      before,
      change,
    ];
  }
  const base: Column<SalesRow> = {
    id: 'base',
    label: t('reports.sales.base'),
    ...money(({ now }) => now.base),
    sum: formats.money(sum.now.base ?? 0),
  };
  return [
    name,
    ...(by === 'tax' ? [base] : []),
    {
      id: 'amount',
      label: t(AMOUNT[by] ?? 'reports.sales.turnover'),
      ...money(({ now }) => now.amount),
      sum: formats.money(sum.now.amount),
    },
    {
      id: 'share',
      label: t('reports.share'),
      number: true,
      text: ({ now }) => (sum.now.amount > 0 ? shareText(now.amount / sum.now.amount, formats) : '–'),
      sortBy: ({ now }) => now.amount,
    },
    {
      id: 'count',
      label: t(COUNT[by] ?? 'reports.sales.receipts'),
      number: true,
      text: (row) => countText(row, row.now.count, formats),
      sortBy: ({ now }) => now.count,
      ...(by === 'product' ? {} : { sum: formats.count(sum.now.count) }),
    },
    before,
    change,
  ];
}

/** A margin in tenths of a percent; nothing where nothing was turned over. */
export function marginText(ppm: number | null | undefined, { formats }: Pick<SalesWords, 'formats'>): string {
  return ppm === null || ppm === undefined ? '–' : formats.percent(Math.round(ppm / 1000) * 1000);
}

function growth(now: number, before: number): number | null {
  return before === 0 ? null : (now - before) / Math.abs(before);
}

type AmountName = 'reports.sales.paid' | 'reports.sales.tax';
const AMOUNT: Partial<Record<SalesReport['by'], AmountName>> = {
  tender: 'reports.sales.paid',
  tax: 'reports.sales.tax',
};

type CountName = 'reports.sales.quantity' | 'reports.sales.lines' | 'reports.sales.payments';
const COUNT: Partial<Record<SalesReport['by'], CountName>> = {
  product: 'reports.sales.quantity',
  category: 'reports.sales.lines',
  tender: 'reports.sales.payments',
};
