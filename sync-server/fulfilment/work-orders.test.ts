import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { tillChannelId } from '#domain/fulfilment/till-channel.ts';
import type { Order } from '#domain/order/order.ts';
import { type Returned, returnLine } from '#domain/order/returnable.ts';
import type { Channel } from '#sync-server/channels/read-channel.ts';
import { readFulfilmentViews } from '#sync-server/db/read-fulfilments.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { openManager } from '#tests/fixtures/test-day.ts';
import { captured, channelTells, type Ordered, openOnlineChannel, testOrder } from '#tests/fixtures/test-online.ts';
import { onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';
import { byManager, unbalanced } from '#tests/fixtures/test-stock.ts';
import { amendOrder, cancelOrder, chooseLocation } from './decide-order.ts';
import { workOrders } from './work-orders.ts';

const shop = openTestServer();
openManager(shop);
const HERE = `${STORE}-shelf`;
const THERE = `${OTHER_STORE}-shelf`;

let channel: Channel;
let till: TestRegister;
beforeAll(async () => {
  if (shop.missing) return;
  channel = await openOnlineChannel(shop.server.context);
  till = await enrolTestRegister(shop.server);
});

async function place(items: readonly Ordered[], change: Parameters<typeof testOrder>[2] = {}, paid?: number) {
  const order = await testOrder(shop.server, items, change);
  await channelTells(shop.server.context, channel, [
    { kind: 'order.placed', payload: order },
    captured(order, paid ?? order.total),
  ]);
  await workOrders(shop.server.context);
  return order;
}

function fulfilmentsOf(orderId: string) {
  return shop.server.context.db
    .selectFrom('fulfilment')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('assigned_seq')
    .execute();
}

function orderOf(orderId: string) {
  return shop.server.context.db
    .selectFrom('online_order')
    .selectAll()
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow();
}

async function stockOf(sku: string, locationId = HERE) {
  const { variantId } = await productOf(shop.server, sku);
  const row = await shop.server.context.db
    .selectFrom('stock')
    .select(['on_hand', 'committed', 'staged'])
    .where('location_id', '=', locationId)
    .where('variant_id', '=', variantId)
    .executeTakeFirst();
  return row ? [row.on_hand, row.committed, row.staged] : [0, 0, 0];
}

function outboxOf(orderId: string) {
  return shop.server.context.db
    .selectFrom('channel_outbox')
    .select(['kind', 'payload'])
    .where('order_id', '=', orderId)
    .orderBy('kind')
    .execute();
}

/** A store does all of a fulfilment up to handing it over. */
async function workThrough(fulfilmentId: string, take: (quantity: number) => number = (all) => all, until = 'gone') {
  const { db } = shop.server.context;
  const rows = await db.selectFrom('fulfilment_line').selectAll().where('fulfilment_id', '=', fulfilmentId).execute();
  const lines = rows.map((row) => ({
    lineId: row.line_id,
    variantId: row.variant_id ?? '',
    quantity: take(row.assigned),
  }));
  const given = lines.filter(({ quantity }) => quantity > 0);
  const facts = [byManager(till, 'fulfilment.decided', { fulfilmentId, decision: 'accept' })];
  const picked = rows.map((row) => ({ lineId: row.line_id, variantId: row.variant_id ?? '', picked: row.assigned }));
  facts.push(byManager(till, 'pick.recorded', { fulfilmentId, locationId: HERE, lines: picked }));
  facts.push(byManager(till, 'fulfilment.readied', { fulfilmentId, bags: 1 }));
  if (until === 'gone') facts.push(handOver(fulfilmentId, given));
  await till.push(facts);
  await workOrders(shop.server.context);
}

function handOver(fulfilmentId: string, lines: readonly { lineId: string; variantId: string; quantity: number }[]) {
  const proof = { kind: 'code' as const, how: 'typed' as const };
  const payload = { fulfilmentId, locationId: HERE, lines: [...lines], proof, collector: 'customer' as const };
  return byManager(till, 'fulfilment.handed-over', payload);
}

test('a paid order is promised by the store that was chosen, with a code in the vault, and stands in its feed', async () => {
  const { context } = shop.server;
  const order = await place([{ sku: 'P1', quantity: 2 }]);
  const [made, ...more] = await fulfilmentsOf(order.orderId);
  expect(more).toEqual([]);
  expect(made).toMatchObject({ location_id: HERE, state: 'new', method: 'pickup', reasons: ['has-all'] });
  expect(await stockOf('P1')).toEqual([10, 2, 0]);
  const code = (await readTexts(context.db, [made?.fulfilment_id ?? ''])).get(made?.fulfilment_id ?? '');
  expect(code).toMatch(/^[0-9A-Z]{7}$/);
  const [view] = await readFulfilmentViews(context.db, STORE, [made?.fulfilment_id ?? '']);
  expect(view).toMatchObject({ number: order.number, toPay: 0, lines: [{ lineId: 'L1', assigned: 2, picked: 0 }] });
  const { documents } = await till.pullAll('store');
  expect(documents.find(({ id }) => id === `fulfilment/${made?.fulfilment_id}`)?._deleted).toBe(false);
  expect(await orderOf(order.orderId)).toMatchObject({ fulfilment_state: 'promised', payment_state: 'paid' });
});

test('what the same customer orders again before it is fetched is shown together, in both documents', async () => {
  const { context } = shop.server;
  const customerId = randomUUID();
  const first = await place([{ sku: 'P13', quantity: 1 }], { customerId });
  const { checkpoint } = await till.pullAll('store');
  const second = await place([{ sku: 'P14', quantity: 1 }], { customerId });
  const [one] = await fulfilmentsOf(first.orderId);
  const [two] = await fulfilmentsOf(second.orderId);
  const ids = [one?.fulfilment_id ?? '', two?.fulfilment_id ?? ''];
  const { documents } = await till.pullAll('store', checkpoint);
  const told = documents.filter(({ id }) => ids.some((fulfilmentId) => id === `fulfilment/${fulfilmentId}`));
  expect(told).toHaveLength(2);
  const views = await readFulfilmentViews(context.db, STORE, ids);
  expect(new Map(views.map(({ fulfilmentId, together }) => [fulfilmentId, together]))).toEqual(
    new Map([
      [ids[0], [ids[1]]],
      [ids[1], [ids[0]]],
    ]),
  );
});

test('an order that nobody paid is promised by nobody', async () => {
  const order = await testOrder(shop.server, [{ sku: 'P1', quantity: 1 }]);
  await channelTells(shop.server.context, channel, [{ kind: 'order.placed', payload: order }]);
  await workOrders(shop.server.context);
  expect(await fulfilmentsOf(order.orderId)).toEqual([]);
});

test('the same order handed over at two tills at once is booked twice and told once, with what it is worth (I8)', async () => {
  const { context } = shop.server;
  const order = await place([{ sku: 'P16', quantity: 2 }]);
  const [made] = await fulfilmentsOf(order.orderId);
  const fulfilmentId = made?.fulfilment_id ?? '';
  await workThrough(fulfilmentId, undefined, 'ready');
  const { variantId } = await productOf(shop.server, 'P16');
  const lines = [{ lineId: 'L1', variantId, quantity: 2 }];
  const payload = {
    fulfilmentId,
    locationId: HERE,
    lines,
    proof: { kind: 'identity' as const },
    collector: 'customer' as const,
  };
  const other = await enrolTestRegister(shop.server);
  await Promise.all([till, other].map((each) => each.push([byManager(each, 'fulfilment.handed-over', payload)])));
  await workOrders(context);
  const told = await context.db
    .selectFrom('exception')
    .select(['amount', 'detail', 'status'])
    .where('code', '=', 'order-left-beyond')
    .execute();
  expect(told).toMatchObject([{ amount: 3200, status: 'open', detail: { number: order.number, quantity: 2 } }]);
  expect(await stockOf('P16')).toEqual([6, 0, 0]);
  // Only what was bought is sold.
  const tickets = await context.db
    .selectFrom('online_order_ticket')
    .select('total')
    .where('order_id', '=', order.orderId)
    .execute();
  expect(tickets).toEqual([{ total: 3200 }]);
});

test('what is handed over in two goes is sold in two tickets that come to the whole, and its tombstone is sent', async () => {
  const { context } = shop.server;
  const shipping = {
    ...{ id: 'S1', kind: 'shipping' as const, name: 'Postage', amount: 399, taxCategory: 'standard' },
    taxes: [{ code: 'S', ratePpm: 200_000, base: 332, amount: 67 }],
  };
  const order = await place([{ sku: 'P2', quantity: 3, amount: 500 }], { charges: [shipping] });
  const [made] = await fulfilmentsOf(order.orderId);
  const fulfilmentId = made?.fulfilment_id ?? '';
  await workThrough(fulfilmentId, () => 1);
  expect(await stockOf('P2')).toEqual([9, 0, 2]);
  expect(await orderOf(order.orderId)).toMatchObject({ fulfilment_state: 'partly-fulfilled' });
  const { variantId } = await productOf(shop.server, 'P2');
  await till.push([handOver(fulfilmentId, [{ lineId: 'L1', variantId, quantity: 2 }])]);
  await workOrders(context);
  await workOrders(context);
  expect(await stockOf('P2')).toEqual([7, 0, 0]);
  expect(await orderOf(order.orderId)).toMatchObject({ fulfilment_state: 'fulfilled', payment_state: 'paid' });
  const tickets = await context.db
    .selectFrom('online_order_ticket')
    .innerJoin('customer_order', 'customer_order.order_id', 'online_order_ticket.ticket_id')
    .select([
      'customer_order.total',
      'tax_total',
      'channel',
      'receipt_number',
      'store_id',
      'journal_id',
      'seq',
      'cost_of_sales',
    ])
    .where('online_order_ticket.order_id', '=', order.orderId)
    .orderBy('seq')
    .execute();
  expect(tickets.map(({ total, tax_total, channel: where }) => [total, tax_total, where])).toEqual([
    [167 + 399, 28 + 67, 'online'],
    [333, 83 - 28, 'online'],
  ]);
  // Whoever brings something back knows the order's number.
  const found = await (await till.get(`/orders?receipt=${order.number.toLowerCase()}`)).json();
  expect(found.orders.map(({ total }: { total: number }) => total).sort()).toEqual([333, 167 + 399]);
  const exceptions = await context.db
    .selectFrom('exception')
    .select('code')
    .where('journal_id', '=', channel.journalId)
    .execute();
  expect(exceptions).toEqual([]);
  expect(await unbalanced(context)).toEqual([]);
  const { documents } = await till.pullAll('store');
  expect(documents.find(({ id }) => id === `fulfilment/${fulfilmentId}`)?._deleted ?? true).toBe(true);
});

test('an order is cancelled in part and whole: what was promised is free, the channel is told, and the money goes back once', async () => {
  const { context } = shop.server;
  const order = await place([
    { sku: 'P3', quantity: 4 },
    { sku: 'P4', quantity: 1 },
  ]);
  expect(await stockOf('P3')).toEqual([10, 4, 0]);
  const part = await cancelOrder(
    context,
    order.orderId,
    { lines: [{ lineId: 'L1', quantity: 3 }], reason: 'customer' },
    null,
  );
  expect(part).toEqual({ ok: true });
  await workOrders(context);
  await workOrders(context);
  expect(await stockOf('P3')).toEqual([10, 1, 0]);
  expect(await outboxOf(order.orderId)).toMatchObject([
    { kind: 'cancellation', payload: { lines: [{ channelLineId: 'L1', quantity: 3 }] } },
    { kind: 'refund', payload: { amount: 900 } },
  ]);
  expect(await cancelOrder(context, order.orderId, { reason: 'customer' }, null)).toEqual({ ok: true });
  await workOrders(context);
  expect(await stockOf('P3')).toEqual([10, 0, 0]);
  expect(await orderOf(order.orderId)).toMatchObject({
    fulfilment_state: 'cancelled',
    payment_state: 'refund-due',
    total: 0,
  });
  const refunds = (await outboxOf(order.orderId)).filter(({ kind }) => kind === 'refund');
  expect(refunds.reduce((sum, { payload }) => sum + Number(payload.amount), 0)).toBe(order.total);
  expect(await cancelOrder(context, order.orderId, { reason: 'customer' }, null)).toEqual({
    ok: false,
    code: 'order-state',
  });
  const ended = await fulfilmentsOf(order.orderId);
  expect(ended.map(({ state }) => state)).toEqual(['released']);
});

test.each([
  ['a shop system', 'woocommerce', []],
  ['a site', 'generic', ['refund']],
] as const)(
  'what %s took off its order itself is released; a shop system gave it back, a site is told to',
  async (_, kind, told) => {
    const { context } = shop.server;
    const own = await openOnlineChannel(context, { kind, url: 'http://127.0.0.1:9' }, `own-${kind}`);
    const order = await testOrder(shop.server, [{ sku: 'P5', quantity: 2 }], { channelId: own.channelId });
    const cancelled = { orderId: order.orderId, asker: 'channel' as const, reason: 'channel', charges: [] };
    const lines = [{ lineId: 'L1', quantity: 2, amount: order.total }];
    await channelTells(context, own, [{ kind: 'order.placed', payload: order }, captured(order)]);
    await workOrders(context);
    await channelTells(context, own, [{ kind: 'order.cancelled', payload: { ...cancelled, lines } }]);
    for (const _round of [1, 2]) await workOrders(context);
    expect(await stockOf('P5')).toEqual([10, 0, 0]);
    expect((await outboxOf(order.orderId)).map((item) => item.kind)).toEqual(told);
  },
);

test('what a store refuses another promises, and an order goes where a person says', async () => {
  const { context } = shop.server;
  const ship = {
    deliveries: [{ id: 'D1', method: 'ship' as const, destination: { country: 'GB', postalCode: 'N1' } }],
  };
  const order = await place([{ sku: 'P6', quantity: 2 }], ship);
  const [first] = await fulfilmentsOf(order.orderId);
  expect(first?.location_id).toBe(HERE);
  const fulfilmentId = first?.fulfilment_id ?? '';
  await till.push([byManager(till, 'fulfilment.decided', { fulfilmentId, decision: 'refuse', reason: 'damaged' })]);
  await workOrders(context);
  expect((await fulfilmentsOf(order.orderId)).map(({ location_id, state }) => [location_id, state])).toEqual([
    [HERE, 'refused'],
    [THERE, 'new'],
  ]);
  expect([await stockOf('P6'), await stockOf('P6', THERE)]).toEqual([
    [10, 0, 0],
    [10, 2, 0],
  ]);
  expect(await chooseLocation(context, order.orderId, { locationId: HERE }, null)).toEqual({ ok: true });
  await workOrders(context);
  expect([await stockOf('P6'), await stockOf('P6', THERE)]).toEqual([
    [10, 2, 0],
    [10, 0, 0],
  ]);
});

test('a pickup moved to another store is promised there', async () => {
  const { context } = shop.server;
  const order = await place([{ sku: 'P7', quantity: 1 }]);
  const moved = await amendOrder(
    context,
    order.orderId,
    { deliveryId: 'D1', storeId: OTHER_STORE, reason: 'customer' },
    null,
  );
  expect(moved).toEqual({ ok: true });
  await workOrders(context);
  expect([await stockOf('P7'), await stockOf('P7', THERE)]).toEqual([
    [10, 0, 0],
    [10, 1, 0],
  ]);
});

test('nobody comes: the promise ends, the goods are put back by scan, the money goes back', async () => {
  const { context } = shop.server;
  const order = await place([{ sku: 'P8', quantity: 2 }]);
  const [made] = await fulfilmentsOf(order.orderId);
  const fulfilmentId = made?.fulfilment_id ?? '';
  await workThrough(fulfilmentId, undefined, 'ready');
  expect(await stockOf('P8')).toEqual([10, 0, 2]);
  shop.clock.advance(8 * 86_400_000);
  await workOrders(context);
  expect((await fulfilmentsOf(order.orderId)).map(({ state }) => state)).toEqual(['putting-back']);
  expect(await stockOf('P8')).toEqual([10, 0, 2]);
  const { variantId } = await productOf(shop.server, 'P8');
  const lines = [{ lineId: 'L1', variantId, quantity: 2 }];
  await till.push([byManager(till, 'fulfilment.put-back', { fulfilmentId, locationId: HERE, lines })]);
  await workOrders(context);
  expect(await stockOf('P8')).toEqual([10, 0, 0]);
  expect((await fulfilmentsOf(order.orderId)).map(({ state }) => state)).toEqual(['expired']);
  expect((await outboxOf(order.orderId)).map(({ kind }) => kind)).toEqual(['cancellation', 'fulfilment', 'refund']);
});

test('a piece that the store sold while it was promised is told, and told to be covered when it is (I8)', async () => {
  const { context } = shop.server;
  const order = await place([{ sku: 'P9', quantity: 9 }]);
  const sold = await productOf(shop.server, 'P9', 3);
  await till.push([till.sale([sold])]);
  await workOrders(context);
  const open = async () =>
    (
      await context.db
        .selectFrom('exception')
        .selectAll()
        .where('code', '=', 'promise-uncovered')
        .where('status', '=', 'open')
        .execute()
    )
      .filter(({ detail }) => detail.orderId === order.orderId)
      .map(({ detail, amount }) => [detail.quantity, amount]);
  expect(await open()).toEqual([[2, 1800]]);
  await workOrders(context);
  expect(await open()).toEqual([[2, 1800]]);
  const lines = [{ variantId: sold.variantId, quantity: 2 }];
  await till.push([byManager(till, 'stock.adjusted', { locationId: HERE, reason: 'found', lines })]);
  await workOrders(context);
  expect(await open()).toEqual([]);
  expect(await onHandOf(context, sold.variantId)).toBe(9);
});

test('what a substitute costs less is given back', async () => {
  const { context } = shop.server;
  const order = await place([{ sku: 'P10', quantity: 1 }]);
  const [made] = await fulfilmentsOf(order.orderId);
  const fulfilmentId = made?.fulfilment_id ?? '';
  const other = await productOf(shop.server, 'P11');
  const { variantId } = await productOf(shop.server, 'P10');
  const substitute = {
    ...{ variantId: other.variantId, sku: 'P11', name: 'Product 11', unit: 'each' as const, quantity: 1, amount: 600 },
    ...{ taxCategory: 'standard', taxes: [{ code: 'S', ratePpm: 200_000, base: 500, amount: 100 }] },
    consent: 'phone' as const,
  };
  const given = [{ lineId: 'L1', variantId: other.variantId, quantity: 1 }];
  await till.push([
    byManager(till, 'fulfilment.decided', { fulfilmentId, decision: 'accept' }),
    byManager(till, 'pick.recorded', {
      fulfilmentId,
      locationId: HERE,
      lines: [{ lineId: 'L1', variantId, substitute }],
    }),
  ]);
  expect([await stockOf('P10'), await stockOf('P11')]).toEqual([
    [10, 0, 0],
    [10, 0, 1],
  ]);
  await till.push([handOver(fulfilmentId, given)]);
  await workOrders(context);
  expect(await stockOf('P11')).toEqual([9, 0, 0]);
  expect(await orderOf(order.orderId)).toMatchObject({ total: 600, fulfilment_state: 'fulfilled' });
  expect(await outboxOf(order.orderId)).toMatchObject([
    { kind: 'fulfilment', payload: { state: 'handed-over', lines: [{ channelLineId: 'L1', quantity: 1 }] } },
    { kind: 'refund', payload: { amount: 400 } },
  ]);
  const { rows } = await sql`select sum(total)::int8 as total from online_order_ticket
    where order_id = ${order.orderId}`.execute(context.db);
  expect(rows).toEqual([{ total: 600 }]);
  expect(await unbalanced(context)).toEqual([]);
});

test('what was bought online comes back at a till: by its tender through the channel, by any other at the till, once', async () => {
  const { context } = shop.server;
  const postage = {
    ...{ id: 'S1', kind: 'shipping' as const, name: 'Postage', amount: 300, taxCategory: 'standard' },
    taxes: [{ code: 'S', ratePpm: 200_000, base: 250, amount: 50 }],
  };
  const order = await place([{ sku: 'P12', quantity: 2 }], { charges: [postage] });
  const [made] = await fulfilmentsOf(order.orderId);
  await workThrough(made?.fulfilment_id ?? '');
  expect(await stockOf('P12')).toEqual([8, 0, 0]);
  const ticket = await context.db
    .selectFrom('online_order_ticket')
    .innerJoin('customer_order', 'customer_order.order_id', 'ticket_id')
    .innerJoin('fact', (join) =>
      join.onRef('fact.journal_id', '=', 'customer_order.journal_id').onRef('fact.seq', '=', 'customer_order.seq'),
    )
    .select(['ticket_id', 'body'])
    .where('online_order_ticket.order_id', '=', order.orderId)
    .executeTakeFirstOrThrow();
  const sold = JSON.parse(Buffer.from(ticket.body).toString()).payload as Order;
  const [line] = sold.lines;
  if (!line) throw new Error('a line');
  const back = (tender: string, before: Returned[]) => {
    const from = { orderId: ticket.ticket_id, receipt: '1', order: sold, line, before };
    const asked = {
      id: randomUUID(),
      quantity: 1,
      reason: 'unwanted',
      condition: 'restock' as const,
      pricesIncludeTax: true,
    };
    const returned = returnLine(from, asked);
    const given = returned.amount;
    const payment = { id: randomUUID(), tender, tendered: given, change: 0, amount: given };
    const change = {
      lines: [],
      returns: [returned],
      total: given,
      rounding: 0,
      payments: [payment],
      ...taxesBack(returned),
    };
    return { returned, fact: till.sale([], { change }) };
  };
  const first = back('online', []);
  await till.push([first.fact]);
  await workOrders(context);
  expect(await orderOf(order.orderId)).toMatchObject({ return_state: 'partly-returned', total: 1500, refunded: 0 });
  expect((await outboxOf(order.orderId)).filter(({ kind }) => kind === 'refund')).toMatchObject([
    { payload: { amount: 1200 } },
  ]);
  const second = back('cash', [first.returned]);
  await till.push([second.fact]);
  await workOrders(context);
  expect(await orderOf(order.orderId)).toMatchObject({ return_state: 'returned', total: 0, refunded: 1200 });
  // With the last of it its postage is given back, and is turnover no more.
  const refunds = (await outboxOf(order.orderId)).filter(({ kind }) => kind === 'refund');
  expect(refunds.map(({ payload }) => payload.amount).sort()).toEqual([1200, 300]);
  await workOrders(context);
  const kept =
    await sql`select sum(ticket.total)::int8 as total, sum(tax_total)::int8 as tax from online_order_ticket as ticket
    join customer_order on customer_order.order_id = ticket_id where ticket.order_id = ${order.orderId}`.execute(
      context.db,
    );
  expect(kept.rows).toEqual([{ total: 2400, tax: 400 }]);
  expect((await outboxOf(order.orderId)).filter(({ kind }) => kind === 'refund')).toHaveLength(2);
  expect(await stockOf('P12')).toEqual([10, 0, 0]);
  expect(await unbalanced(context)).toEqual([]);
});

function taxesBack({ taxes }: { taxes: Order['taxes'] }) {
  return { taxes, taxTotal: taxes.reduce((sum, { amount }) => sum + amount, 0) };
}

test('what a till sold for later is promised too, and sold by no other ticket', async () => {
  const { context } = shop.server;
  const placed = { channelId: tillChannelId(STORE), ticketId: randomUUID() };
  const plain = await testOrder(shop.server, [{ sku: 'P15', quantity: 1 }], placed);
  const order = { ...plain, lines: plain.lines.map((line) => ({ ...line, id: '1' })) };
  const goods = await productOf(shop.server, 'P15');
  const sold = JSON.parse(till.clone().sale([goods]).body).payload as Order;
  const { orderId, number, deliveries } = order;
  const change = {
    lines: sold.lines.map((line) => ({ ...line, deliveryId: 'D1' })),
    placed: { orderId, number, deliveries: deliveries.map(({ id, method }) => ({ id, method, storeId: STORE })) },
  };
  await till.push([till.sale([goods], { id: placed.ticketId, change }), till.fact('order.placed', order)]);
  await workOrders(context);
  await workOrders(context);
  const [made] = await fulfilmentsOf(order.orderId);
  expect(made?.location_id).toBe(HERE);
  expect(await orderOf(order.orderId)).toMatchObject({ payment_state: 'paid', fulfilment_state: 'promised' });
  await workThrough(made?.fulfilment_id ?? '');
  expect(await stockOf('P15')).toEqual([9, 0, 0]);
  const tickets = await context.db
    .selectFrom('online_order_ticket')
    .selectAll()
    .where('order_id', '=', order.orderId)
    .execute();
  expect(tickets).toEqual([
    { order_id: order.orderId, ticket_id: placed.ticketId, fulfilment_id: null, total: order.total },
  ]);
  expect(await outboxOf(order.orderId)).toEqual([]);
});

test('an order that cannot be worked keeps no other from being, and is told', async () => {
  const { context } = shop.server;
  const broken = await testOrder(shop.server, [{ sku: 'P15', quantity: 1 }], { placedAt: '2020-01-01T00:00:00.000Z' });
  await channelTells(context, channel, [{ kind: 'order.placed', payload: broken }, captured(broken)]);
  const deliveries = [{ ...broken.deliveries[0], promisedBy: '2026-99-99T00:00:00.000Z' }];
  const ofBroken = sql`where order_id = ${broken.orderId}`;
  await sql`update online_order set deliveries = ${JSON.stringify(deliveries)}::jsonb ${ofBroken}`.execute(context.db);
  const other = await testOrder(shop.server, [{ sku: 'P15', quantity: 1 }]);
  await channelTells(context, channel, [{ kind: 'order.placed', payload: other }, captured(other)]);
  await expect(workOrders(context)).rejects.toThrow();
  expect(await fulfilmentsOf(broken.orderId)).toEqual([]);
  expect(await fulfilmentsOf(other.orderId)).toHaveLength(1);
  await expect(workThrough((await fulfilmentsOf(other.orderId))[0]?.fulfilment_id ?? '')).rejects.toThrow();
  const sold = await context.db
    .selectFrom('online_order_ticket')
    .selectAll()
    .where('order_id', '=', other.orderId)
    .execute();
  expect(sold).toHaveLength(1);
  await sql`update online_order set fulfilment_state = 'cancelled' ${ofBroken}`.execute(context.db);
});
