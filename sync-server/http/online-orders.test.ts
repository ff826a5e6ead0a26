import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { OnlineOrderDetail, OnlineOrderList } from '#contracts/http/online-orders.ts';
import { parse } from '#contracts/schema.ts';
import { FULFILMENT_AXIS } from '#domain/fulfilment/order-state.ts';
import type { Channel } from '#sync-server/channels/read-channel.ts';
import { destroyKey, putText } from '#sync-server/db/vault.ts';
import { workOrders } from '#sync-server/fulfilment/work-orders.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { captured, channelTells, openOnlineChannel, testOrder } from '#tests/fixtures/test-online.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

let channel: Channel;
let till: TestRegister;
beforeAll(async () => {
  if (shop.missing) return;
  channel = await openOnlineChannel(shop.server.context);
  till = await enrolTestRegister(shop.server);
});

async function place(sku: string, quantity = 1) {
  const { context } = shop.server;
  const customerId = randomUUID();
  const customer = { name: 'Zoë Ångström', phone: '+44 7700 900123', email: 'zoe@example.com' };
  await putText(context.db, customerId, JSON.stringify(customer), context.random);
  const order = await testOrder(shop.server, [{ sku, quantity }], { customerId });
  await channelTells(context, channel, [{ kind: 'order.placed', payload: order }, captured(order)]);
  await workOrders(context);
  return { ...order, customerId };
}

async function list(query: string): Promise<OnlineOrderList> {
  const answer = await till.get(`/online-orders?${query}`, MANAGER);
  const body: unknown = await answer.json();
  expect(answer.status, JSON.stringify(body)).toBe(200);
  expect(parse(OnlineOrderList, body)).toMatchObject({ ok: true });
  return body as OnlineOrderList;
}

async function detail(orderId: string): Promise<OnlineOrderDetail> {
  const body: unknown = await (await till.get(`/online-orders/${orderId}`, MANAGER)).json();
  expect(parse(OnlineOrderDetail, body)).toMatchObject({ ok: true });
  return body as OnlineOrderDetail;
}

test('an order is found by anything, and by nobody’s name once they are erased', async () => {
  const { context } = shop.server;
  const order = await place('P1');
  const found = async (search: string) =>
    (await list(`search=${encodeURIComponent(search)}`)).rows.map(({ orderId }) => orderId);
  for (const search of [
    order.number,
    'p1',
    'Product P1',
    'angstrom',
    'zoe',
    'zoe@example.com',
    '07700900123'.slice(-4),
    '900123',
    '07700 900123',
    '(07700) 900-123',
  ]) {
    expect(await found(search), search).toEqual([order.orderId]);
  }
  expect(await found('447700900123')).toEqual([order.orderId]);
  expect(await found('nobody')).toEqual([]);
  expect((await list('')).rows[0]).toMatchObject({ customerName: 'Zoë Ångström', fulfilment: 'promised', pieces: 1 });
  await destroyKey(context.db, order.customerId);
  expect((await list('')).rows[0]?.customerName).toBeUndefined();
});

test('the list is read by windows, narrowed, and sorted by what a person asks', async () => {
  for (const [sku, quantity] of [
    ['P2', 3],
    ['P3', 1],
    ['P4', 2],
  ] as const)
    await place(sku, quantity);
  const first = await list('limit=2');
  const rest = await list('limit=50&offset=2');
  const all = await list('limit=100');
  expect([...first.rows, ...rest.rows]).toEqual(all.rows);
  expect([first.total, rest.total]).toEqual([all.rows.length, all.rows.length]);
  expect(await list('fulfilment=cancelled')).toEqual({ rows: [], total: 0 });
  expect((await list('store=NYC')).rows).toEqual([]);
  const csv = await (await till.get('/online-orders.csv?search=p3', MANAGER)).text();
  expect(csv.trim().split('\n')).toHaveLength(2);
  const by = async (query: string) => (await list(`limit=100&${query}`)).rows;
  const totals = (await by('sort=total')).map(({ total }) => total);
  expect(totals).toEqual(totals.toSorted((a, b) => a - b));
  expect((await by('sort=total&descending=true')).map(({ total }) => total)).toEqual(totals.toReversed());
  const numbers = (await by('sort=number')).map(({ number }) => number);
  expect(numbers).toEqual(numbers.toSorted());
  const placed = (await by('sort=placed&descending=false')).map(({ placedAt }) => placedAt);
  expect(placed).toEqual(placed.toSorted());
  const states = (await by('sort=fulfilment')).map(({ fulfilment }) => FULFILMENT_AXIS.indexOf(fulfilment));
  expect(states).toEqual(states.toSorted((a, b) => a - b));
  const due = (await by('sort=due')).map(({ dueAt }) => dueAt ?? '9');
  expect(due).toEqual(due.toSorted());
});

test('one order shows its money, its promises and who did what; it is cancelled, and what follows is done', async () => {
  const order = await place('P5', 2);
  const before = await detail(order.orderId);
  expect(before).toMatchObject({
    customer: { name: 'Zoë Ångström' },
    lines: [{ lineId: 'L1', ordered: 2, promised: 2 }],
    fulfilments: [{ state: 'new', lines: [{ assigned: 2 }] }],
    allowed: ['amend', 'cancel', 'route', 'refund'],
  });
  expect(before.timeline.map(({ kind }) => kind).sort()).toEqual([
    'fulfilment.assigned',
    'order-payment.recorded',
    'order.placed',
  ]);
  const body = { reason: 'changed-mind', asker: 'customer', note: 'Rang us' };
  const answer = await till.send('POST', `/online-orders/${order.orderId}/cancel`, body, MANAGER);
  expect(await answer.json()).toEqual({ ok: true });
  const after = await detail(order.orderId);
  expect(after).toMatchObject({ fulfilment: 'cancelled', payment: 'refund-due', money: { refundAsked: order.total } });
  const event = after.timeline.find(({ kind }) => kind === 'order.cancelled');
  expect(event).toMatchObject({ operatorName: 'Mia', reason: 'changed-mind', asker: 'customer', note: 'Rang us' });
});

test('deciding takes the permission, and an order there is', async () => {
  const order = await place('P6');
  const body = { reason: 'changed-mind' };
  expect((await till.send('POST', `/online-orders/${order.orderId}/cancel`, body, OPERATOR)).status).toBe(403);
  expect((await till.get('/online-orders', OPERATOR)).status).toBe(403);
  expect((await till.send('POST', `/online-orders/${randomUUID()}/cancel`, body, MANAGER)).status).toBe(404);
  const elsewhere = { locationId: 'nowhere' };
  const answer = await till.send('POST', `/online-orders/${order.orderId}/route`, elsewhere, MANAGER);
  expect(await answer.json()).toEqual({ ok: false, code: 'store-unknown' });
});
