import { type Kysely, sql } from 'kysely';
import { ENDED_STATES } from '#domain/fulfilment/fulfilment-state.ts';
import { addToFulfilment } from '#domain/fulfilment/fulfilment-sums.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import {
  type KnownFulfilment,
  type KnownOnlineOrder,
  noOnlineLookups,
  type OnlineLookups,
  type OnlineNeeds,
} from '#sync-server/ingest/fulfilment-effects.ts';

/** Of the advisory locks on orders and fulfilments, beside their ids' hashes. */
const ONLINE_LOCKS = 7_041_981;

/**
 * Orders and fulfilments as booked so far. Each stays locked until the transaction ends, also one that was never heard of, and the order
 * of each fulfilment: two registers that hand over the same goods at once must see each other.
 */
export async function lookUpOnline(db: Kysely<Tables>, needs: OnlineNeeds): Promise<OnlineLookups> {
  const { orderIds, fulfilmentIds, ticketIds } = needs;
  if (orderIds.size + fulfilmentIds.size + ticketIds.size === 0) return noOnlineLookups();
  const orderOfTickets = await ordersOfTickets(db, ticketIds);
  const asked = [...orderIds, ...orderOfTickets.values(), ...(await ordersOfFulfilments(db, fulfilmentIds))];
  await lock(db, [...asked, ...fulfilmentIds]);
  // Who was promised meanwhile is of an order that is not locked yet.
  const later = (await ordersOfFulfilments(db, fulfilmentIds)).filter((id) => !asked.includes(id));
  await lock(db, later);
  const channels = await db.selectFrom('channel').select('journal_id').execute();
  return {
    orders: await readOrders(db, [...new Set([...asked, ...later])]),
    fulfilments: await readKnownFulfilments(db, [...fulfilmentIds]),
    orderOfTickets,
    channelJournals: new Set(channels.map(({ journal_id }) => journal_id)),
  };
}

async function lock(db: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const sorted = [...new Set(ids)].sort();
  await sql`select pg_advisory_xact_lock(${ONLINE_LOCKS}::int4, hashtext(id))
    from unnest(${sorted}::text[]) as id`.execute(db);
}

async function ordersOfTickets(db: Kysely<Tables>, ticketIds: ReadonlySet<string>): Promise<Map<string, string>> {
  if (ticketIds.size === 0) return new Map();
  const ids = [...ticketIds];
  const { rows } = await sql<{ ticket_id: string; order_id: string }>`
    select ticket_id, order_id from online_order_ticket where ticket_id = any(${ids}::uuid[])`.execute(db);
  return new Map(rows.map(({ ticket_id, order_id }) => [ticket_id, order_id]));
}

async function ordersOfFulfilments(db: Kysely<Tables>, fulfilmentIds: ReadonlySet<string>): Promise<string[]> {
  if (fulfilmentIds.size === 0) return [];
  const rows = await db
    .selectFrom('fulfilment')
    .select('order_id')
    .where('fulfilment_id', '=', sql<string>`any(${[...fulfilmentIds]}::uuid[])`)
    .execute();
  return rows.flatMap(({ order_id }) => order_id ?? []);
}

