import { type Kysely, sql } from 'kysely';
import type { OrderSituation } from '#domain/stock/propose-order.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Stock of a variant as an order is reckoned from it, and what it is worth. */
export type ShelfSituation = Pick<OrderSituation, 'onHand' | 'committed' | 'onOrder' | 'inTransit'> & { value: number };

export const EMPTY_SHELF: ShelfSituation = { onHand: 0, committed: 0, onOrder: 0, inTransit: 0, value: 0 };

/** Stock of variants at a location now. Orders that are still drafts count as ordered, or the same would be proposed twice. */
export async function readOrderSituations(
  db: Kysely<Tables>,
  { locationId, variantIds }: { locationId: string; variantIds: readonly string[] },
): Promise<Map<string, ShelfSituation>> {
  const ids = sql`any(${[...variantIds]}::text[])`;
  const { rows } = await sql<ShelfSituation & { variantId: string }>`
    with moving as (
      select variant_id, greatest(0, ordered - received) as on_order, 0 as in_transit
      from purchase_order_line join purchase_order using (purchase_order_id)
      where location_id = ${locationId} and status in ('draft', 'sent') and variant_id = ${ids}
      union all
      select variant_id, 0, greatest(0, sent - accepted - damaged)
      from transfer_line join transfer using (transfer_id)
      where to_location_id = ${locationId} and not complete and variant_id = ${ids}
      union all
      select variant_id, 0, 0 from stock where location_id = ${locationId} and variant_id = ${ids}
    )
    select moving.variant_id as "variantId", coalesce(max(on_hand), 0)::int8 as "onHand",
      coalesce(max(committed + stock.staged), 0)::int8 as committed, coalesce(max(value), 0)::int8 as value,
      sum(on_order)::int8 as "onOrder", sum(in_transit)::int8 as "inTransit"
    from moving left join stock on stock.variant_id = moving.variant_id and stock.location_id = ${locationId}
    group by moving.variant_id`.execute(db);
  return new Map(rows.map(({ variantId, ...shelf }) => [variantId, shelf]));
}
