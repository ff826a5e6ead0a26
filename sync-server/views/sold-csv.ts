import { csvText } from '#contracts/csv/write-csv.ts';
import type { SoldAnswer } from '#contracts/http/sale-stops.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';

/** Receipts with something that a stop is of: quantities in its unit. */
export function soldCsv({ row, sold }: SoldAnswer): string {
  const scale = UNIT_SCALE[row.unit];
  const { stop } = row;
  return csvText([
    ['sku', row.sku, 'name', row.name, 'batch', stop.batch ?? '', 'stopped', stop.stoppedAt],
    ['receipt', 'at', 'store', 'register', 'quantity', 'returned', 'unit', 'batch', 'member', 'after stop'],
    ...sold.map((each) => [
      each.receipt,
      each.at,
      each.storeName,
      each.registerName,
      each.quantity / scale,
      each.returned / scale,
      row.unit,
      each.batch ?? '',
      each.member ? 'yes' : 'no',
      each.afterStop ? 'yes' : 'no',
    ]),
  ]);
}
