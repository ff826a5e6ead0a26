import { type Kysely, sql } from 'kysely';
import { eligibleAmount, pointsDue, pointsExpire, pointsInstrument } from '#domain/member/points.ts';
import { insertRows, unnest } from '#sync-server/db/insert-rows.ts';
import { membersWith } from '#sync-server/db/member-group.ts';
import { readProgram } from '#sync-server/db/read-program.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { CHAIN_FEED, type OrderEffect, type Touch } from '#sync-server/ingest/effects.ts';

/** `Id` holds no more. */
const INSTRUMENT_MAX = 64;

/**
 * Brings the points of the sales that tickets sold or took something back of to what they come to now: a movement for each that is
 * another by a ticket, and the member's balance with it. Whether a return is heard of before its sale makes no difference. Answers the
 * cards that say something else by it.
 */
export async function writePoints(db: Kysely<Tables>, orders: readonly OrderEffect[]): Promise<Touch[]> {
  const causes = causesOf(orders);
  if (causes.size === 0) return [];
  await beginSales(db, orders);
  const changes = await changesOf(db, [...causes.keys()]);
  if (changes.length === 0) return [];
  const moved = changes.map((change) => ({ ...change, cause: causeOf(causes, change.orderId) }));
  await expire(db, moved);
  await move(db, moved);
  const members = new Set(moved.map(({ memberId }) => memberId));
  return [...new Set([...members, ...(await membersWith(db, [...members]))])].map((key) => {
    return { feed: CHAIN_FEED, kind: 'member-card', key };
  });
}

/** The sales that tickets concern, and which ticket did last: those of members, and whatever something came back of. */
function causesOf(orders: readonly OrderEffect[]): Map<string, OrderEffect> {
  const causes = new Map<string, OrderEffect>();
  for (const effect of orders) {
    if (effect.order.memberId !== undefined) causes.set(effect.orderId, effect);
    for (const { source } of effect.order.returns ?? []) if (source) causes.set(source.orderId, effect);
  }
  return causes;
}

function causeOf(causes: ReadonlyMap<string, OrderEffect>, orderId: string): OrderEffect {
  const cause = causes.get(orderId);
  if (!cause) throw new Error(`no ticket concerns the points of ${orderId}`);
  return cause;
}

/** Sales of members as they are, by the rule of now. The same ticket out of a copied journal earns once. */
async function beginSales(db: Kysely<Tables>, orders: readonly OrderEffect[]): Promise<void> {
  const ofMembers = orders.filter(({ order }) => order.memberId !== undefined && order.lines.length > 0);
  if (ofMembers.length === 0) return;
  const { points: rule } = (await readProgram(db)).program;
  if (!rule) return;
  const rows = ofMembers.flatMap(({ orderId, businessDate, order }) => {
    const { memberId = '', currency } = order;
    const instrument = pointsInstrument(memberId, currency);
    if (instrument.length > INSTRUMENT_MAX) return [];
    return [
      {
        order_id: orderId,
        member_id: memberId,
        instrument,
        currency,
        business_date: businessDate,
        base: rule.base,
        rate_ppm: rule.ratePpm,
        expiry_months: rule.expiryMonths,
        eligible: eligibleAmount(order, rule.base),
        returned: 0,
        points: 0,
      },
    ];
  });
  await insertRows(db, 'point_order', POINT_ORDER, rows, sql`do nothing`);
}

const POINT_ORDER = {
  order_id: 'uuid',
  member_id: 'text',
  instrument: 'text',
  currency: 'text',
  business_date: 'date',
  base: 'text',
  rate_ppm: 'int8',
  expiry_months: 'int4',
  eligible: 'int8',
  returned: 'int8',
  points: 'int8',
} as const;

interface Change {
  orderId: string;
  memberId: string;
  instrument: string;
  currency: string;
  returned: number;
  points: number;
  by: number;
  /** Of the sale; null: what it earned never expires. */
  expires: string | null;
}

