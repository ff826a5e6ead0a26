import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';

const ROWS_MAX = 500;

interface Wanted {
  status?: 'open' | 'resolved' | undefined;
  /** Of one online order, by its id. */
  order?: string | undefined;
  storeIds?: readonly string[];
}

/** The newest 500 exceptions, newest first; of some stores, or of one online order, where they are named. */
export async function readExceptions(db: Kysely<Tables>, { status, order, storeIds }: Wanted): Promise<ExceptionRow[]> {
  const ofStores = storeIds ? sql`exception.store_id = any(${[...storeIds]}::text[])` : sql`true`;
  const ofStatus = status ? sql`exception.status = ${status}` : sql`true`;
  const ofOrder = order ? sql`(detail ->> 'orderId' = ${order} or ticket.order_id = ${order}::uuid)` : sql`true`;
  return readRows(db, sql`${ofStores} and ${ofStatus} and ${ofOrder}`);
}

/** One exception, also a settled one; undefined where there is none of this id. */
export async function readException(db: Kysely<Tables>, exceptionId: string): Promise<ExceptionRow | undefined> {
  return (await readRows(db, sql`exception_id = ${exceptionId}`))[0];
}

/** How many are open in a store. */
export async function countOpenExceptions(db: Kysely<Tables>, storeId: string): Promise<number> {
  const { rows } = await sql<{ open: number }>`select count(*)::int8 as open from exception
    where store_id = ${storeId} and status = 'open'`.execute(db);
  return rows[0]?.open ?? 0;
}

interface Row {
  exception_id: string;
  code: string;
  store_id: string;
  store_name: string | null;
  currency: string | null;
  opened_at: Date;
  status: 'open' | 'resolved';
  times: number;
  amount: number | null;
  journal_id: string | null;
  seq: number | null;
  detail: Record<string, unknown>;
  choice: string | null;
  resolved_at: Date | null;
  resolved_by: string | null;
  note_id: string | null;
  receipt_series: string | null;
  receipt_number: number | null;
  /** The online order that its ticket completes. */
  ticket_order_id: string | null;
}

/** What it is about: the receipt of the fact that it was found in, or else of the order that its detail names; the online order of either. */
async function readRows(db: Kysely<Tables>, where: RawBuilder<unknown>): Promise<ExceptionRow[]> {
  const { rows } = await sql<Row>`
    select exception.*, settings ->> 'name' as store_name, settings #>> '{currency,code}' as currency,
      own.receipt_series, own.receipt_number, ticket.order_id as ticket_order_id
    from exception
    left join store on store.store_id = exception.store_id
    left join customer_order as own on own.journal_id = exception.journal_id and own.seq = exception.seq
    left join online_order_ticket as ticket on ticket.ticket_id = own.order_id
    where ${where}
    order by exception.opened_at desc, exception.exception_id limit ${ROWS_MAX}`.execute(db);
  const notes = await readTexts(
    db,
    rows.flatMap(({ note_id }) => note_id ?? []),
  );
  const named = await readReceipts(
    db,
    rows.flatMap((row) => orderIdOf(row) ?? []),
  );
  const orders = await readOrders(
    db,
    rows.flatMap((row) => onlineIdOf(row) ?? []),
  );
  return rows.map((row) => {
    const { receipt_series: series, receipt_number: number } = row;
    const own = series === null || number === null ? undefined : receiptText({ series, number });
    const receipt = own ?? named.get(orderIdOf(row) ?? '');
    const order = orders.get(onlineIdOf(row) ?? '');
    return rowOf(row, { receipt, order, note: row.note_id === null ? undefined : notes.get(row.note_id) });
  });
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function orderIdOf({ receipt_series, detail: { orderId } }: Row): string | null {
  return receipt_series === null && typeof orderId === 'string' && UUID.test(orderId) ? orderId : null;
}

function onlineIdOf({ ticket_order_id, detail: { orderId } }: Row): string | null {
  return ticket_order_id ?? (typeof orderId === 'string' && UUID.test(orderId) ? orderId : null);
}

async function readOrders(
  db: Kysely<Tables>,
  orderIds: readonly string[],
): Promise<Map<string, { orderId: string; number: string }>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('online_order')
    .select(['order_id as orderId', 'number'])
    .where('order_id', '=', sql<string>`any(${[...orderIds]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.orderId, row]));
}

async function readReceipts(db: Kysely<Tables>, orderIds: readonly string[]): Promise<Map<string, string>> {
  if (orderIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('customer_order')
    .select(['order_id', 'receipt_series', 'receipt_number'])
    .where('order_id', '=', sql<string>`any(${[...orderIds]}::uuid[])`)
    .execute();
  return new Map(
    rows.map(({ order_id, receipt_series: series, receipt_number: number }) => [
      order_id,
      receiptText({ series, number }),
    ]),
  );
}

interface Known {
  receipt: string | undefined;
  order: { orderId: string; number: string } | undefined;
  note: string | undefined;
}

function rowOf(row: Row, { receipt, order, note }: Known): ExceptionRow {
  const { variantId } = row.detail;
  return {
    exceptionId: row.exception_id,
    code: row.code,
    storeId: row.store_id,
    storeName: row.store_name ?? row.store_id,
    openedAt: row.opened_at.toISOString(),
    status: row.status,
    times: row.times,
    amount: row.amount,
    currency: row.currency ?? 'XXX',
    journalId: row.journal_id,
    seq: row.seq,
    detail: row.detail,
    about: {
      ...(receipt === undefined ? {} : { receipt }),
      ...(typeof variantId === 'string' ? { variantId } : {}),
      ...(order === undefined ? {} : { order }),
    },
    settled:
      row.resolved_at === null
        ? null
        : {
            at: row.resolved_at.toISOString(),
            by: row.resolved_by,
            choice: row.choice ?? '',
            ...(note === undefined ? {} : { note }),
          },
  };
}
