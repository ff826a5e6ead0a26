import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { OrderPlaced } from '#contracts/facts/fulfilment-facts.ts';
import type { OrderAnswer } from '#contracts/http/api.ts';
import { tillChannelId } from '#domain/fulfilment/till-channel.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { AMOUNT_MAX } from '#domain/money/money.ts';
import { isPostage } from '#domain/order/cart-deliveries.ts';
import type { Order } from '#domain/order/order.ts';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { basketOf, giveBack, type MixedBasket, sendOff } from '#tests/fixtures/mixed-basket.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';
import { unbalanced } from '#tests/fixtures/test-stock.ts';
import { cancelOrder } from './decide-order.ts';
import { workOrders } from './work-orders.ts';

const shop = openTestServer();
openManager(shop);
const HERE = `${STORE}-shelf`;
const THERE = `${OTHER_STORE}-shelf`;

let till: TestRegister;
beforeAll(async () => {
  if (!shop.missing) till = await enrolTestRegister(shop.server);
});

/** A mixed basket, journalled as a till does, and worked. */
async function sell(sku: string): Promise<MixedBasket> {
  const sale = await basketOf(shop.server, sku);
  const { ticket, ticketId: id, placed } = sale;
  const answer = await till.push([till.sale([], { id, change: ticket }), till.fact('order.placed', placed)]);
  expect(answer).toMatchObject({ verdicts: [] });
  await workOrders(shop.server.context);
  return sale;
}

async function stockOf(sku: string, locationId: string) {
  const { variantId } = await productOf(shop.server, sku);
  const row = await shop.server.context.db
    .selectFrom('stock')
    .select(['on_hand', 'committed', 'staged'])
    .where('location_id', '=', locationId)
    .where('variant_id', '=', variantId)
    .executeTakeFirst();
  return row ? [row.on_hand, row.committed, row.staged] : [0, 0, 0];
}

const orderOf = (orderId: string) =>
  shop.server.context.db
    .selectFrom('online_order')
    .selectAll()
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();

const fulfilmentsOf = (orderId: string) =>
  shop.server.context.db
    .selectFrom('fulfilment')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('method')
    .execute();

const exceptionsOf = async (code: string, orderId: string) => {
  const rows = await shop.server.context.db.selectFrom('exception').selectAll().where('code', '=', code).execute();
  return rows.filter(({ detail }) => detail.orderId === orderId);
};

async function ticketNow(ticketId: string): Promise<OrderAnswer> {
  return (await (await till.get(`/orders/${ticketId}`)).json()) as OrderAnswer;
}

test('of one ticket only what is carried out leaves the shelf; the rest is promised where it is, and sold by no other ticket', async () => {
  const sale = await sell('P1');
  const unit = sale.ticket.lines.find(({ id }) => id === 'A')?.amount ?? 0;
  expect(sale.ticket.lines.map(({ amount }) => amount).reduce((a, b) => a + b)).toBe(3 * unit + 395);
  expect(sale.placed.total).toBe(2 * unit + 395);
  const made = await fulfilmentsOf(sale.orderId);
  expect(made.map(({ method, location_id }) => [method, location_id])).toEqual([
    ['pickup', THERE],
    ['ship', HERE],
  ]);
  expect(await stockOf('P1', HERE)).toEqual([9, 1, 0]);
  expect((await stockOf('P1', THERE))[1]).toBe(1);
  expect(await orderOf(sale.orderId)).toMatchObject({ payment_state: 'paid', fulfilment_state: 'promised' });
  await sendOff(shop.server.context, till, sale);
  await workOrders(shop.server.context);
  expect(await stockOf('P1', HERE)).toEqual([8, 0, 0]);
  const tickets = await shop.server.context.db
    .selectFrom('online_order_ticket')
    .selectAll()
    .where('order_id', '=', sale.orderId)
    .execute();
  expect(tickets.map(({ ticket_id }) => ticket_id)).toEqual([sale.ticketId]);
  expect((await ticketNow(sale.ticketId)).undelivered).toEqual([
    { lineId: 'B', quantity: 1 },
    { lineId: 'C', quantity: 0 },
  ]);
  expect(await shop.server.context.db.selectFrom('exception').select(['code', 'detail']).execute()).toEqual([]);
  expect(await unbalanced(shop.server.context)).toEqual([]);
});

