import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHealth } from '#sync-server/channels/channel-health.ts';
import { chooseVariant } from '#sync-server/channels/channel-lists.ts';
import { openChannel, readWebhook } from '#sync-server/channels/client/omnitill-channel.ts';
import { NO_FAULTS } from '#sync-server/channels/fake/faults.ts';
import { addEvent } from '#sync-server/channels/generic/channel-events.ts';
import { CHANNEL_LOCKS, openChannelRunner } from '#sync-server/channels/run-channels.ts';
import { type FakeShop, openShopifyShop, openWooShop } from '#tests/fixtures/fake-shops.ts';
import { openTestChannel } from '#tests/fixtures/test-channel.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { ON_POSTGRES, openTestServer } from '#tests/fixtures/test-server.ts';

const server = openTestServer();
let woo: FakeShop;
let shopify: FakeShop;
let journalId = '';
let key = '';

beforeAll(async () => {
  if (server.missing) return;
  const { context } = server.server;
  const opening = { seed: 3, now: server.clock.now, skus: ['P1', 'P2', 'STRANGE'] };
  woo = await openWooShop(opening);
  shopify = await openShopifyShop(opening);
  const opened = await openTestChannel(
    context,
    'woo',
    { kind: 'woocommerce', url: woo.url, safetyStock: 1 },
    woo.secret,
  );
  journalId = opened.channel.journalId;
  await openTestChannel(context, 'shopify', { kind: 'shopify', url: shopify.url }, shopify.secret);
  key = (await openTestChannel(context, 'web')).key;
});
afterAll(async () => {
  if (server.missing) return;
  await woo.close();
  await shopify.close();
});

/** A minute passes, and all channels are worked. */
async function pass(ms = 61_000): Promise<void> {
  server.clock.advance(ms);
  const runner = openChannelRunner(server.server.context);
  await runner.runOnce();
  await runner.close();
}

async function ordersOf(channelId: string) {
  const { db } = server.server.context;
  return db.selectFrom('online_order').selectAll().where('channel_id', '=', channelId).orderBy('placed_at').execute();
}

test('each shop system is told what may be sold, less what is kept back, and again only when it changed', async () => {
  await pass();
  expect([woo.stockOf('P1'), shopify.stockOf('P1'), woo.stockOf('STRANGE')]).toEqual([18, 20, null]);
  const told = () =>
    server.server.context.db
      .selectFrom('channel_told')
      .select(['quantity', 'told_at'])
      .where('channel_id', '=', 'woo')
      .orderBy('variant_id')
      .execute();
  const before = await told();
  await pass();
  expect(await told()).toEqual(before);
});

test('a webhook names an order to look at; a forged one is refused, the same again changes nothing', async () => {
  const id = woo.buy([{ sku: 'P1', quantity: 1, price: 500 }], true);
  const [webhook] = woo.webhooks();
  if (!webhook) throw new Error('no webhook');
  const post = (headers: Record<string, string>, body = webhook.body) =>
    fetch(`${server.server.url}/channels/woo/webhooks`, { method: 'POST', headers, body });
  const forged = await post({ ...webhook.headers, 'x-wc-webhook-signature': 'AAAA' });
  expect([forged.status, (await forged.json()) as object]).toMatchObject([401, { code: 'unauthorised' }]);
  expect((await post(webhook.headers, webhook.body.replace('GBP', 'EUR'))).status).toBe(401);
  for (const _ of [1, 2]) expect((await post(webhook.headers)).status).toBe(200);
  await pass(1);
  expect(await ordersOf('woo')).toMatchObject([{ channel_order_id: id, total: 500, captured: 500 }]);
  const looks = await server.server.context.db.selectFrom('channel_look').selectAll().execute();
  expect(looks).toEqual([]);
});

test('an order with something that is not known here is placed with the rest, and goes on when somebody says what it is', async () => {
  const lines = [
    { sku: 'P2', quantity: 1, price: 300 },
    { sku: 'STRANGE', quantity: 2, price: 100 },
  ];
  const id = woo.buy(lines, true);
  await pass();
  const own = async () => (await ordersOf('woo')).find(({ channel_order_id }) => channel_order_id === id);
  expect(await own()).toMatchObject({ total: 300 });
  const codes = async () =>
    (await exceptionsOf(server.server.context, journalId, { onlyOpen: true })).map(({ code }) => code);
  expect(await codes()).toEqual(['channel-line-unmapped']);
  const { db } = server.server.context;
  const strange = await db
    .selectFrom('channel_variant')
    .selectAll()
    .where('channel_id', '=', 'woo')
    .where('sku', '=', 'STRANGE')
    .executeTakeFirstOrThrow();
  const product = await db.selectFrom('variant').select('variant_id').where('sku', '=', 'P3').executeTakeFirstOrThrow();
  const chosen = { externalVariantId: strange.external_variant_id, variantId: product.variant_id };
  expect(await chooseVariant(server.server.context, 'woo', chosen)).toBe('done');
  await pass(1);
  expect(await own()).toMatchObject({ total: 500 });
  expect(await codes()).toEqual([]);
});

