import { type Kysely, sql } from 'kysely';
import { unnest } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { BuyingEffect } from '#sync-server/ingest/buying-effects.ts';

type Of<T extends BuyingEffect['type']> = Extract<BuyingEffect, { type: T }>;

/** Writes what facts say of suppliers and purchase orders, one after another. */
export async function writeBuying(
  db: Kysely<Tables>,
  effects: readonly BuyingEffect[],
  heardAt: string,
): Promise<void> {
  for (const effect of effects) {
    if (effect.type === 'supplier-published') await writeSupplier(db, effect);
    else if (effect.type === 'purchase-order-published') await writeOrder(db, effect, heardAt);
    else await writeReceived(db, effect);
  }
}

async function writeSupplier(db: Kysely<Tables>, { supplier, at, by }: Of<'supplier-published'>): Promise<void> {
  await sql`insert into supplier (supplier_id, revision, supplier, changed_at, changed_by)
    values (${supplier.supplierId}, 1, ${JSON.stringify(supplier)}::jsonb, ${at}, ${by})
    on conflict (supplier_id) do update set revision = supplier.revision + 1, supplier = excluded.supplier,
      changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(db);
}

async function writeOrder(
  db: Kysely<Tables>,
  { journalId, seq, order, at, by }: Of<'purchase-order-published'>,
  heardAt: string,
): Promise<void> {
  const { purchaseOrderId, number, supplierId, locationId, status, lines, mailTo } = order;
  await sql`insert into purchase_order (purchase_order_id, number, revision, supplier_id, location_id, status, body,
      created_at, changed_at, changed_by)
    values (${purchaseOrderId}, ${number}, 1, ${supplierId}, ${locationId}, ${status}, ${JSON.stringify(order)}::jsonb,
      ${at}, ${at}, ${by})
    on conflict (purchase_order_id) do update set revision = purchase_order.revision + 1,
      supplier_id = excluded.supplier_id, location_id = excluded.location_id, status = excluded.status,
      body = excluded.body, changed_at = excluded.changed_at, changed_by = excluded.changed_by`.execute(db);
  await sql`update purchase_order_line set ordered = 0 where purchase_order_id = ${purchaseOrderId}`.execute(db);
  await addLines(
    db,
    purchaseOrderId,
    lines.map(({ variantId, quantity }) => ({ variantId, ordered: quantity, received: 0 })),
  );
  if (mailTo === undefined) return;
  await sql`insert into mail (journal_id, seq, purchase_order_id, mail_to, queued_at, due_at)
    values (${journalId}, ${seq}, ${purchaseOrderId}, ${mailTo}, ${heardAt}, ${heardAt})`.execute(db);
}

/** An order of which all has come is closed. */
async function writeReceived(db: Kysely<Tables>, { purchaseOrderId, lines }: Of<'order-received'>): Promise<void> {
  await addLines(
    db,
    purchaseOrderId,
    lines.map(({ variantId, quantity }) => ({ variantId, ordered: 0, received: quantity })),
  );
  await sql`update purchase_order set status = 'closed', revision = revision + 1
    where purchase_order_id = ${purchaseOrderId} and status = 'sent' and not exists (
      select from purchase_order_line as line
      where line.purchase_order_id = purchase_order.purchase_order_id and received < ordered)`.execute(db);
}

async function addLines(
  db: Kysely<Tables>,
  purchaseOrderId: string,
  lines: readonly { variantId: string; ordered: number; received: number }[],
): Promise<void> {
  const columns = { variant_id: 'text', ordered: 'int8', received: 'int8' } as const;
  const rows = lines.map(({ variantId, ordered, received }) => ({ variant_id: variantId, ordered, received }));
  await sql`insert into purchase_order_line (purchase_order_id, variant_id, ordered, received)
    select ${purchaseOrderId}, variant_id, sum(ordered)::int8, sum(received)::int8
    from ${unnest(columns, rows)} as line (variant_id, ordered, received) group by variant_id order by variant_id
    on conflict (purchase_order_id, variant_id) do update set ordered = purchase_order_line.ordered + excluded.ordered,
      received = purchase_order_line.received + excluded.received`.execute(db);
}
