import { beforeAll, describe, expect, test } from 'vitest';
import type { OrderRequest, OrderState } from '#contracts/http/channel-api.ts';
import { eraseOrderPersons } from '#sync-server/db/erase-order-persons.ts';
import { openTestChannel } from '#tests/fixtures/test-channel.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
let key = '';
let journalId = '';

beforeAll(async () => {
  if (shop.missing) return;
  const opened = await openTestChannel(shop.server.context, 'web');
  key = opened.key;
  journalId = opened.channel.journalId;
});

async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const type: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(`${shop.server.url}/channel/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...type, ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const orderOf = (orderRef: string, more: Partial<OrderRequest> = {}): OrderRequest => ({
  orderRef,
  customer: { name: 'Ann Lee', email: 'ann@example.com' },
  deliveries: [{ id: 'd', method: 'pickup', storeId: STORE }],
  lines: [{ lineId: 'a', sku: 'P1', quantity: 2 }],
  payments: [{ paymentId: 'pay', step: 'captured', amount: 200 }],
  ...more,
});

async function place(orderRef: string, more: Partial<OrderRequest> = {}): Promise<OrderState> {
  const { status, body } = await call('POST', '/orders', orderOf(orderRef, more));
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as OrderState;
}

async function factsOf(orderId: string): Promise<string[]> {
  const rows = await shop.server.context.db.selectFrom('fact').select(['kind', 'body']).orderBy('seq').execute();
  return rows.flatMap(({ kind, body }) => (Buffer.from(body).toString('utf8').includes(orderId) ? [kind] : []));
}

describe('a site sells through the HTTP API', () => {
  test('it learns its stores, its currency, and what may be sold where', async () => {
    const info = await call('GET', '');
    expect(info.body).toMatchObject({ channelId: 'web', currency: { code: 'GBP', digits: 2 } });
    expect(info.body.stores).toMatchObject([{ storeId: 'LON' }, { storeId: 'NYC' }]);
    const { body } = await call('GET', '/products?search=Product%201&limit=3');
    expect(body).toMatchObject({ total: 12, cursor: '3' });
    const [one, other] = body.products as { variantId: string }[];
    const both = await call('GET', `/products?variantId=${one?.variantId},${other?.variantId}`);
    expect(both.body).toMatchObject({ products: [one, other], total: 2 });
    const product = await call('GET', '/products?search=P20');
    expect(product.body.products).toMatchObject([
      { sku: 'P20', amount: 2000, available: 20, stock: [{ storeId: 'LON', available: 10 }, { available: 10 }] },
    ]);
  });

  test('it learns its categories, with as many products as there are in them', async () => {
    const { body } = await call('GET', '/categories');
    const categories = body.categories as { categoryId: string; products: number }[];
    expect(categories.length).toBeGreaterThan(0);
    for (const { categoryId, products } of categories) {
      expect((await call('GET', `/products?limit=1&categoryId=${categoryId}`)).body.total).toBe(products);
    }
  });

  test('an order is placed once, with what it costs, however often it is sent', async () => {
    const first = await place('w-1');
    expect(first).toMatchObject({ placed: true, total: 200, money: { captured: 200 }, payment: 'paid', unmapped: [] });
    expect(await place('w-1')).toMatchObject({ orderId: first.orderId });
    expect(await factsOf(first.orderId)).toEqual(['order.placed', 'order-payment.recorded']);
    const other = await call('POST', '/orders', orderOf('w-1', { note: 'something else' }));
    expect([other.status, other.body.code]).toEqual([409, 'request-repeated']);
  });

  test('what is personal of it stands in no fact', async () => {
    await place('w-2', { note: 'ring twice' });
    const rows = await shop.server.context.db.selectFrom('fact').select('body').execute();
    const all = rows.map(({ body }) => Buffer.from(body).toString('utf8')).join('\n');
    expect(all).not.toContain('Ann Lee');
    expect(all).not.toContain('ring twice');
    expect((await call('GET', '/orders/w-2')).body).toMatchObject({
      customer: { name: 'Ann Lee' },
      note: 'ring twice',
    });
  });

  test('more is bought, some is cancelled, each once for each key', async () => {
    const { orderId } = await place('w-3');
    const change = { lines: [{ lineId: 'b', sku: 'P2', quantity: 1 }] };
    const named = { 'idempotency-key': 'k1' };
    for (const _ of [1, 2]) {
      const { status, body } = await call('PATCH', '/orders/w-3', change, named);
      expect([status, body.total]).toEqual([200, 400]);
    }
    const cancel = { lines: [{ lineId: 'a', quantity: 1 }] };
    for (const _ of [1, 2]) {
      const { body } = await call('POST', '/orders/w-3/cancellations', cancel, { 'idempotency-key': 'k2' });
      expect(body).toMatchObject({ total: 300, payment: 'partly-paid' });
    }
    const again = await call('POST', '/orders/w-3/cancellations', {}, named);
    expect([again.status, again.body.code]).toEqual([409, 'request-repeated']);
    const whole = await call('POST', '/orders/w-3/cancellations', {}, { 'idempotency-key': 'k3' });
    expect(whole.body).toMatchObject({ total: 0, fulfilment: 'cancelled', may: { cancel: false } });
    const more = await call('POST', '/orders/w-3/cancellations', {}, { 'idempotency-key': 'k4' });
    expect([more.status, more.body.code]).toEqual([409, 'order-too-far']);
    const kinds = await factsOf(orderId);
    expect(kinds.filter((kind) => kind.startsWith('order.'))).toEqual([
      ...['order.placed', 'order.amended', 'order.cancelled', 'order.cancelled'],
    ]);
  });

  test('a payment counts once for each step', async () => {
    await place('w-4', { payments: [] });
    const pay = { paymentId: 'p', step: 'captured', amount: 200 };
    for (const _ of [1, 2]) {
      expect((await call('POST', '/orders/w-4/payments', pay)).body).toMatchObject({ money: { captured: 200 } });
    }
  });

  test('what is not known here is not lost: the rest is placed, and it follows when it is known', async () => {
    const lines = [
      { lineId: 'a', sku: 'P3', quantity: 1 },
      { lineId: 'x', sku: 'NEW', name: 'Brand new', quantity: 1, amount: 990 },
    ];
    const state = await place('w-5', { lines, payments: [] });
    expect(state).toMatchObject({ placed: true, total: 300, unmapped: ['x'] });
    const open = await exceptionsOf(shop.server.context, journalId, { onlyOpen: true });
    expect(open.map(({ code }) => code)).toContain('channel-line-unmapped');
    const bare = await call('POST', '/orders', orderOf('w-6', { lines: [{ lineId: 'x', sku: 'NEW', quantity: 1 }] }));
    expect([bare.status, bare.body.code]).toEqual([422, 'variant-unknown']);
  });

  test('what a site said of a member goes with them', async () => {
    await place('w-8', { customer: { name: 'Mia Known', memberId: 'mia' } });
    await eraseOrderPersons(shop.server.context.db, 'mia');
    expect((await call('GET', '/orders/w-8')).status).toBe(404);
  });

  test('what cannot be is refused, and changes nothing', async () => {
    const astray = orderOf('w-7', { lines: [{ lineId: 'a', sku: 'P1', quantity: 1, deliveryId: 'nowhere' }] });
    const homeless = orderOf('w-7', { deliveries: [{ id: 'd', method: 'ship' }] });
    for (const wrong of [astray, homeless]) {
      const { status, body } = await call('POST', '/orders', wrong);
      expect([status, body.code]).toEqual([400, 'body-invalid']);
    }
    expect((await call('GET', '/orders/w-7')).status).toBe(404);
    expect((await call('PATCH', '/orders/w-4', { charges: [] })).status).toBe(400);
    expect((await call('GET', '', undefined, { authorization: 'Bearer otk_nonsense' })).status).toBe(401);
  });
});
