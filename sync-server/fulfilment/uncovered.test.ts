import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { ExceptionRow } from '#contracts/http/exceptions.ts';
import type { Channel } from '#sync-server/channels/read-channel.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { captured, channelTells, openOnlineChannel, testOrder } from '#tests/fixtures/test-online.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';
import { byManager } from '#tests/fixtures/test-stock.ts';
import { workOrders } from './work-orders.ts';

const shop = openTestServer();
openManager(shop);

let channel: Channel;
let till: TestRegister;
beforeAll(async () => {
  if (shop.missing) return;
  channel = await openOnlineChannel(shop.server.context);
  till = await enrolTestRegister(shop.server);
});

/** An order for all ten pieces that the store has, of which it sells four meanwhile. */
async function oversold(sku: string) {
  const { context } = shop.server;
  const order = await testOrder(shop.server, [{ sku, quantity: 10 }]);
  await channelTells(context, channel, [{ kind: 'order.placed', payload: order }, captured(order)]);
  await workOrders(context);
  await till.push([till.sale([await productOf(shop.server, sku, 4)])]);
  await workOrders(context);
  return order;
}

async function openFor(orderId: string): Promise<ExceptionRow[]> {
  const rows = (await (await till.get('/reports/exceptions?status=open', MANAGER)).json()) as ExceptionRow[];
  return rows.filter(({ code, detail }) => code === 'promise-uncovered' && detail.orderId === orderId);
}

async function settle(orderId: string, body: object) {
  const [found] = await openFor(orderId);
  return till.send('POST', `/reports/exceptions/${found?.exceptionId}/resolve`, body, MANAGER);
}

function promisesOf(orderId: string) {
  return shop.server.context.db
    .selectFrom('fulfilment')
    .innerJoin('fulfilment_line', 'fulfilment_line.fulfilment_id', 'fulfilment.fulfilment_id')
    .select(['location_id', 'assigned', 'released'])
    .where('order_id', '=', orderId)
    .orderBy('assigned_seq')
    .execute();
}

function orderOf(orderId: string) {
  const { db } = shop.server.context;
  return db.selectFrom('online_order').selectAll().where('order_id', '=', orderId).executeTakeFirstOrThrow();
}

test('another store promises what this one sold', async () => {
  const { orderId, number } = await oversold('P1');
  const [found, ...more] = await openFor(orderId);
  expect(more).toEqual([]);
  const about = { order: { orderId, number } };
  expect(found).toMatchObject({ storeId: STORE, amount: 400, detail: { quantity: 4 }, about });
  const listed = async (of: string) => (await till.get(`/reports/exceptions?store=all&order=${of}`, MANAGER)).json();
  expect(await listed(orderId)).toEqual([found]);
  expect(await listed(randomUUID())).toEqual([]);
  expect(await (await settle(orderId, { choice: 'other-store' })).json()).toEqual({ ok: true });
  expect(await promisesOf(orderId)).toEqual([
    { location_id: 'LON-shelf', assigned: 10, released: 4 },
    { location_id: 'NYC-shelf', assigned: 4, released: 0 },
  ]);
  expect(await openFor(orderId)).toEqual([]);
});

test('it is cancelled, and given back', async () => {
  const { orderId } = await oversold('P2');
  expect(await (await settle(orderId, { choice: 'cancel-line' })).json()).toEqual({ ok: true });
  expect(await promisesOf(orderId)).toEqual([{ location_id: 'LON-shelf', assigned: 10, released: 4 }]);
  expect(await orderOf(orderId)).toMatchObject({ total: 1200, captured: 2000, payment_state: 'refund-due' });
  const outbox = await shop.server.context.db
    .selectFrom('channel_outbox')
    .select('kind')
    .where('order_id', '=', orderId)
    .execute();
  expect(outbox.map(({ kind }) => kind).sort()).toEqual(['cancellation', 'refund']);
  expect(await openFor(orderId)).toEqual([]);
});

test('something else is sold at the same price', async () => {
  const { orderId } = await oversold('P3');
  expect((await settle(orderId, { choice: 'substitute', sku: 'nothing' })).status).toBe(409);
  expect(await openFor(orderId)).toHaveLength(1);
  expect(await (await settle(orderId, { choice: 'substitute', sku: 'P4' })).json()).toEqual({ ok: true });
  expect(await promisesOf(orderId)).toEqual([
    { location_id: 'LON-shelf', assigned: 10, released: 4 },
    { location_id: 'LON-shelf', assigned: 4, released: 0 },
  ]);
  expect(await orderOf(orderId)).toMatchObject({ total: 3000, payment_state: 'paid' });
});

test('what a person let stand is not told again, and what nobody has is told too', async () => {
  const { context } = shop.server;
  const { orderId } = await oversold('P5');
  expect(await (await settle(orderId, { choice: 'as-it-is' })).json()).toEqual({ ok: true });
  await workOrders(context);
  expect(await openFor(orderId)).toEqual([]);
  const order = await testOrder(shop.server, [{ sku: 'P6', quantity: 12 }]);
  await channelTells(context, channel, [{ kind: 'order.placed', payload: order }, captured(order)]);
  await workOrders(context);
  expect((await openFor(order.orderId)).map(({ detail }) => detail.quantity)).toEqual([2]);
  const { variantId } = await productOf(shop.server, 'P6');
  const lines = [{ variantId, quantity: 5, cost: 0 }];
  await till.push([byManager(till, 'stock.received', { locationId: 'LON-shelf', reason: 'delivery', lines })]);
  shop.clock.advance(61_000);
  await workOrders(context);
  await workOrders(context);
  expect(await openFor(order.orderId)).toEqual([]);
});
