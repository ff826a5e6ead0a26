import { type Kysely, sql } from 'kysely';
import { leftOf, stagedOf } from '#domain/fulfilment/fulfilment-sums.ts';
import {
  type OrderLineSums,
  type OrderMoney,
  orderFulfilment,
  orderPayment,
  orderReturn,
} from '#domain/fulfilment/order-state.ts';
import { promisedOf } from '#domain/fulfilment/reserved.ts';
import { mulDiv } from '#domain/money/money.ts';
import { unnest } from '#sync-server/db/insert-rows.ts';
import { readKnownFulfilments } from '#sync-server/db/look-up-online.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/**
 * Brings the lines, the money and the three states of orders to what their facts come to. Each is reckoned anew from what was booked, so
 * that it does not matter in which order it was.
 */
export async function reckonOrders(db: Kysely<Tables>, orderIds: readonly string[], heardAt: string): Promise<void> {
  if (orderIds.length === 0) return;
  const among = sql<string>`any(${[...orderIds]}::uuid[])`;
  const orders = await db.selectFrom('online_order').selectAll().where('order_id', '=', among).execute();
  if (orders.length === 0) return;
  const lines = await db.selectFrom('online_order_line').selectAll().where('order_id', '=', among).execute();
  const charges = await db.selectFrom('online_order_charge').selectAll().where('order_id', '=', among).execute();
  const payments = await db.selectFrom('online_order_payment').selectAll().where('order_id', '=', among).execute();
  const own = await worked(db, orderIds);
  const reckoned = lines.map((line) => {
    const sums = own.get(`${line.order_id}\n${line.line_id}`) ?? NONE;
    const kept = line.amount - line.cancelled_amount;
    const left = Math.max(1, line.ordered - line.cancelled);
    // A substitute stands for its share of what the line costs.
    const substituted = sums.substituted === 0 ? 0 : sums.paid - mulDiv(kept, Math.min(sums.substituted, left), left);
    return { line, sums, substituted };
  });
  await writeLines(db, reckoned);
  for (const order of orders) {
    const of = reckoned.filter(({ line }) => line.order_id === order.order_id);
    const ownCharges = charges.filter((charge) => charge.order_id === order.order_id);
    const total =
      of.reduce(
        (sum, { line, substituted }) => sum + line.amount - line.cancelled_amount - line.returned_amount + substituted,
        0,
      ) + ownCharges.reduce((sum, charge) => sum + charge.amount - charge.cancelled, 0);
    const paid = payments.filter((payment) => payment.order_id === order.order_id);
    const step = (name: string) =>
      paid.filter(({ step: at }) => at === name).reduce((sum, { amount }) => sum + amount, 0);
    // A till's ticket has the money of what it sold already.
    const bought = [...of.map(({ line }) => line), ...ownCharges].reduce((sum, { amount }) => sum + amount, 0);
    const atTill = order.ticket_id === null ? 0 : bought;
    const money: OrderMoney = {
      ...{ total, authorised: step('authorised'), voided: step('voided'), refunded: step('refunded') },
      captured: step('captured') + atTill,
      failed: paid.some(({ step: at }) => at === 'failed'),
    };
    const all = of.map(({ line, sums }): OrderLineSums => sumsOf(line, sums));
    await db
      .updateTable('online_order')
      .set({
        ...money,
        ...{ fulfilment_state: orderFulfilment(all), payment_state: orderPayment(money) },
        ...{ return_state: orderReturn(all), changed_at: heardAt },
      })
      .where('order_id', '=', order.order_id)
      .execute();
  }
}

interface Worked {
  promised: number;
  staged: number;
  left: number;
  /** Pieces that substitutes stand for, and what they cost. */
  substituted: number;
  paid: number;
}

const NONE: Worked = { promised: 0, staged: 0, left: 0, substituted: 0, paid: 0 };

/** What fulfilments come to, by order and line. */
async function worked(db: Kysely<Tables>, orderIds: readonly string[]): Promise<Map<string, Worked>> {
  const rows = await db
    .selectFrom('fulfilment')
    .select(['fulfilment_id', 'order_id'])
    .where('order_id', '=', sql<string>`any(${[...orderIds]}::uuid[])`)
    .execute();
  const ids = rows.map(({ fulfilment_id }) => fulfilment_id);
  const known = await readKnownFulfilments(db, ids);
  const all = new Map<string, Worked>();
  const add = (key: string, more: Partial<Worked>): void => {
    const before = all.get(key) ?? NONE;
    const sum = (name: keyof Worked): number => before[name] + (more[name] ?? 0);
    all.set(key, {
      ...{ promised: sum('promised'), staged: sum('staged'), left: sum('left') },
      ...{ substituted: sum('substituted'), paid: sum('paid') },
    });
  };
  for (const { sums, orderId } of known.values()) {
    for (const line of sums.lines) {
      const key = `${orderId}\n${line.lineId}`;
      add(key, { promised: promisedOf(sums, line), staged: stagedOf(line), left: leftOf(line) });
    }
  }
  for (const { fulfilment_id, line_id, substitute, put_back, picked } of await substitutes(db, ids)) {
    const orderId = known.get(fulfilment_id)?.orderId;
    if (!substitute || picked === 0) continue;
    const stays = Math.max(0, picked - put_back);
    add(`${orderId}\n${line_id}`, { substituted: stays, paid: mulDiv(substitute.amount, stays, picked) });
  }
  return all;
}

async function substitutes(db: Kysely<Tables>, fulfilmentIds: readonly string[]) {
  if (fulfilmentIds.length === 0) return [];
  return db
    .selectFrom('fulfilment_goods')
    .select(['fulfilment_id', 'line_id', 'substitute', 'put_back', 'picked'])
    .where('fulfilment_id', '=', sql<string>`any(${[...fulfilmentIds]}::uuid[])`)
    .where('substitute', 'is not', null)
    .execute();
}

interface LineRow {
  order_id: string;
  line_id: string;
  ordered: number;
  cancelled: number;
  return_asked: number;
  returned: number;
}

function sumsOf(line: LineRow, { promised, staged, left }: Worked): OrderLineSums {
  return {
    ...{ lineId: line.line_id, ordered: line.ordered, cancelled: line.cancelled, promised, staged, left },
    ...{ returnAsked: line.return_asked, returned: line.returned },
  };
}

async function writeLines(
  db: Kysely<Tables>,
  lines: readonly { line: LineRow; sums: Worked; substituted: number }[],
): Promise<void> {
  const columns = {
    ...({ order_id: 'uuid', line_id: 'text', promised: 'int8', staged: 'int8', gone: 'int8' } as const),
    substituted_amount: 'int8',
  } as const;
  const rows = lines.map(({ line, sums, substituted }) => ({
    ...{ order_id: line.order_id, line_id: line.line_id, promised: sums.promised, staged: sums.staged },
    ...{ gone: sums.left, substituted_amount: substituted },
  }));
  if (rows.length === 0) return;
  const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
  await sql`update online_order_line as line set promised = new.promised, staged = new.staged, gone = new.gone,
      substituted_amount = new.substituted_amount
    from ${unnest(columns, rows)} as new (${names})
    where line.order_id = new.order_id and line.line_id = new.line_id`.execute(db);
}
