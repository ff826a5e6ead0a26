import { type Kysely, sql } from 'kysely';
import { allocate, type Minor } from '#domain/money/money.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { OrderEffect } from '#sync-server/ingest/effects.ts';

/**
 * What goods of online orders were charged when they left, for the tickets that are written for them afterwards: by ticket and its line,
 * what movements of the order cost less what tickets before say already. Lines of one variant share by their quantities.
 */
export async function leftCosts(
  db: Kysely<Tables>,
  orders: readonly OrderEffect[],
): Promise<Map<string, ReadonlyMap<string, Minor>>> {
  const costs = new Map<string, ReadonlyMap<string, Minor>>();
  const said = new Map<string, Minor>();
  for (const { orderId, order } of orders) {
    const { onlineOrderId, lines } = order;
    if (onlineOrderId === undefined || order.fulfilmentId === undefined) continue;
    const charged = await chargedFor(db, onlineOrderId);
    const own = new Map<string, Minor>();
    for (const variantId of new Set(lines.map((line) => line.variantId))) {
      const key = `${onlineOrderId}\n${variantId}`;
      const cost = (charged.get(variantId) ?? 0) - (said.get(key) ?? 0);
      const same = lines.filter((line) => line.variantId === variantId);
      const shares = allocate(
        cost,
        same.map(({ quantity }) => quantity),
      );
      for (const [index, line] of same.entries()) own.set(line.id, shares[index] ?? 0);
      said.set(key, (said.get(key) ?? 0) + cost);
    }
    costs.set(orderId, own);
  }
  return costs;
}

async function chargedFor(db: Kysely<Tables>, onlineOrderId: string): Promise<Map<string, Minor>> {
  const { rows } = await sql<{ variant_id: string; cost: number }>`
    select variant_id, sum(cost)::int8 as cost from (
      select variant_id, -cost as cost from movement
        where document_kind = 'online-order' and document_id = ${onlineOrderId}
      union all select variant_id, -order_line.cost from online_order_ticket as ticket
        join customer_order on customer_order.order_id = ticket.ticket_id join order_line using (journal_id, seq)
        where ticket.order_id = ${onlineOrderId}) as charged group by variant_id`.execute(db);
  return new Map(rows.map(({ variant_id, cost }) => [variant_id, cost]));
}
