import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListingChange, ListingsAnswer } from '#contracts/http/channel-goods.ts';
import { tellAgain } from '#sync-server/channels/channel-goods.ts';
import { openChannel } from '#sync-server/channels/client/omnitill-channel.ts';
import { NO_FAULTS } from '#sync-server/channels/fake/faults.ts';
import { openChannelRunner } from '#sync-server/channels/run-channels.ts';
import { changeListings } from '#sync-server/commands/change-listings.ts';
import { type FakeShop, openShopifyShop, openWooShop } from '#tests/fixtures/fake-shops.ts';
import { openTestChannel } from '#tests/fixtures/test-channel.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const server = openTestServer();
let woo: FakeShop;
let shopify: FakeShop;
let site: ReturnType<typeof openChannel>;
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  if (server.missing) return;
  const { context, url } = server.server;
  const opening = { seed: 5, now: server.clock.now, skus: ['P1', 'P2'] };
  woo = await openWooShop(opening);
  shopify = await openShopifyShop(opening);
  await openTestChannel(context, 'woo', { kind: 'woocommerce', url: woo.url }, woo.secret);
  await openTestChannel(context, 'shopify', { kind: 'shopify', url: shopify.url }, shopify.secret);
  const { key } = await openTestChannel(context, 'web');
  site = openChannel({ url, key });
  await pass();
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

async function change(channelId: string, changes: ListingChange[], effectiveAt?: string): Promise<ListingsAnswer> {
  const request = { dryRun: false, changes, ...(effectiveAt ? { effectiveAt } : {}) };
  const answer = await changeListings(server.server.context, channelId, request, 'anna');
  if (!answer) throw new Error(`no channel ${channelId}`);
  return answer;
}

/** In so many milliseconds. */
function soon(ms: number): string {
  return new Date(server.clock.now().getTime() + ms).toISOString();
}

async function productOf(sku: string) {
  const { products } = await site.products({ search: sku, limit: 50 });
  return products.find((one) => one.sku === sku);
}

async function events() {
  const { events: all } = await site.events(0);
  return all.filter(({ kind }) => kind === 'product.changed').map(({ data }) => data);
}

test('shop systems are told what is published and for how much, and hide what is unpublished, which then has no stock for sale', async () => {
  for (const [channelId, shop] of [
    ['woo', woo],
    ['shopify', shopify],
  ] as const) {
    await change(channelId, [{ sku: 'P1', status: { to: 'published' }, amount: { to: 149 } }]);
    await change(channelId, [{ sku: 'P2', status: { to: 'unpublished' } }]);
    await change(channelId, [{ sku: 'P3', status: { to: 'published' } }]);
    await pass();
    expect(shop.listingOf('P1')).toEqual({ isShown: true, price: '1.49' });
    expect(shop.listingOf('P2')).toMatchObject({ isShown: false });
    expect([shop.stockOf('P1'), shop.stockOf('P2')]).toEqual([20, 0]);
    // Made there, at the price of the store that sells.
    expect(shop.listingOf('P3')).toEqual({ isShown: true, price: '3.00' });
  }
});

test('a published product that its shop system lacks is made once, however often its answer is lost', async () => {
  woo.setFaults({ ...NO_FAULTS, lostAnswer: 100 });
  await change('woo', [{ sku: 'P4', status: { to: 'published' } }]);
  await pass();
  woo.setFaults(NO_FAULTS);
  await pass(HOUR_MS);
  const row = () =>
    server.server.context.db
      .selectFrom('channel_variant')
      .select('external_variant_id')
      .where('channel_id', '=', 'woo')
      .where('sku', '=', 'P4')
      .execute();
  expect(await row()).toHaveLength(1);
  await pass();
  expect(await row()).toHaveLength(1);
});

test('what begins later begins then: the list of products, the price that is paid, and the event follow', async () => {
  const at = soon(HOUR_MS);
  await change('web', [{ sku: 'P5', status: { to: 'unpublished' } }], at);
  await change('web', [{ sku: 'P6', amount: { to: 555 } }], at);
  expect([(await productOf('P5'))?.amount, (await productOf('P6'))?.amount]).toEqual([500, 600]);
  await pass();
  expect(await events()).toEqual([]);
  await pass(HOUR_MS);
  expect(await productOf('P5')).toBeUndefined();
  expect((await productOf('P6'))?.amount).toBe(555);
  const told = (await events()).map(({ offered, amount }) => [offered, amount]);
  expect(told).toHaveLength(2);
  expect(told).toEqual(
    expect.arrayContaining([
      [false, null],
      [true, 555],
    ]),
  );
  await pass();
  expect(await events()).toHaveLength(2);
});

test('told again on demand, of one product', async () => {
  const before = (await events()).length;
  const product = await productOf('P6');
  await tellAgain(server.server.context, 'web', [product?.variantId ?? '']);
  await pass();
  expect(await events()).toHaveLength(before + 1);
});

test('changes of two people hold where they are of two fields; of the same field the second is refused, the same again changes nothing', async () => {
  const first = await change('web', [{ sku: 'P7', status: { was: null, to: 'unpublished' } }]);
  expect(first.refused).toEqual([]);
  const second = await change('web', [{ sku: 'P7', amount: { was: null, to: 700 } }]);
  expect(second.done[0]?.after).toEqual({ status: 'unpublished', amount: 700, safetyStock: [] });
  const third = await change('web', [{ sku: 'P7', status: { was: null, to: 'published' } }]);
  expect(third.refused).toMatchObject([{ code: 'change-conflict' }]);
  const again = await change('web', [{ sku: 'P7', amount: { was: null, to: 700 } }]);
  expect(again.done[0]?.back).toBeNull();
});

test('what was done is taken back, also what had yet to begin', async () => {
  const at = soon(HOUR_MS);
  const now = await change('web', [
    { sku: 'P8', status: { to: 'unpublished' }, safetyStock: [{ locationId: null, to: 3 }] },
  ]);
  const later = await change('web', [{ sku: 'P8', status: { to: 'published' } }], at);
  const back = (answer: ListingsAnswer) => answer.done.flatMap((one) => one.back ?? []);
  expect((await change('web', back(later), at)).refused).toEqual([]);
  expect((await change('web', back(now))).done[0]?.after).toEqual({ status: null, amount: null, safetyStock: [] });
  const rows = server.server.context.db
    .selectFrom('channel_listing')
    .select('effective_at')
    .where('channel_id', '=', 'web');
  expect(await rows.where('effective_at', '=', new Date(at)).execute()).toEqual([]);
});

test('nothing of a product and not the product itself is changed where one that nobody knows is named', async () => {
  const answer = await change('web', [{ line: 2, sku: 'NOBODY', status: { to: 'published' } }]);
  expect(answer).toMatchObject({ done: [], refused: [{ line: 2, key: 'NOBODY', code: 'variant-unknown' }] });
});

test('safety stock of a product at a store is kept back before that of the product, the store and the channel', async () => {
  const stock = async () => (await productOf('P9'))?.stock.map(({ available }) => available);
  expect(await stock()).toEqual([10, 10]);
  await change('web', [{ sku: 'P9', safetyStock: [{ locationId: null, to: 4 }] }]);
  expect(await stock()).toEqual([6, 6]);
  await change('web', [{ sku: 'P9', safetyStock: [{ locationId: 'NYC-shelf', to: 9 }] }]);
  expect(await stock()).toEqual([6, 1]);
  await change('web', [{ sku: 'P9', safetyStock: [{ locationId: null, to: null }] }]);
  expect(await stock()).toEqual([10, 1]);
});
