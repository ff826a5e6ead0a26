import { type Kysely, sql } from 'kysely';
import type { MovementRow, StockFigures, VariantStockAnswer, VariantStockQuery } from '#contracts/http/stock.ts';
import { KEPT_KINDS, STAGING_PLACE } from '#domain/stock/places.ts';
import { readHomes } from '#sync-server/db/read-places.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readLots } from '#sync-server/views/lots.ts';

const MOVEMENTS = 50;

/** A variant's stock at every location, its movements and lots at one; `costs` only for who may see what goods cost. */
export async function readVariantStock(
  db: Kysely<Tables>,
  variantId: string,
  at: { locationId: string; costs: boolean },
  { before, limit = MOVEMENTS }: VariantStockQuery,
): Promise<VariantStockAnswer> {
  const from = before === undefined ? Number.MAX_SAFE_INTEGER : Number(before);
  const rows = await readMovements(db, variantId, at.locationId, from, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const homePlaceId = (await readHomes(db, at.locationId, [variantId])).get(variantId);
  return {
    variantId,
    locations: await readFigures(db, variantId, at.costs),
    ...(homePlaceId === undefined ? {} : { homePlaceId }),
    movements: page.map(movementRow),
    next: rows.length > limit && last ? String(last.booked) : null,
    lots: await readLots(db, variantId, at.locationId),
  };
}

interface FigureRow {
  location_id: string;
  name: string;
  on_hand: number;
  committed: number;
  staged: number;
  in_transit: number;
  on_order: number;
  value: number;
  average_amount: number | null;
  average_quantity: number | null;
}

async function readFigures(db: Kysely<Tables>, variantId: string, costs: boolean): Promise<StockFigures[]> {
  const { rows } = await sql<FigureRow>`
    select store.location_id, store.settings ->> 'name' as name, coalesce(on_hand, 0) as on_hand,
      coalesce(committed, 0) as committed, coalesce(value, 0) as value, average_amount, average_quantity,
      coalesce(stock.staged, 0) + (select coalesce(sum(quantity), 0)::int8 from stock_lot
        where stock_lot.location_id = store.location_id and variant_id = ${variantId}
          and (place_id = ${STAGING_PLACE} or exists (select from place
            where place.location_id = store.location_id and place.place_id = stock_lot.place_id
              and kind = any(${[...KEPT_KINDS]}::text[])))
      ) as staged,
      (select coalesce(sum(greatest(0, sent - accepted - damaged)), 0)::int8
        from transfer_line join transfer using (transfer_id)
        where to_location_id = store.location_id and variant_id = ${variantId} and not complete) as in_transit,
      (select coalesce(sum(greatest(0, ordered - received)), 0)::int8
        from purchase_order_line as line join purchase_order using (purchase_order_id)
        where purchase_order.location_id = store.location_id and line.variant_id = ${variantId} and status = 'sent'
      ) as on_order
    from store left join stock on stock.location_id = store.location_id and stock.variant_id = ${variantId}
    order by name, store.location_id`.execute(db);
  return rows.map((row) => {
    const { on_hand: onHand, committed, staged, average_amount: amount, average_quantity: quantity } = row;
    return {
      ...{ locationId: row.location_id, storeName: row.name, onHand, committed, staged, inTransit: row.in_transit },
      onOrder: row.on_order,
      available: onHand - committed - staged,
      ...(costs
        ? { average: amount === null || quantity === null ? null : { amount, quantity }, value: row.value }
        : {}),
    };
  });
}

interface LedgerRow {
  journal_id: string;
  seq: number;
  movement_no: number;
  booked: number;
  at: Date;
  business_date: string;
  kind: MovementRow['kind'];
  quantity: number;
  on_hand_after: number;
  reason: string | null;
  place_id: string | null;
  batch: string | null;
  expiry: string | null;
  operator_id: string | null;
  register_id: string | null;
  document_kind: string | null;
  document_id: string | null;
  document_text: string | null;
}

/**
 * Movements that booked before one, newest first, each with what it left on hand: what is on hand now less what booked after it, in
 * one statement, so that nothing books in between. What only brought a cost right is no movement of goods.
 */
async function readMovements(db: Kysely<Tables>, variantId: string, locationId: string, before: number, limit: number) {
  const { rows } = await sql<LedgerRow>`
    with page as (
      select * from movement where variant_id = ${variantId} and location_id = ${locationId}
        and booked < ${before}::int8 and (quantity <> 0 or kind = 'count')
      order by booked desc limit ${limit}
    ), base as (
      select on_hand - coalesce((select sum(quantity) from movement where variant_id = ${variantId}
        and location_id = ${locationId} and booked >= ${before}::int8), 0) as on_hand
      from stock where variant_id = ${variantId} and location_id = ${locationId}
    )
    select page.*, (base.on_hand - coalesce(sum(quantity) over (order by booked desc
      rows between unbounded preceding and 1 preceding), 0))::int8 as on_hand_after
    from page, base order by booked desc`.execute(db);
  return rows;
}

function movementRow(row: LedgerRow): MovementRow {
  const { document_kind: kind, document_id: id, document_text: text } = row;
  return {
    journalId: row.journal_id,
    seq: row.seq,
    no: row.movement_no,
    at: row.at.toISOString(),
    businessDate: row.business_date,
    kind: row.kind,
    quantity: row.quantity,
    onHandAfter: row.on_hand_after,
    reason: row.reason,
    placeId: row.place_id,
    batch: row.batch,
    expiry: row.expiry,
    operatorId: row.operator_id,
    registerId: row.register_id,
    document: kind === null || id === null ? null : { kind, id, text: text ?? '' },
  };
}