async function readOrders(db: Kysely<Tables>, orderIds: readonly string[]): Promise<OnlineLookups['orders']> {
  if (orderIds.length === 0) return new Map();
  const among = sql<string>`any(${[...orderIds]}::uuid[])`;
  const orders = await db
    .selectFrom('online_order')
    .leftJoin('channel', 'channel.channel_id', 'online_order.channel_id')
    .select(['order_id', 'number', 'online_order.channel_id', 'online_order.journal_id', 'ticket_id'])
    .select(sql<string | null>`channel.channel ->> 'tender'`.as('tender'))
    .where('order_id', '=', among)
    .execute();
  const lines = await db
    .selectFrom('online_order_line')
    .select(['order_id', 'line_id', 'name', 'amount', 'ordered'])
    .where('order_id', '=', among)
    .execute();
  const open = await db
    .selectFrom('fulfilment')
    .innerJoin('store', 'store.location_id', 'fulfilment.location_id')
    .select(['order_id', 'fulfilment_id', 'store_id'])
    .where('order_id', '=', among)
    .where('state', 'not in', [...ENDED_STATES])
    .execute();
  const others = await sql<{ order_id: string; fulfilment_id: string; store_id: string; location_id: string }>`
    select placed.order_id, fulfilment.fulfilment_id, store.store_id, fulfilment.location_id
    from online_order as placed join online_order as other on other.order_id <> placed.order_id
        and (other.member_id = placed.member_id or other.customer_id = placed.customer_id)
      join fulfilment on fulfilment.order_id = other.order_id
      join store on store.location_id = fulfilment.location_id
    where placed.order_id = ${among} and fulfilment.method = 'pickup'
      and not state = any(${[...ENDED_STATES]}::text[])`.execute(db);
  return new Map(
    orders.map(
      ({
        order_id,
        number,
        channel_id: channelId,
        journal_id: journalId,
        tender,
        ticket_id,
      }): [string, KnownOnlineOrder] => {
        const own = lines.filter((line) => line.order_id === order_id);
        const at = open.filter((each) => each.order_id === order_id);
        return [
          order_id,
          {
            ...{ number, channelId, journalId, tender, ticketId: ticket_id },
            lines: new Map(own.map(({ line_id, name, amount, ordered }) => [line_id, { name, amount, ordered }])),
            fulfilments: at.map(({ fulfilment_id, store_id }) => ({ fulfilmentId: fulfilment_id, storeId: store_id })),
            others: others.rows
              .filter((each) => each.order_id === order_id)
              .map((each) => ({
                ...{ fulfilmentId: each.fulfilment_id, storeId: each.store_id, locationId: each.location_id },
              })),
          },
        ];
      },
    ),
  );
}

/** Fulfilments as booked so far, by id. */
export async function readKnownFulfilments(
  db: Kysely<Tables>,
  fulfilmentIds: readonly string[],
): Promise<Map<string, KnownFulfilment>> {
  if (fulfilmentIds.length === 0) return new Map();
  const among = sql<string>`any(${[...fulfilmentIds]}::uuid[])`;
  const rows = await db
    .selectFrom('fulfilment')
    .leftJoin('store', 'store.location_id', 'fulfilment.location_id')
    .select(['fulfilment_id', 'order_id', 'fulfilment.location_id', 'store_id', 'assigned_journal', 'assigned_seq'])
    .select(['accepted', 'refused', 'readied', 'expired'])
    .where('fulfilment_id', '=', among)
    .execute();
  const lines = await db.selectFrom('fulfilment_line').selectAll().where('fulfilment_id', '=', among).execute();
  const goods = await db.selectFrom('fulfilment_goods').selectAll().where('fulfilment_id', '=', among).execute();
  return new Map(
    rows.map((row): [string, KnownFulfilment] => {
      const { fulfilment_id: id, accepted, refused, readied, expired } = row;
      const own = lines.filter((line) => line.fulfilment_id === id);
      const more = own.map((line) => ({
        lineId: line.line_id,
        ...{ assigned: line.assigned, released: line.released, picked: line.picked, short: line.short },
        ...{ handedOver: line.handed_over, shipped: line.shipped, putBack: line.put_back },
      }));
      const nothing = { lines: [], accepted, refused, readied, expired };
      const moved = goods.filter((each) => each.fulfilment_id === id);
      const [journalId, seq] = [row.assigned_journal, row.assigned_seq];
      return [
        id,
        {
          sums: addToFulfilment(nothing, { lines: more }),
          goods: moved.map(({ line_id, variant_id, picked, gone, put_back }) => {
            return { lineId: line_id, variantId: variant_id, picked, left: gone, putBack: put_back };
          }),
          variants: new Map(own.flatMap(({ line_id, variant_id }) => (variant_id ? [[line_id, variant_id]] : []))),
          orderId: row.order_id,
          locationId: row.location_id,
          storeId: row.store_id,
          assignedBy: journalId && seq !== null ? { journalId, seq, storeId: row.store_id ?? '' } : null,
        },
      ];
    }),
  );
}
