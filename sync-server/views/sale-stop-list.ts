import { type Kysely, sql } from 'kysely';
import type { SaleStopPublished } from '#contracts/facts/sale-stop-facts.ts';
import type { LeftRow, SaleStopRow, SoldAnswer, SoldRow } from '#contracts/http/sale-stops.ts';
import { isSameBatch } from '#domain/catalog/sale-stop.ts';
import type { Unit } from '#domain/catalog/variant.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const LISTED = 500;

/** Stops: those that hold first, then the newest. */
export async function readSaleStopRows(db: Kysely<Tables>): Promise<SaleStopRow[]> {
  const rows = await db
    .selectFrom('sale_stop')
    .select('stop')
    .orderBy('status')
    .orderBy('stopped_at', 'desc')
    .limit(LISTED)
    .execute();
  const list: SaleStopRow[] = [];
  for (const { stop } of rows) list.push(await rowOf(db, stop));
  return list;
}

/** What was sold of what a stop is of, and what is left; null where there is no such stop. At most `limit` receipts. */
export async function readSold(db: Kysely<Tables>, stopId: string, limit: number): Promise<SoldAnswer | null> {
  const found = await db.selectFrom('sale_stop').select('stop').where('stop_id', '=', stopId).executeTakeFirst();
  if (!found) return null;
  const { stop } = found;
  const row = await rowOf(db, stop);
  const { batches } = await batchesOf(db, stop);
  const sold = await soldRows(db, stop, batches, limit);
  const returned = await returnedOf(db, stop, batches);
  return {
    row,
    sold,
    more: Math.max(0, row.receipts - new Set(sold.map(({ orderId }) => orderId)).size),
    quantity: row.sold,
    returned,
    left: await leftOf(db, stop, batches),
  };
}

async function rowOf(db: Kysely<Tables>, stop: SaleStopPublished): Promise<SaleStopRow> {
  const variant = await db
    .selectFrom('variant')
    .select(['sku', 'name', 'names', 'unit'])
    .where('variant_id', '=', stop.variantId)
    .executeTakeFirst();
  const { batches } = await batchesOf(db, stop);
  const { rows } = await sql<{ receipts: number; sold: number }>`
    select count(distinct (journal_id, seq))::int8 as receipts, coalesce(-sum(quantity), 0)::int8 as sold
    from movement where ${soldOf(stop, batches)}`.execute(db);
  const [totals = { receipts: 0, sold: 0 }] = rows;
  return {
    stop,
    sku: variant?.sku ?? stop.variantId,
    name: variant?.name ?? stop.variantId,
    ...(variant?.names ? { names: variant.names } : {}),
    unit: (variant?.unit ?? 'each') as Unit,
    stoppedByName: await nameOf(db, stop.stoppedBy),
    liftedByName: await nameOf(db, stop.lifted?.by ?? null),
    ...totals,
  };
}

async function nameOf(db: Kysely<Tables>, operatorId: string | null): Promise<string | null> {
  if (operatorId === null) return null;
  const row = await db.selectFrom('operator').select('name').where('operator_id', '=', operatorId).executeTakeFirst();
  return row?.name ?? operatorId;
}

/** How the stop's batch was written wherever goods moved or lie; null: every batch. */
async function batchesOf(
  db: Kysely<Tables>,
  { variantId, batch }: SaleStopPublished,
): Promise<{ batches: string[] | null }> {
  if (batch === undefined) return { batches: null };
  const { rows } = await sql<{ batch: string }>`
    select distinct batch from movement where variant_id = ${variantId} and batch is not null
    union select distinct batch from stock_lot where variant_id = ${variantId}`.execute(db);
  return { batches: rows.map((row) => row.batch).filter((known) => isSameBatch(known, batch)) };
}

/** Sales that may be of it: of the batch, or of one that nobody knows. */
function soldOf({ variantId }: SaleStopPublished, batches: readonly string[] | null) {
  const ofBatch = batches === null ? sql`` : sql`and (batch is null or batch = any(${[...batches]}::text[]))`;
  return sql`variant_id = ${variantId} and kind = 'sale' ${ofBatch}`;
}

interface SoldRecord {
  order_id: string;
  receipt_series: string;
  receipt_number: number;
  at: Date;
  store_id: string;
  store_name: string | null;
  register_name: string | null;
  quantity: number;
  returned: number;
  member: boolean;
  batch: string | null;
}

async function soldRows(
  db: Kysely<Tables>,
  stop: SaleStopPublished,
  batches: readonly string[] | null,
  limit: number,
): Promise<SoldRow[]> {
  const { rows } = await sql<SoldRecord>`
    with sold as (
      select journal_id, seq, batch, -sum(quantity)::int8 as quantity from movement where ${soldOf(stop, batches)}
      group by journal_id, seq, batch)
    select order_id, receipt_series, receipt_number, o.at, o.store_id, store.settings ->> 'name' as store_name,
      register.name as register_name, sold.quantity, member_id is not null as member, sold.batch,
      coalesce((select sum(back.quantity) from movement as back where back.variant_id = ${stop.variantId}
        and back.kind = 'return' and back.source_id = o.order_id::text), 0)::int8 as returned
    from sold join customer_order as o on o.journal_id = sold.journal_id and o.seq = sold.seq
      left join store on store.store_id = o.store_id
      left join register on register.register_id = o.register_id
    order by o.at desc, o.receipt_number desc, sold.batch limit ${limit}`.execute(db);
  return rows.map((row) => {
    const at = row.at.toISOString();
    return {
      orderId: row.order_id,
      receipt: receiptText({ series: row.receipt_series, number: row.receipt_number }),
      at,
      storeId: row.store_id,
      storeName: row.store_name ?? row.store_id,
      registerName: row.register_name ?? '—',
      quantity: row.quantity,
      returned: row.returned,
      member: row.member,
      batch: row.batch,
      afterStop: stop.stoppedAt <= at && (stop.lifted === undefined || at < stop.lifted.at),
    };
  });
}

async function returnedOf(
  db: Kysely<Tables>,
  stop: SaleStopPublished,
  batches: readonly string[] | null,
): Promise<number> {
  const { rows } = await sql<{ returned: number }>`
    select coalesce(sum(quantity), 0)::int8 as returned from movement
    where variant_id = ${stop.variantId} and kind = 'return' and source_id in (
      select document_id from movement where ${soldOf(stop, batches)})`.execute(db);
  return rows[0]?.returned ?? 0;
}

async function leftOf(
  db: Kysely<Tables>,
  stop: SaleStopPublished,
  batches: readonly string[] | null,
): Promise<LeftRow[]> {
  const ofBatch = sql<number | null>`(select coalesce(sum(lot.quantity), 0) from stock_lot as lot
    where lot.location_id = stock.location_id and lot.variant_id = stock.variant_id
      and lot.batch = any(${[...(batches ?? [])]}::text[]))::int8`;
  const { rows } = await sql<{ location_id: string; store_name: string | null; on_hand: number; batch: number | null }>`
    select stock.location_id, store.settings ->> 'name' as store_name, on_hand,
      ${batches === null ? sql`null::int8` : ofBatch} as batch
    from stock left join store on store.location_id = stock.location_id
    where stock.variant_id = ${stop.variantId} order by store_name nulls last, stock.location_id`.execute(db);
  return rows.map((row) => {
    return { locationId: row.location_id, storeName: row.store_name, onHand: row.on_hand, batch: row.batch };
  });
}
