import { type Kysely, sql } from 'kysely';
import { ENDED_STATES, fulfilmentState } from '#domain/fulfilment/fulfilment-state.ts';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import { readKnownFulfilments } from '#sync-server/db/look-up-online.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { FulfilmentEffect } from '#sync-server/ingest/fulfilment-effects.ts';

/** Adds what facts say of fulfilments to their sums, and answers the orders that they are of. */
export async function writeFulfilments(
  db: Kysely<Tables>,
  effects: readonly FulfilmentEffect[],
  heardAt: string,
): Promise<string[]> {
  if (effects.length === 0) return [];
  for (const effect of effects) await writeHead(db, effect, heardAt);
  await writeLines(db, effects);
  await writeGoods(db, effects);
  const orderIds = await reckonStates(db, [...new Set(effects.map(({ fulfilmentId }) => fulfilmentId))], heardAt);
  // What is heard of work may free stock, or leave something to be promised anew.
  if (effects.some(({ assigned }) => !assigned)) {
    await sql`update online_order set route_at = null where order_id = any(${orderIds}::uuid[])`.execute(db);
  }
  return orderIds;
}

/** What a fact says that is no sum. What was said once stays said; of who works on it, the last one heard of holds. */
async function writeHead(db: Kysely<Tables>, effect: FulfilmentEffect, heardAt: string): Promise<void> {
  const { fulfilmentId, at, more, assigned, locationId, claimedBy, journalId, seq } = effect;
  const said = {
    ...(more.accepted ? { accepted: true } : {}),
    ...(more.refused ? { refused: true } : {}),
    ...(more.readied ? { readied: true, ready_at: at } : {}),
    ...(more.expired ? { expired: true } : {}),
    ...(effect.refusal === undefined ? {} : { refusal: effect.refusal }),
    ...(claimedBy === undefined ? {} : { claimed_by: claimedBy }),
    ...(effect.bags === undefined ? {} : { bags: effect.bags }),
    ...(effect.placeId === undefined ? {} : { place_id: effect.placeId }),
    ...(assigned
      ? {
          ...{ order_id: assigned.orderId, delivery_id: assigned.deliveryId, location_id: assigned.locationId },
          ...{ method: assigned.method, assigned_at: at, assigned_journal: journalId, assigned_seq: seq },
          ...{ promised_by: assigned.promisedBy ?? null, reasons: JSON.stringify(assigned.reasons) },
          ...(assigned.pickup ? { pickup: JSON.stringify(assigned.pickup) } : {}),
        }
      : {}),
  };
  await db
    .insertInto('fulfilment')
    .values({
      fulfilment_id: fulfilmentId,
      ...{ state: 'new', accepted: false, refused: false, readied: false, expired: false, reasons: '[]' },
      ...{ location_id: locationId ?? null, changed_at: heardAt, ...said },
    })
    .onConflict((conflict) => {
      const where =
        locationId === undefined ? {} : { location_id: sql<string>`coalesce(fulfilment.location_id, ${locationId})` };
      return conflict.column('fulfilment_id').doUpdateSet({ ...where, ...said, changed_at: heardAt });
    })
    .execute();
}

const SUMS = {
  ...({ assigned: 'int8', released: 'int8', picked: 'int8', short: 'int8' } as const),
  ...({ handed_over: 'int8', shipped: 'int8', put_back: 'int8' } as const),
};
type Sum = keyof typeof SUMS;
interface LineRow extends Record<Sum, number> {
  fulfilment_id: string;
  line_id: string;
  variant_id: string | null;
}