test('of several server processes one works a channel; when it ends, the next does', async (context) => {
  if (!ON_POSTGRES) context.skip('an embedded database has one process');
  const { db } = server.server.context;
  const id = woo.buy([{ sku: 'P1', quantity: 1, price: 100 }], true);
  const isThere = async () => (await ordersOf('woo')).some(({ channel_order_id }) => channel_order_id === id);
  await db.connection().execute(async (other) => {
    await sql`select pg_advisory_lock(${CHANNEL_LOCKS}::int4, hashtext('woo'))`.execute(other);
    await pass();
    expect(await isThere()).toBe(false);
    await sql`select pg_advisory_unlock(${CHANNEL_LOCKS}::int4, hashtext('woo'))`.execute(other);
  });
  await pass();
  expect(await isThere()).toBe(true);
});

test('one that is down is left alone, and keeps no other waiting; it goes on when it is back', async () => {
  const lost = woo.buy([{ sku: 'P1', quantity: 1, price: 100 }], true);
  const found = shopify.buy([{ sku: 'P1', quantity: 1, price: 100 }], true);
  woo.setFaults({ ...NO_FAULTS, broken: 100 });
  await pass();
  expect((await ordersOf('shopify')).map(({ channel_order_id }) => channel_order_id)).toContain(found);
  expect(await readHealth(server.server.context.db, 'woo')).toMatchObject({ state: 'down' });
  woo.setFaults(NO_FAULTS);
  await pass(16 * 60_000);
  expect((await ordersOf('woo')).map(({ channel_order_id }) => channel_order_id)).toContain(lost);
  expect(await readHealth(server.server.context.db, 'woo')).toMatchObject({ state: 'well', fault: null });
});

test('what a shop system is signed in to with stands in no fact, and in no table as it is', async () => {
  const { db } = server.server.context;
  const facts = await db.selectFrom('fact').select('body').execute();
  const sealed = await db.selectFrom('channel_secret').select('sealed').execute();
  const keys = await db.selectFrom('channel_key').selectAll().execute();
  const all = [...facts.map(({ body }) => body), ...sealed.map((row) => row.sealed), Buffer.from(JSON.stringify(keys))];
  const text = all.map((bytes) => Buffer.from(bytes).toString('latin1')).join('\n');
  for (const secret of ['ck_test', 'cs_test', 'hook secret', 'shpat_test', 'app secret', key])
    expect(text).not.toContain(secret);
});

test('a site is told in order, signed, until it takes it; its client reads that, and everything else', async () => {
  const { context } = server.server;
  const taken: { headers: IncomingMessage['headers']; body: string }[] = [];
  let status = 500;
  const site = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (status === 200) taken.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  const client = openChannel({ url: server.server.url, key });
  const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}/hook`;
  const { secret = '' } = await client.setWebhook(address);
  const at = context.now().toISOString();
  for (const subject of ['one', 'two', 'one']) {
    await addEvent(context.db, 'web', { kind: 'order.ready', subject, data: { orderRef: subject }, at });
  }
  await pass();
  expect(taken).toEqual([]);
  status = 200;
  await pass();
  await pass();
  const named = (headers: IncomingMessage['headers']) => ({ get: (name: string) => String(headers[name] ?? '') });
  const nowMs = context.now().getTime();
  const told = await Promise.all(taken.map(({ headers, body }) => readWebhook(secret, named(headers), body, nowMs)));
  expect(told.flatMap((event) => (event?.kind === 'order.ready' ? [event.data.orderRef] : []))).toEqual(['one', 'two']);
  const [first] = taken;
  if (!first) throw new Error('nothing was told');
  expect(await readWebhook(secret, named(first.headers), `${first.body} `, nowMs)).toBeNull();
  expect(await readWebhook(secret, named(first.headers), first.body, nowMs + 3_600_000)).toBeNull();
  expect((await client.events()).events.filter(({ kind }) => kind === 'order.ready')).toHaveLength(2);
  await client.setWebhook(null);
  await new Promise((resolve) => site.close(resolve));
});

test('its client places, changes, pays and cancels, and says what was refused', async () => {
  const client = openChannel({ url: server.server.url, key });
  const shop = await client.shop();
  const { products } = await client.products({ search: 'P4' });
  const [product] = products;
  const [store] = shop.stores;
  if (!product || !store) throw new Error('nothing to sell');
  const placed = await client.place({
    orderRef: 'c-1',
    customer: { name: 'Ann' },
    deliveries: [{ id: 'd', method: 'pickup', storeId: store.storeId }],
    lines: [{ lineId: '1', variantId: product.variantId, quantity: 1 }],
  });
  expect(placed).toMatchObject({ total: product.amount, payment: 'unpaid' });
  const more = await client.change('c-1', { lines: [{ lineId: '2', variantId: product.variantId, quantity: 1 }] });
  expect(more.total).toBe(2 * product.amount);
  expect(await client.pay('c-1', { paymentId: 'p', step: 'captured', amount: more.total })).toMatchObject({
    payment: 'paid',
  });
  expect(await client.cancel('c-1')).toMatchObject({ total: 0, payment: 'refund-due' });
  await expect(client.order('c-none')).rejects.toMatchObject({ status: 404, code: 'not-found' });
});
