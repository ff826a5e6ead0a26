import type { SalesReport, SalesRow } from '#contracts/http/sales-report.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { csvText, majorUnits } from '#sync-server/views/csv.ts';

/** The rows of a sales report: amounts in major units with a point, quantities in their unit, this period beside the one before. */
export function salesReportCsv({ by, now, before, currency, digits, rows, stores }: SalesReport): string {
  const money = (amount: number) => majorUnits(amount, digits);
  const isTax = by === 'tax';
  const span = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;
  const figures = (of: SalesRow['now'], row: SalesRow) => [
    money(of.amount),
    ...(isTax ? [money(of.base ?? 0)] : []),
    of.count / UNIT_SCALE[row.unit ?? 'each'],
  ];
  const heads = ['amount', ...(isTax ? ['base'] : []), 'count'];
  return csvText([
    ['stores', stores.map(({ name }) => name).join('; '), 'currency', currency],
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
