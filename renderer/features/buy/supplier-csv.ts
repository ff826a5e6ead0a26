import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import type { SupplierRow } from '#contracts/http/stock.ts';
import { refuseCsv } from '#contracts/product-csv/csv-refusal.ts';
import type { CsvLine } from '#contracts/product-csv/csv-table.ts';
import type { Read } from '#contracts/product-csv/product-csv-rules.ts';
import { readDecimal } from '#contracts/product-csv/read-decimal.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { type RecordsRead, readChoice, readRecordsCsv, readText } from '#renderer/features/many/read-records-csv.ts';
import { supplierDraft, supplierOf } from './supplier-draft.ts';

const STATUSES = ['active', 'archived'] as const;
/** Characters, as in the form. */
const NAME_MAX = 200;

/** Suppliers as `readSupplierCsv` reads them; what they sell has a file of its own. */
export function supplierCsv(rows: readonly SupplierRow[], digits: number): string {
  const lines = rows.map(({ supplier: { supplierId, name, email, leadTimeDays, minimumOrder, status } }) => [
    supplierId,
    name,
    email ?? '',
    leadTimeDays,
    minimumOrder === undefined ? '' : decimalText(minimumOrder, digits),
    status,
  ]);
  return returningCsvText([['id', 'name', 'email', 'lead time', 'minimum order', 'status'], ...lines]);
}

/**
 * Reads suppliers from a CSV with a column `name` and any of `id`, `email`, `lead time`, `minimum order`, `status`. A line changes the
 * one with its id, or with its name where it has none, and else makes one; what it leaves empty stays as it is.
 */
export function readSupplierCsv(
  bytes: Uint8Array,
  rows: readonly SupplierRow[],
  { digits, newId }: { digits: number; newId: () => string },
): RecordsRead<SupplierPublished> {
  const listed = rows.map(({ supplier: one, revision }) => {
    return { id: one.supplierId, name: one.name, revision, archived: one.status === 'archived', one };
  });
  return readRecordsCsv(bytes, listed, (line, before) => readLine(line, before, digits, newId));
}

function readLine(
  line: CsvLine,
  before: SupplierPublished | null,
  digits: number,
  newId: () => string,
): Read<SupplierPublished> {
  const { of } = line;
  const draft = supplierDraft(before);
  const [days, minimum] = [of('lead time'), of('minimum order')];
  const name = readText(line, 'name', NAME_MAX);
  if (!name.ok) return name;
  if (days !== '' && !/^\d{1,3}$/.test(days)) return refuseCsv('days-wrong', { column: 'lead time', text: days });
  const status = readChoice(line, 'status', STATUSES, draft.archived ? 'archived' : 'active');
  if (!status.ok) return status;
  const order = minimum === '' ? null : readDecimal(minimum, digits, 'minimum order');
  if (order && !order.ok) return order;
  const said = supplierOf(
    {
      ...draft,
      name: name.value,
      email: of('email') || draft.email,
      leadTimeDays: days === '' ? draft.leadTimeDays : Number(days),
      minimumOrder: order ? order.value : draft.minimumOrder,
      archived: status.value === 'archived',
    },
    before?.supplierId ?? newId(),
  );
  if (said.ok) return { ok: true, value: said.supplier };
  if (said.wrong.includes('email')) return refuseCsv('email-wrong', { text: of('email') });
  return refuseCsv('days-wrong', { column: 'lead time', text: days });
}
