import { csvText } from '#contracts/csv/write-csv.ts';
import type { SalesFigures, SalesReport, SalesRow } from '#contracts/http/sales-report.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { decimalText } from '#domain/money/decimal-text.ts';

/** Money of a row, in the order of its columns; a column is there where the first row has it. */
const MONEY = ['amount', 'base', 'net', 'returns', 'discounts', 'cost', 'profit', 'uncosted'] as const;

/** The rows of a sales report: amounts in major units with a point, quantities in their unit, this period beside the other. */
export function salesReportCsv({ by, now, before, currency, digits, rows, stores, filters }: SalesReport): string {
  const span = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;
  const shown = MONEY.filter((name) => name === 'amount' || rows[0]?.now[name] !== undefined);
  const [amount, ...others] = shown;
  const heads = [amount, ...(by === 'tax' ? ['base'] : []), 'count', ...others.filter((name) => name !== 'base')];
  const figures = (of: SalesFigures, row: SalesRow) =>
    heads.map((head) =>
      head === 'count'
        ? of.count / UNIT_SCALE[row.unit ?? 'each']
        : decimalText(of[head as (typeof MONEY)[number]] ?? 0, digits),
    );
  return csvText([
    ['stores', stores.map(({ name }) => name).join('; '), 'currency', currency],
    ...filters.map(({ filter, key, name }) => [filter, name ?? key]),
    [
      by,
      'name',
      'unit',
      ...heads.map((head) => `${head} ${span(now)}`),
      ...heads.map((head) => `${head} ${span(before)}`),
    ],
    ...rows.map((row) => [
      row.key,
      row.name ?? '',
      row.unit ?? '',
      ...figures(row.now, row),
      ...figures(row.before, row),
    ]),
  ]);
}
