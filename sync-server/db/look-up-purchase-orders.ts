import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import type { KnownPurchaseOrder } from '#sync-server/ingest/buying-effects.ts';

/** Of the advisory locks on purchase orders, beside their ids' hashes. */
const ORDER_LOCKS = 7_041_980;

/**
 * Purchase orders as booked so far. Each stays locked until the transaction ends: two deliveries at once, or one while the order is
 * being closed, must see each other.
 */
export async function purchaseOrdersOf(
  db: Kysely<Tables>,
  purchaseOrderIds: ReadonlySet<string>,
): Promise<Map<string, KnownPurchaseOrder>> {
  if (purchaseOrderIds.size === 0) return new Map();
  const ids = [...purchaseOrderIds].sort();
  await sql`select pg_advisory_xact_lock(${ORDER_LOCKS}::int4, hashtext(id)) from unnest(${ids}::text[]) as id`.execute(
    db,
  );
  const rows = await db
    .selectFrom('purchase_order')
    .select(['purchase_order_id', 'number', 'supplier_id', 'status'])
    .where('purchase_order_id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  const lines = await db
    .selectFrom('purchase_order_line')
    .selectAll()
    .where('purchase_order_id', '=', sql<string>`any(${ids}::text[])`)
    .execute();
  return new Map(
    rows.map(({ purchase_order_id: id, number, supplier_id: supplierId, status }) => {
      const own = lines.filter((line) => line.purchase_order_id === id);
      const byVariant = new Map(own.map(({ variant_id, ordered, received }) => [variant_id, { ordered, received }]));
      return [id, { number, supplierId, status, lines: byVariant }];
    }),
  );
}
