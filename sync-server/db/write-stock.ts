import { type Kysely, sql } from 'kysely';
import { insertRows, unnest } from '#sync-server/db/insert-rows.ts';
import { SoldValues } from '#sync-server/db/sold-values.ts';
import { StockValues } from '#sync-server/db/stock-values.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { TransferValues } from '#sync-server/db/transfer-values.ts';
import { type ValuedMovement, valueMovements } from '#sync-server/db/value-movements.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';

/** Writes movements, what they are worth, lots and transfers; a sale takes three statements, however many movements. */
export async function writeStock(
  db: Kysely<Tables>,
  { movements, transfers }: Pick<Effects, 'movements' | 'transfers'>,
  heardAt: string,
): Promise<ValuedMovement[]> {
  if (movements.length + transfers.length === 0) return [];
  const transferred = await TransferValues.read(db, transfers);
  const settled = transfers.flatMap((transfer) => transferred.acceptedBefore(transfer));
  const stock = await StockValues.take(db, [...movements, ...settled.map((shelf) => ({ ...shelf, quantity: 0 }))]);
  const sold = await SoldValues.read(db, movements);
  const valued = valueMovements(movements, transfers, { stock, sold, transfers: transferred });
  await insertRows(db, 'movement', MOVEMENT, numbered(valued).map(movementRow));
  await stock.write(db);
  await writeLots(db, movements);
  await transferred.write(db, transfers, heardAt);
  return valued;
}

/** Goods that a void took back say so; the ticket that took them back is written. */
export async function nameVoided(db: Kysely<Tables>, day: Effects['day']): Promise<void> {
  const returnIds = day.flatMap((effect) => (effect.type === 'post-void' ? [effect.returnId] : []));
  if (returnIds.length === 0) return;
  await sql`update movement set kind = 'post-void' from customer_order as ticket
    where order_id = any(${returnIds}::uuid[]) and ticket.journal_id = movement.journal_id
      and ticket.seq = movement.seq and kind = 'return'`.execute(db);
}

const MOVEMENT = {
  journal_id: 'uuid',
  seq: 'int8',
  movement_no: 'int4',
  location_id: 'text',
  variant_id: 'text',
  quantity: 'int8',
  kind: 'text',
  reason: 'text',
  at: 'timestamptz',
  business_date: 'date',
  place_id: 'text',
  batch: 'text',
  expiry: 'date',
  operator_id: 'text',
  register_id: 'text',
  document_kind: 'text',
  document_id: 'text',
  document_text: 'text',
  source_id: 'text',
  as_of: 'jsonb',
  cost: 'int8',
  correction: 'int8',
} as const;

/** Each fact numbers its movements from 1. */
function numbered(movements: readonly ValuedMovement[]): { movement: ValuedMovement; no: number }[] {
  const numbers = new Map<string, number>();
  return movements.map((movement) => {
    const key = `${movement.journalId}/${movement.seq}`;
    const no = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, no);
    return { movement, no };
  });
}

function movementRow({ movement, no }: ReturnType<typeof numbered>[number]) {
  return {
    journal_id: movement.journalId,
    seq: movement.seq,
    movement_no: no,
    location_id: movement.locationId,
    variant_id: movement.variantId,
    quantity: movement.quantity,
    kind: movement.kind,
    reason: movement.reason,
    at: movement.at,
    business_date: movement.businessDate,
    place_id: movement.placeId,
    batch: movement.batch,
    expiry: movement.expiry,
    operator_id: movement.operatorId,
    register_id: movement.registerId,
    document_kind: movement.document?.kind ?? null,
    document_id: movement.document?.id ?? null,
    document_text: movement.document?.text ?? null,
    source_id: movement.sourceId,
    as_of: movement.asOf ? JSON.stringify(movement.asOf) : null,
    cost: movement.cost,
    correction: movement.correction,
  };
}

/** Adds up what named a place, a batch or an expiry. */
async function writeLots(db: Kysely<Tables>, movements: Effects['movements']): Promise<void> {
  const named = movements.filter(({ placeId, batch, expiry }) => placeId !== null || batch !== null || expiry !== null);
  if (named.length === 0) return;
  const columns = {
    location_id: 'text',
    variant_id: 'text',
    place_id: 'text',
    batch: 'text',
    expiry: 'date',
    received_on: 'date',
    quantity: 'int8',
  } as const;
  const rows = named.map(({ locationId, variantId, placeId, batch, expiry, businessDate, quantity }) => ({
    location_id: locationId,
    variant_id: variantId,
    place_id: placeId ?? '',
    batch: batch ?? '',
    expiry,
    received_on: businessDate,
    quantity,
  }));
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  await sql`insert into stock_lot (${names})
    select location_id, variant_id, place_id, batch, expiry, min(received_on), sum(quantity)::int8
    from ${unnest(columns, rows)} as moved (${names})
    group by location_id, variant_id, place_id, batch, expiry order by location_id, variant_id, place_id, batch, expiry
    on conflict (location_id, variant_id, place_id, batch, expiry) do update set
      quantity = stock_lot.quantity + excluded.quantity,
      received_on = least(stock_lot.received_on, excluded.received_on)`.execute(db);
}