test('what the office cancels is given back once, at the counter: a task until it is', async () => {
  const { context } = shop.server;
  const sale = await sell('P2');
  const change = { lines: [{ lineId: 'B', quantity: 1 }], reason: 'customer', asker: 'customer' as const };
  expect(await cancelOrder(context, sale.orderId, change, null)).toEqual({ ok: true });
  await workOrders(context);
  await workOrders(context);
  expect((await stockOf('P2', THERE))[1]).toBe(0);
  const amount = sale.ticket.lines.find(({ id }) => id === 'B')?.amount;
  expect(await exceptionsOf('refund-at-counter', sale.orderId)).toMatchObject([{ status: 'open', amount }]);
  expect((await ticketNow(sale.ticketId)).undelivered).toContainEqual({ lineId: 'B', quantity: 1 });
  await till.push([giveBack(till, sale, ['B'], 'undelivered')]);
  await workOrders(context);
  expect(await exceptionsOf('refund-at-counter', sale.orderId)).toMatchObject([{ status: 'resolved' }]);
  expect(await orderOf(sale.orderId)).toMatchObject({ payment_state: 'paid', return_state: 'none', refunded: amount });
  expect((await ticketNow(sale.ticketId)).undelivered).toContainEqual({ lineId: 'B', quantity: 0 });
  expect(await stockOf('P2', HERE)).toEqual([9, 1, 0]);
});

test('what a till gives back before it left is cancelled, with its postage, and moves no stock', async () => {
  const { context } = shop.server;
  const sale = await sell('P3');
  const postage = sale.ticket.lines.find(isPostage)?.id ?? '';
  await till.push([giveBack(till, sale, ['B', 'C', postage], 'undelivered')]);
  await workOrders(context);
  await workOrders(context);
  expect(await orderOf(sale.orderId)).toMatchObject({
    fulfilment_state: 'cancelled',
    payment_state: 'refunded',
    total: 0,
  });
  expect(await stockOf('P3', HERE)).toEqual([9, 0, 0]);
  expect((await stockOf('P3', THERE))[1]).toBe(0);
  expect(await exceptionsOf('refund-at-counter', sale.orderId)).toEqual([]);
});

test('what was carried out comes back as goods, and is none of the order', async () => {
  const sale = await sell('P4');
  await till.push([giveBack(till, sale, ['A'], 'restock')]);
  await workOrders(shop.server.context);
  expect(await stockOf('P4', HERE)).toEqual([10, 1, 0]);
  expect(await orderOf(sale.orderId)).toMatchObject({ payment_state: 'paid', return_state: 'none', refunded: 0 });
});

