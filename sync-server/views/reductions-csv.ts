import { csvText } from '#contracts/csv/write-csv.ts';
import type { ReductionLines, ReductionReport } from '#contracts/http/reductions.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { decimalText } from '#domain/money/decimal-text.ts';

/** The rows of a report of returns or discounts. */
export function reductionsCsv({ by, now, before, stores, currency, digits, rows }: ReductionReport): string {
  const span = ({ from, to }: { from: string; to: string }) => `${from} ${to}`;
  const heads = [now, before].flatMap((period) => [`amount ${span(period)}`, `lines ${span(period)}`]);
  return csvText([
    ['stores', stores.map(({ name }) => name).join('; '), 'currency', currency],
    [by, 'name', ...heads],
    ...rows.map((row) => [
      row.key,
      row.name ?? '',
      ...[row.now, row.before].flatMap(({ amount, count }) => [decimalText(amount, digits), count]),
    ]),
  ]);
}

/** The lines behind a number of it. */
export function reductionLinesCsv({ period, currency, digits, lines }: ReductionLines): string {
  return csvText([
    ['from', period.from, 'to', period.to, 'currency', currency],
    [
      'receipt',
      'store',
      'date',
      'at',
      'operator',
      'product',
      'name',
      'quantity',
      'unit',
      'reason',
      'condition',
      'amount',
    ],
    ...lines.map((line) => [
      line.receipt,
      line.storeId,
      line.businessDate,
      line.at,
      line.operatorName ?? line.operatorId ?? '',
      line.variantId,
      line.name,
      line.quantity / UNIT_SCALE[line.unit ?? 'each'],
      line.unit ?? '',
      line.reason,
      line.condition ?? '',
      decimalText(line.amount, digits),
    ]),
  ]);
}
