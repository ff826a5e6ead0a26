import { type Kysely, type RawBuilder, sql } from 'kysely';
import type {
  OnlineOrderList,
  OnlineOrderQuery,
  OnlineOrderRow,
  OnlineOrderSort,
} from '#contracts/http/online-orders.ts';
import {
  FULFILMENT_AXIS,
  type OrderFulfilment,
  type OrderPayment,
  type OrderReturn,
} from '#domain/fulfilment/order-state.ts';
import { fold } from '#domain/text/fold.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { nameIn } from '#sync-server/db/read-fulfilments.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { phoneIn, readPersons, searchTokens } from '#sync-server/fulfilment/person-tokens.ts';

const PAGE = 50;

/** A window of the orders of some stores, newest first unless it is asked otherwise: those that one of them sells or has promised some of. */
export async function readOnlineOrders(
  context: ServerContext,
  query: OnlineOrderQuery,
  storeIds: readonly string[],
): Promise<OnlineOrderList> {
  const { limit = PAGE, offset = 0 } = query;
  if (query.search) await readPersons(context);
  const where = sql.join([ofStores(storeIds), ...filters(query), ...searched(context, query.search)], sql` and `);
  const { rows: counted } = await sql<{ total: number }>`
    select count(*)::int8 as total from online_order where ${where}`.execute(context.db);
  const found = await readRows(context.db, where, { order: orderBy(query), limit, offset });
  return { rows: await rowsOf(context.db, found), total: counted[0]?.total ?? 0 };
}

const SORTS: Readonly<Record<OnlineOrderSort, RawBuilder<unknown>>> = {
  number: sql`number`,
  placed: sql`placed_at`,
  fulfilment: sql`array_position(${[...FULFILMENT_AXIS]}::text[], fulfilment_state)`,
  due: sql`due_at`,
  total: sql`total`,
};

/** What has none of it, as no time that was promised, comes last; of equal ones the newest first. */
function orderBy({ sort = 'placed', descending = sort === 'placed' }: OnlineOrderQuery): RawBuilder<unknown> {
  const way = descending ? sql`desc nulls last` : sql`asc nulls last`;
  return sql`${SORTS[sort]} ${way}, placed_at desc, online_order.order_id`;
}

/** One order, where it is of one of the stores. */
export async function readOnlineOrderRow(
  db: Kysely<Tables>,
  orderId: string,
  storeIds: readonly string[],
): Promise<OnlineOrderRow | null> {
  const where = sql`${ofStores(storeIds)} and online_order.order_id = ${orderId}::uuid`;
  const rows = await readRows(db, where, { order: orderBy({}), limit: 1, offset: 0 });
  return (await rowsOf(db, rows))[0] ?? null;
}

function ofStores(storeIds: readonly string[]): RawBuilder<unknown> {
  const among = sql`any(${[...storeIds]}::text[])`;
  return sql`(online_order.store_id = ${among} or exists (select from fulfilment
    join store on store.location_id = fulfilment.location_id
    where fulfilment.order_id = online_order.order_id and store.store_id = ${among}))`;
}

function filters(query: OnlineOrderQuery): RawBuilder<unknown>[] {
  return [
    ...(query.fulfilment ? [sql`fulfilment_state = ${query.fulfilment}`] : []),
    ...(query.payment ? [sql`payment_state = ${query.payment}`] : []),
    ...(query.return ? [sql`return_state = ${query.return}`] : []),
    ...(query.channel ? [sql`online_order.channel_id = ${query.channel}`] : []),
    ...(query.open
      ? [
          sql`(fulfilment_state not in ('fulfilled', 'cancelled') or payment_state = 'refund-due' or return_state = 'asked')`,
        ]
      : []),
  ];
}

/** Every word must be found, in what the order says or in who ordered; digits in groups may be a phone number together. */
function searched(context: ServerContext, search = ''): RawBuilder<unknown>[] {
  const ofPerson = (word: string) => sql`person_tokens && ${searchTokens(context, word)}::text[]`;
  const words = fold(search)
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
      return sql`(search like ${like} or ${ofPerson(word)})`;
    });
  const phone = phoneIn(search);
  return phone === null ? words : [sql`(${ofPerson(phone)} or (${sql.join(words, sql` and `)}))`];
}

interface Row {
  order_id: string;
  number: string;
  channel_id: string;
  channel_name: string;
  store_id: string;
  placed_at: Date;
  due_at: Date | null;
  customer_id: string | null;
  member_id: string | null;
  pieces: number;
  items: number;
  methods: ('pickup' | 'ship')[];
  location_ids: string[] | null;
  total: number;
  currency: string;
  fulfilment_state: OrderFulfilment;
  payment_state: OrderPayment;
  return_state: OrderReturn;
}

async function readRows(
  db: Kysely<Tables>,
  where: RawBuilder<unknown>,
  { order, limit, offset }: { order: RawBuilder<unknown>; limit: number; offset: number },
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select online_order.order_id, number, online_order.channel_id, coalesce(channel.name, online_order.channel_id) as channel_name,
      online_order.store_id, placed_at, due_at, customer_id, member_id, total, currency, fulfilment_state, payment_state,
      return_state, line.pieces, line.items,
      (select jsonb_agg(distinct value -> 'method') from jsonb_array_elements(deliveries)) as methods,
      (select array_agg(distinct location_id) from fulfilment where fulfilment.order_id = online_order.order_id
        and location_id is not null and not state = any('{refused,released,expired}')) as location_ids
    from online_order left join channel on channel.channel_id = online_order.channel_id
      left join lateral (select coalesce(sum(ordered - cancelled), 0)::int8 as pieces, count(*)::int8 as items
        from online_order_line where online_order_line.order_id = online_order.order_id) as line on true
    where ${where} order by ${order} limit ${limit} offset ${offset}`.execute(db);
  return rows;
}

async function rowsOf(db: Kysely<Tables>, rows: readonly Row[]): Promise<OnlineOrderRow[]> {
  const texts = await readTexts(
    db,
    rows.flatMap(({ customer_id }) => customer_id ?? []),
  );
  return rows.map((row) => {
    const name = nameIn(texts.get(row.customer_id ?? ''));
    return {
      ...{ orderId: row.order_id, number: row.number, channelId: row.channel_id, channelName: row.channel_name },
      ...{ storeId: row.store_id, placedAt: row.placed_at.toISOString(), dueAt: row.due_at?.toISOString() ?? null },
      ...(name === undefined ? {} : { customerName: name }),
      ...(row.member_id === null ? {} : { memberId: row.member_id }),
      ...{
        pieces: Math.max(0, row.pieces),
        items: row.items,
        methods: row.methods,
        locationIds: row.location_ids ?? [],
      },
      ...{ total: row.total, currency: row.currency, fulfilment: row.fulfilment_state },
      ...{ payment: row.payment_state, return: row.return_state },
    };
  });
}