test('a till places what its own ticket left for later and nothing else; what it says of an order’s money changes nothing', async () => {
  const { db } = shop.server.context;
  const sale = await basketOf(shop.server, 'P5');
  const { placed, ticketId, orderId } = sale;
  const { ticketId: _, ...unsold } = placed;
  const [line, ...rest] = placed.lines;
  if (!line) throw new Error('a line');
  const dear = await productOf(shop.server, 'P6');
  const forged: OrderPlaced[] = [
    unsold,
    { ...unsold, channelId: 'web' },
    { ...placed, channelId: 'web' },
    { ...placed, channelId: tillChannelId(OTHER_STORE) },
    { ...placed, ticketId: randomUUID() },
    { ...placed, total: placed.total - 1 },
    { ...placed, lines: [{ ...line, quantity: 1000 }, ...rest] },
    { ...placed, lines: [{ ...line, variantId: dear.variantId }, ...rest] },
    { ...placed, deliveries: placed.deliveries.map((each) => ({ ...each, promisedBy: '2026-99-99T10:00:00.000Z' })) },
  ];
  await till.push([
    till.sale([], { id: ticketId, change: sale.ticket }),
    ...forged.map((each) => till.fact('order.placed', each)),
  ]);
  const stranger = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const elsewhere = { ...placed, channelId: tillChannelId(OTHER_STORE) };
  await stranger.push([stranger.fact('order.placed', elsewhere)]);
  const found = () => db.selectFrom('online_order').select('ticket_id').where('order_id', '=', orderId).execute();
  expect(await found()).toEqual([]);
  const held = await db.selectFrom('exception').select('detail').where('code', '=', 'unbookable').execute();
  expect(held.filter(({ detail }) => detail.kind === 'order.placed')).toHaveLength(forged.length + 1);

  await till.push([till.fact('order.placed', placed)]);
  expect(await found()).toEqual([{ ticket_id: ticketId }]);
  const other = await basketOf(shop.server, 'P5');
  const { number = '', deliveries = [] } = other.ticket.placed ?? {};
  await till.push([
    till.sale([], { id: other.ticketId, change: { ...other.ticket, placed: { orderId, number, deliveries } } }),
    till.fact('order.placed', { ...other.placed, orderId }),
  ]);
  const payment = { paymentId: 'forged', step: 'captured' as const, amount: 100_000, currency: 'GBP', tender: 'cash' };
  await till.push([till.fact('order-payment.recorded', { orderId, ...payment })]);
  expect(await orderOf(orderId)).toMatchObject({ ticket_id: ticketId, captured: placed.total, payment_state: 'paid' });
  const events = await db
    .selectFrom('online_order_event')
    .select('kind')
    .where('order_id', '=', orderId)
    .where('kind', 'in', ['order.placed', 'order-payment.recorded'])
    .execute();
  expect(events).toEqual([{ kind: 'order.placed' }]);
});

test('what a till says it gave back beyond what was sold ends at what was sold, and stops no other order', async () => {
  const { context } = shop.server;
  const sale = await sell('P7');
  const undelivered = (): JournalLine => {
    const { head } = till;
    const { body } = giveBack(till, sale, ['B'], 'undelivered');
    till.head = head;
    const { receipt: _, ...order } = JSON.parse(body).payload as Order;
    const returns = (order.returns ?? []).map((line) => ({ ...line, quantity: 5, amount: -AMOUNT_MAX }));
    return till.sale([], { change: { ...order, returns } });
  };
  await till.push([undelivered(), undelivered()]);
  await workOrders(context);
  await workOrders(context);
  const line = await context.db
    .selectFrom('online_order_line')
    .select(['amount', 'given_back', 'given_back_amount', 'cancelled', 'cancelled_amount'])
    .where('order_id', '=', sale.orderId)
    .where('line_id', '=', 'B')
    .executeTakeFirstOrThrow();
  const { amount } = line;
  expect(line).toEqual({ amount, given_back: 1, given_back_amount: amount, cancelled: 1, cancelled_amount: amount });
});

test('who collects it and where it is sent is not kept of somebody erased, also where a till tells it late', async () => {
  const { context } = shop.server;
  const enrolled = await enrolMember(context, { name: 'Ada', cardNumber: randomUUID() });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  const { memberId } = enrolled;
  const { ticket, ticketId: id, placed } = await basketOf(shop.server, 'P8');
  await till.push([
    till.sale([], { id, change: { ...ticket, memberId } }),
    till.fact('order.placed', { ...placed, memberId }),
  ]);
  const texts = [placed.customerId, ...placed.deliveries.map(({ addressId }) => addressId)].flatMap((one) => one ?? []);
  const [early = '', ...late] = texts;
  await till.send('PUT', `/vault/${early}`, { text: '{"name":"Ada"}' });
  expect(late.length).toBeGreaterThan(0);
  await till.send('POST', `/members/${memberId}/erase`, {}, MANAGER);
  for (const one of late) await till.send('PUT', `/vault/${one}`, { text: '{"name":"Ada"}' });
  expect((await readTexts(context.db, texts)).size).toBe(0);
});
