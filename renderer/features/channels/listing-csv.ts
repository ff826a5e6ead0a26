import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { ChannelGoods, ListingChange } from '#contracts/http/channel-goods.ts';
import { type Refusal, refusedAt } from '#contracts/product-csv/csv-records.ts';
import { refuseCsv } from '#contracts/product-csv/csv-refusal.ts';
import { readCsvTable } from '#contracts/product-csv/csv-table.ts';
import { readDecimal } from '#contracts/product-csv/read-decimal.ts';
import { decimalText } from '#domain/money/decimal-text.ts';

const SAFETY = 'safety stock';
const STATUSES = ['published', 'unpublished'] as const;

interface ListingCsv {
  header: string[];
  ignored: string[];
  changes: ListingChange[];
  refused: Refusal[];
}

/**
 * Reads what a channel offers from a CSV with the column `sku` and any of `status` (`published`, `unpublished`), `price` in major units,
 * `safety stock`, and `safety stock:<location>`. A column that is missing changes nothing; an empty cell takes back what was said.
 */
export function readListingCsv(bytes: Uint8Array, digits: number, locationIds: readonly string[]): ListingCsv {
  const { header, lines, refused } = readCsvTable(bytes, ['sku']);
  const columns = new Set(header.map((name) => name.toLowerCase()));
  const places = [
    { column: SAFETY, locationId: null },
    ...locationIds.map((locationId) => ({ column: `${SAFETY}:${locationId.toLowerCase()}`, locationId })),
  ].filter(({ column }) => columns.has(column));
  const known = new Set(['sku', 'status', 'price', ...places.map(({ column }) => column)]);
  const changes: ListingChange[] = [];
  const seen = new Map<string, number>();
  for (const { line, of } of lines) {
    const refuse = (refusal: ReturnType<typeof refuseCsv>) => refused.push(refusedAt(line, refusal));
    const sku = of('sku');
    const first = seen.get(sku);
    const status = of('status').toLowerCase();
    const price = of('price') === '' ? null : readDecimal(of('price'), digits, 'price');
    const kept = places.map(({ column, locationId }) => ({ column, locationId, text: of(column) }));
    const bad = kept.find(({ text }) => !/^\d{0,9}$/.test(text));
    if (sku === '') refuse(refuseCsv('empty', { column: 'sku' }));
    else if (first !== undefined) refuse(refuseCsv('sku-twice', { sku, line: String(first) }));
    else if (status !== '' && !isStatus(status))
      refuse(refuseCsv('choice', { column: 'status', text: status, choices: STATUSES.join(', ') }));
    else if (price && !price.ok) refuse(price);
    else if (bad) refuse(refuseCsv('number', { column: bad.column, text: bad.text }));
    else {
      seen.set(sku, line);
      changes.push({
        ...{ line, sku },
        ...(columns.has('status') ? { status: { to: isStatus(status) ? status : null } } : {}),
        ...(columns.has('price') ? { amount: { to: price?.value ?? null } } : {}),
        ...(kept.length === 0
          ? {}
          : {
              safetyStock: kept.map(({ locationId, text }) => ({ locationId, to: text === '' ? null : Number(text) })),
            }),
      });
    }
  }
  const ignored = header.filter((name) => !known.has(name.toLowerCase()));
  return { header, ignored, changes, refused: refused.sort((a, b) => a.line - b.line) };
}

function isStatus(text: string): text is (typeof STATUSES)[number] {
  return STATUSES.some((one) => one === text);
}

/** As it is read again; `name`, `store price` and `available` are for whoever reads the file. */
export function listingCsv(rows: readonly ChannelGoods[], digits: number, locationIds: readonly string[]): string {
  const text = (amount: number | null) => (amount === null ? '' : decimalText(amount, digits));
  const lines = rows.map(({ sku, name, storeAmount, sellable, listing: { status, amount, safetyStock } }) => [
    ...[sku, name, text(storeAmount), String(sellable), status ?? '', text(amount)],
    ...[null, ...locationIds].map((id) => {
      return String(safetyStock.find(({ locationId }) => locationId === id)?.quantity ?? '');
    }),
  ]);
  const header = ['sku', 'name', 'store price', 'available', 'status', 'price', SAFETY];
  return returningCsvText([[...header, ...locationIds.map((id) => `${SAFETY}:${id}`)], ...lines]);
}