async function writeLines(db: Kysely<Tables>, effects: readonly FulfilmentEffect[]): Promise<void> {
  const rows = new Map<string, LineRow>();
  for (const { fulfilmentId, more, assigned } of effects) {
    for (const line of more.lines ?? []) {
      const key = `${fulfilmentId}\n${line.lineId}`;
      const row = rows.get(key) ?? {
        ...{ fulfilment_id: fulfilmentId, line_id: line.lineId, variant_id: null, assigned: 0, released: 0 },
        ...{ picked: 0, short: 0, handed_over: 0, shipped: 0, put_back: 0 },
      };
      row.variant_id ??= assigned?.lines.find(({ lineId }) => lineId === line.lineId)?.variantId ?? null;
      row.assigned += line.assigned ?? 0;
      row.released += line.released ?? 0;
      row.picked += line.picked ?? 0;
      row.short += line.short ?? 0;
      row.handed_over += line.handedOver ?? 0;
      row.shipped += line.shipped ?? 0;
      row.put_back += line.putBack ?? 0;
      rows.set(key, row);
    }
  }
  const columns = { fulfilment_id: 'uuid', line_id: 'text', variant_id: 'text', ...SUMS } as const;
  const added = sql.join((Object.keys(SUMS) as Sum[]).map((name) => grown('fulfilment_line', name)));
  await insertRows(
    db,
    'fulfilment_line',
    columns,
    [...rows.values()],
    sql`(fulfilment_id, line_id) do update set ${added},
      variant_id = coalesce(fulfilment_line.variant_id, excluded.variant_id)`,
  );
}

async function writeGoods(db: Kysely<Tables>, effects: readonly FulfilmentEffect[]): Promise<void> {
  interface Row {
    fulfilment_id: string;
    line_id: string;
    variant_id: string;
    substitute: string | null;
    picked: number;
    gone: number;
    put_back: number;
  }
  const rows = new Map<string, Row>();
  for (const { fulfilmentId, goods } of effects) {
    for (const { lineId, variantId, picked, left, putBack, substitute } of goods) {
      const key = [fulfilmentId, lineId, variantId].join('\n');
      const named = { fulfilment_id: fulfilmentId, line_id: lineId, variant_id: variantId };
      const row = rows.get(key) ?? { ...named, substitute: null, picked: 0, gone: 0, put_back: 0 };
      row.picked += picked;
      row.gone += left;
      row.put_back += putBack;
      if (substitute) row.substitute = JSON.stringify(together(row.substitute, substitute));
      rows.set(key, row);
    }
  }
  const columns = {
    ...({ fulfilment_id: 'uuid', line_id: 'text', variant_id: 'text', substitute: 'jsonb' } as const),
    ...({ picked: 'int8', gone: 'int8', put_back: 'int8' } as const),
  };
  const added = sql.join((['picked', 'gone', 'put_back'] as const).map((name) => grown('fulfilment_goods', name)));
  // Of a substitute that is picked in two goes the amounts add up, as its pieces do.
  const substitute = sql`case when fulfilment_goods.substitute is null then excluded.substitute
    when excluded.substitute is null then fulfilment_goods.substitute
    else fulfilment_goods.substitute || jsonb_build_object(
      'quantity', (fulfilment_goods.substitute ->> 'quantity')::int8 + (excluded.substitute ->> 'quantity')::int8,
      'amount', (fulfilment_goods.substitute ->> 'amount')::int8 + (excluded.substitute ->> 'amount')::int8) end`;
  await insertRows(
    db,
    'fulfilment_goods',
    columns,
    [...rows.values()],
    sql`(fulfilment_id, line_id, variant_id) do update set ${added}, substitute = ${substitute}`,
  );
}

function together<T extends { quantity: number; amount: number }>(before: string | null, more: T): T {
  if (before === null) return more;
  const was = JSON.parse(before) as T;
  return { ...more, quantity: was.quantity + more.quantity, amount: was.amount + more.amount };
}

function grown(table: string, column: string) {
  return sql`${sql.ref(column)} = ${sql.ref(`${table}.${column}`)} + ${sql.ref(`excluded.${column}`)}`;
}

async function reckonStates(db: Kysely<Tables>, fulfilmentIds: readonly string[], heardAt: string): Promise<string[]> {
  const known = await readKnownFulfilments(db, fulfilmentIds);
  for (const [fulfilmentId, { sums, assignedBy }] of known) {
    const state = assignedBy === null ? 'new' : fulfilmentState(sums);
    const over = ENDED_STATES.has(state);
    await sql`update fulfilment set state = ${state},
      ended_at = case when ${over} then coalesce(ended_at, ${heardAt}::timestamptz) end
      where fulfilment_id = ${fulfilmentId}`.execute(db);
  }
  return [...known.values()].flatMap(({ orderId }) => orderId ?? []);
}