/** Sales whose points are others than they were, locked until the transaction ends. */
async function changesOf(db: Kysely<Tables>, orderIds: readonly string[]): Promise<Change[]> {
  const ids = sql<string>`any(${[...orderIds]}::uuid[])`;
  const sales = await db
    .selectFrom('point_order')
    .selectAll()
    .where('order_id', '=', ids)
    .orderBy('instrument')
    .orderBy('order_id')
    .forUpdate()
    .execute();
  if (sales.length === 0) return [];
  const { rows } = await sql<{ order_id: string; gross: number; net: number }>`
    select source_order_id as order_id, abs(sum(gross))::int8 as gross, abs(sum(net))::int8 as net
    from return_line where source_order_id = ${ids} and liability is null group by source_order_id`.execute(db);
  const back = new Map(rows.map((row) => [row.order_id, row]));
  return sales.flatMap((sale) => {
    const returned = back.get(sale.order_id)?.[sale.base] ?? 0;
    const points = pointsDue(sale.eligible, returned, sale.rate_ppm);
    if (points === sale.points) return [];
    const { order_id: orderId, member_id: memberId, instrument, currency, business_date: date } = sale;
    const expires = pointsExpire(date, { expiryMonths: sale.expiry_months });
    return [{ orderId, memberId, instrument, currency, returned, points, by: points - sale.points, expires }];
  });
}

type Moved = Change & { cause: OrderEffect };

/** What had expired before somebody earned again is gone, once. */
async function expire(db: Kysely<Tables>, moved: readonly Moved[]): Promise<void> {
  const earned = moved.filter(({ by }) => by > 0);
  const instruments = sql<string>`any(${earned.map(({ instrument }) => instrument)}::text[])`;
  const held = await db
    .selectFrom('stored_value')
    .selectAll()
    .where('instrument', '=', instruments)
    .where('expires', 'is not', null)
    .where('balance', '>', 0)
    .orderBy('instrument')
    .forUpdate()
    .execute();
  for (const { instrument, balance, expires } of held) {
    const late = earned.find((one) => one.instrument === instrument && one.cause.businessDate > (expires ?? ''));
    if (!late) continue;
    await insertRows(db, 'point_movement', POINT_MOVEMENT, [movementOf(late, 'expired', -balance)]);
    await db.updateTable('stored_value').set({ balance: 0 }).where('instrument', '=', instrument).execute();
  }
}

async function move(db: Kysely<Tables>, moved: readonly Moved[]): Promise<void> {
  const orderColumns = { order_id: 'uuid', returned: 'int8', points: 'int8' } as const;
  const now = moved.map(({ orderId, returned, points }) => ({ order_id: orderId, returned, points }));
  await sql`update point_order set returned = now.returned, points = now.points
    from ${unnest(orderColumns, now)} as now (order_id, returned, points)
    where point_order.order_id = now.order_id`.execute(db);
  await insertRows(
    db,
    'point_movement',
    POINT_MOVEMENT,
    moved.map((one) => movementOf(one, 'earned', one.by)),
  );
  const columns = {
    instrument: 'text',
    currency: 'text',
    member_id: 'text',
    balance: 'int8',
    expires: 'date',
  } as const;
  const balances = [...new Map(moved.map((one) => [one.instrument, one])).values()]
    .map(({ instrument, currency, memberId }) => {
      const own = moved.filter((one) => one.instrument === instrument);
      const expires = own
        .map((one) => one.expires)
        .reduce((last, date) => (last === null || date === null ? null : date > last ? date : last));
      const balance = own.reduce((sum, { by }) => sum + by, 0);
      return { instrument, currency, member_id: memberId, balance, expires };
    })
    .sort((a, b) => (a.instrument < b.instrument ? -1 : 1));
  await sql`insert into stored_value (instrument, class, currency, member_id, balance, expires)
    select instrument, 'points', currency, member_id, balance, expires
    from ${unnest(columns, balances)} as moved (instrument, currency, member_id, balance, expires)
    on conflict (instrument) do update set balance = stored_value.balance + excluded.balance,
      member_id = excluded.member_id,
      expires = case when excluded.expires is null or stored_value.expires is null then null
        else greatest(stored_value.expires, excluded.expires) end`.execute(db);
}

const POINT_MOVEMENT = {
  order_id: 'uuid',
  journal_id: 'uuid',
  seq: 'int8',
  kind: 'text',
  instrument: 'text',
  member_id: 'text',
  amount: 'int8',
  business_date: 'date',
  at: 'timestamptz',
} as const;

function movementOf({ orderId, instrument, memberId, cause }: Moved, kind: 'earned' | 'expired', amount: number) {
  return {
    order_id: orderId,
    journal_id: cause.journalId,
    seq: cause.seq,
    kind,
    instrument,
    member_id: memberId,
    amount,
    business_date: cause.businessDate,
    at: cause.at,
  };
}
