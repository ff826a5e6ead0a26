import { type Kysely, sql } from 'kysely';
import type { PurchaseOrderQuery, PurchaseOrderRow, SupplierRow } from '#contracts/http/stock.ts';
import { orderTotal } from '#domain/stock/purchase-order.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const ORDERS = 200;

/** Every supplier, by name; only the one that is named, where one is. */
export async function readSuppliers(db: Kysely<Tables>, supplierId?: string): Promise<SupplierRow[]> {
  const rows = await db
    .selectFrom('supplier')
    .select(['revision', 'supplier', 'changed_at', 'changed_by'])
    .$if(supplierId !== undefined, (query) => query.where('supplier_id', '=', supplierId ?? ''))
    .execute();
  return rows
    .map(({ revision, supplier, changed_at: at, changed_by: changedBy }) => {
      return { revision, supplier, changedAt: at.toISOString(), changedBy };
    })
    .sort((a, b) => a.supplier.name.localeCompare(b.supplier.name));
}

/** Purchase orders with what of them has come, the last made first. */
export async function readPurchaseOrders(
  db: Kysely<Tables>,
  { purchaseOrderId, status, locationId, limit = ORDERS }: PurchaseOrderQuery,
): Promise<PurchaseOrderRow[]> {
  const rows = await db
    .selectFrom('purchase_order as ordered')
    .leftJoin('supplier', 'supplier.supplier_id', 'ordered.supplier_id')
    .leftJoin('store', 'store.location_id', 'ordered.location_id')
    .select(['ordered.purchase_order_id', 'ordered.revision', 'ordered.status', 'body', 'ordered.changed_at'])
    .select(['supplier', 'settings'])
    .$if(purchaseOrderId !== undefined, (query) => query.where('ordered.purchase_order_id', '=', purchaseOrderId ?? ''))
    .$if(status !== undefined, (query) => query.where('ordered.status', '=', status ?? 'draft'))
    .$if(locationId !== undefined, (query) => query.where('ordered.location_id', '=', locationId ?? ''))
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  const ids = rows.map((row) => row.purchase_order_id);
  const received = await readReceived(db, ids);
  const mails = await readMails(db, ids);
  return rows.map(({ purchase_order_id: id, revision, status, body, changed_at: at, supplier, settings }) => ({
    revision,
    order: { ...body, status },
    supplierName: supplier?.name ?? body.supplierId,
    locationName: settings?.name ?? body.locationId,
    at: at.toISOString(),
    received: received.get(id) ?? {},
    total: orderTotal(body.lines),
    ...mails.get(id),
  }));
}

async function readReceived(db: Kysely<Tables>, ids: readonly string[]): Promise<Map<string, Record<string, number>>> {
  const rows = await db
    .selectFrom('purchase_order_line')
    .select(['purchase_order_id', 'variant_id', 'received'])
    .where('purchase_order_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .where('received', '<>', 0)
    .execute();
  const byOrder = new Map<string, Record<string, number>>();
  for (const { purchase_order_id: id, variant_id, received } of rows) {
    byOrder.set(id, { ...byOrder.get(id), [variant_id]: received });
  }
  return byOrder;
}

/** The last e-mail of each order. */
async function readMails(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<Map<string, Pick<PurchaseOrderRow, 'mail'>>> {
  const rows = await db
    .selectFrom('mail')
    .select(['purchase_order_id', 'mail_to', 'status'])
    .where('purchase_order_id', '=', sql<string>`any(${[...ids]}::text[])`)
    .orderBy('seq')
    .execute();
  return new Map(
    rows.flatMap(({ purchase_order_id: id, mail_to: to, status }) =>
      id === null || to === null ? [] : [[id, { mail: { to, status } }]],
    ),
  );
}
