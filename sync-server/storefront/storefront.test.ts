import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readKeys, revokeKey } from '#sync-server/channels/channel-keys.ts';
import { type ChannelClient, openChannel, type Product } from '#sync-server/channels/client/omnitill-channel.ts';
import { workOrders } from '#sync-server/fulfilment/work-orders.ts';
import { type App, buildApp } from '#sync-server/http/app.ts';
import { openTestChannel } from '#tests/fixtures/test-channel.ts';
import { openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';
import { byManager } from '#tests/fixtures/test-stock.ts';
import { openStorefront } from './open-storefront.ts';

const shop = openTestServer();
openManager(shop);
let app: App;
let url = '';
let key = '';
let api: ChannelClient;
let till: TestRegister;

async function serve(): Promise<void> {
  app = await buildApp({ ...shop.server.context, storefront: { key } });
  url = await app.listen({ host: '127.0.0.1', port: 0 });
}

beforeAll(async () => {
  if (shop.missing) return;
  ({ key } = await openTestChannel(shop.server.context, 'web'));
  await serve();
  api = openChannel({ url: shop.server.url, key });
  till = await enrolTestRegister(shop.server);
});
afterAll(async () => {
  await app?.close();
});

/** What a browser does: it follows, keeps cookies, and says who asks. */
class Browser {
  readonly cookies = new Map<string, string>();
  readonly headers: Record<string, string>;
  at = '';
  status = 0;
  page = '';

  constructor(headers: Record<string, string> = {}) {
    this.headers = headers;
  }

  async go(path: string, form?: Record<string, string>): Promise<this> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = form
      ? { method: 'POST', body: new URLSearchParams(form), headers: { ...this.headers, cookie, origin: url } }
      : { headers: { ...this.headers, cookie } };
    const answer = await fetch(url + path, { ...sent, redirect: 'manual' });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      this.cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const to = answer.headers.get('location');
    if (answer.status === 303 && to !== null) return this.go(to);
    this.at = path;
    this.status = answer.status;
    this.page = await answer.text();
    return this;
  }

  field(name: string): string {
    return new RegExp(`name="${name}" value="([^"]*)"`).exec(this.page)?.[1] ?? '';
  }

  /** Everything that the payment page asks for. */
  payment(card = 'good'): Record<string, string> {
    return { ref: this.field('ref'), token: this.field('token'), amount: this.field('amount'), card };
  }
}

async function productOf(sku: string): Promise<Product> {
  const { products } = await api.products({ search: sku });
  const product = products.find((one) => one.sku === sku);
  if (!product) throw new Error(`no ${sku}`);
  return product;
}

const ANN = { name: 'Ann Lee', email: 'ann@example.com' };

async function toPayment(sku: string, quantity: number, store = STORE): Promise<Browser> {
  const browser = new Browser();
  const { variantId } = await productOf(sku);
  await browser.go('/shop/basket', { variant: variantId, how: 'add', quantity: String(quantity) });
  expect(browser.at).toBe(`/shop/products/${variantId}?added=1`);
  await browser.go('/shop/checkout/pickup', { ...ANN, store });
  expect(browser.at).toBe('/shop/pay');
  return browser;
}

async function buy(sku: string, quantity: number): Promise<{ browser: Browser; ref: string; at: string }> {
  const browser = await toPayment(sku, quantity);
  await browser.go('/shop/pay', browser.payment());
  expect(browser.at).toContain('?news=placed');
  const [at = ''] = browser.at.split('?');
  await workOrders(shop.server.context);
  return { browser, at, ref: at.split('/')[3] ?? '' };
}

beforeEach(() => {
  shop.clock.advance(61_000);
});

describe('looking', () => {
  test('pages load nothing from elsewhere, and say nothing that was said to them unescaped', async () => {
    const answer = await fetch(`${url}/shop`);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    const browser = await new Browser().go(`/shop/search?${new URLSearchParams({ q: '"><script>alert(1)</script>' })}`);
    expect(browser.page).not.toContain('<script>alert');
    expect(browser.page).toContain('&quot;&gt;&lt;script&gt;');
  });

  test('a product says how much of it lies in which store, and when it may be fetched', async () => {
    const { variantId } = await productOf('P4');
    const { page } = await new Browser().go(`/shop/products/${variantId}`);
    expect(page).toContain('£4.00');
    expect(page.match(/10 left/g)).toHaveLength(2);
    expect(page).toMatch(/ready today by 1\d:\d\d/);
  });

  test('what a browser prefers is spoken, until another language is chosen', async () => {
    const browser = await new Browser({ 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.5' }).go('/shop');
    expect(browser.page).toContain('<html lang="zh-CN">');
    await browser.go('/shop/language', { to: 'en', back: '/shop/basket' });
    expect(browser.at).toBe('/shop/basket');
    expect(browser.page).toContain('Your basket is empty.');
    await browser.go('/shop/language', { to: 'zh-CN', back: '//elsewhere.example' });
    expect(browser.at).toBe('/shop');
  });

  test('what there is not, and what nobody can mean, is answered with a page', async () => {
    for (const path of [
      '/nothing',
      '/products/none',
      '/categories/none',
      '/orders/x/y',
      '/pictures/zz',
      '/search?cursor=x',
    ]) {
      const browser = await new Browser().go(`/shop${path}`);
      expect([path, browser.status >= 400 && browser.status < 500]).toEqual([path, true]);
      expect(browser.page).toContain('<main');
    }
    const foreign = await fetch(`${url}/shop/basket`, {
      method: 'POST',
      headers: { origin: 'http://elsewhere.example' },
      body: new URLSearchParams({ variant: 'x', how: 'add' }),
    });
    expect(foreign.status).toBe(403);
  });

  test('pictures come from the channel, by way of the shop', async () => {
    const bytes = Buffer.from('a picture');
    const hash = createHash('sha256').update(bytes).digest('hex');
    const row = { hash, type: 'image/webp', width: 1, height: 1, bytes, added_at: shop.clock.now() } as const;
    const values = { ...row, thumbnail_type: 'image/webp', thumbnail: bytes } as const;
    await shop.server.context.db.insertInto('picture').values(values).execute();
    const answer = await fetch(`${url}/shop/pictures/${hash}`);
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['image/webp', 'a picture']);
    expect((await fetch(`${url}/shop/pictures/${'0'.repeat(64)}`)).status).toBe(404);
  });

  test('a cookie that somebody else wrote counts for nothing', async () => {
    const { variantId } = await productOf('P5');
    const browser = new Browser();
    const text = Buffer.from(JSON.stringify([[variantId, 3]])).toString('base64url');
    browser.cookies.set('shop-basket', `${text}.${createHmac('sha256', 'guess').update(text).digest('base64url')}`);
    expect((await browser.go('/shop/basket')).page).toContain('Your basket is empty.');
  });

  test('it is served where it is switched on, and nowhere else', async () => {
    expect((await fetch(`${shop.server.url}/shop`)).status).toBe(404);
  });
});

describe('buying', () => {
  test('what is paid is an order of the channel, promised by the store that was chosen', async () => {
    const { ref, browser } = await buy('P1', 2);
    expect(browser.page).toContain('Thank you, Ann Lee!');
    const order = await api.order(ref);
    expect(order).toMatchObject({ total: 200, payment: 'paid', fulfilment: 'promised', customer: ANN });
    expect(order.fulfilments).toMatchObject([{ storeId: STORE, method: 'pickup', pickupCode: null }]);
    expect((await productOf('P1')).stock).toMatchObject([{ storeId: STORE, available: 8 }, { available: 10 }]);
    await browser.go('/shop/basket');
    expect(browser.page).toContain('Your basket is empty.');
    await browser.go('/shop/orders');
    expect(browser.page).toContain(order.number);
  });

  test('who presses twice pays once, and who comes back is shown the order', async () => {
    const browser = await toPayment('P2', 1);
    const twin = new Browser();
    for (const [name, value] of browser.cookies) twin.cookies.set(name, value);
    const form = browser.payment();
    await Promise.all([browser.go('/shop/pay', form), twin.go('/shop/pay', form)]);
    expect(twin.at).toBe(browser.at);
    expect((await api.order(form.ref ?? '')).money).toMatchObject({ captured: 200 });
    await browser.go('/shop/pay', form);
    expect(browser.at).toContain(`/shop/orders/${form.ref}/`);
    expect((await productOf('P2')).available).toBeGreaterThanOrEqual(19);
  });

  test('a card that is declined takes nothing and places nothing; the basket stays', async () => {
    const browser = await toPayment('P3', 1);
    const form = browser.payment('declined');
    await browser.go('/shop/pay', form);
    expect([browser.status, browser.page.includes('The card was declined')]).toEqual([422, true]);
    await expect(api.order(form.ref ?? '')).rejects.toMatchObject({ status: 404 });
    await browser.go('/shop/pay', browser.payment());
    expect(browser.at).toContain('?news=placed');
  });

  test('what is sold out in the meantime is said before anything is paid, with what can be done', async () => {
    const browser = await toPayment('P6', 4);
    await buy('P6', 8);
    const form = browser.payment();
    await browser.go('/shop/pay', form);
    expect(browser.page).toContain('Product 6: Shop LON has only 2 left.');
    expect(browser.page).toContain('href="/shop/checkout/pickup"');
    await expect(api.order(form.ref ?? '')).rejects.toMatchObject({ status: 404 });
    await browser.go('/shop/checkout/pickup', { ...ANN, store: STORE });
    expect([browser.status, browser.page.includes('Choose a store that has all of it.')]).toEqual([422, true]);
    await browser.go('/shop/checkout/pickup', { ...ANN, store: OTHER_STORE });
    await browser.go('/shop/pay', browser.payment());
    expect(browser.at).toContain('?news=placed');
  });

  test('what changed since the payment was shown is shown again before it is paid', async () => {
    const browser = await toPayment('P7', 1);
    const form = browser.payment();
    const { variantId } = await productOf('P7');
    await browser.go('/shop/basket', { variant: variantId, how: 'set', quantity: '2' });
    await browser.go('/shop/pay', form);
    expect(browser.page).toContain('Your basket or a price has changed');
    expect(browser.field('amount')).toBe('1400');
  });

  test('it is sent for postage that is not asked for of whoever buys much', async () => {
    const browser = new Browser();
    const { variantId } = await productOf('P8');
    await browser.go('/shop/basket', { variant: variantId, how: 'add', quantity: '1' });
    await browser.go('/shop/checkout/delivery', { ...ANN, email: 'nobody', address: '1 Road' });
    expect(browser.page).toContain('Enter an e-mail address');
    expect(browser.page).toContain('Enter your postcode.');
    expect(browser.page).toContain('value="1 Road"');
    const where = { address: '1 Road', postalCode: 'N1 1AA', city: 'London' };
    await browser.go('/shop/checkout/delivery', { ...ANN, ...where });
    const form = browser.payment();
    expect(form.amount).toBe('1195');
    await browser.go('/shop/pay', form);
    const order = await api.order(form.ref ?? '');
    expect(order).toMatchObject({ total: 1195, charges: [{ kind: 'shipping', amount: 395 }], payment: 'paid' });
    expect(order.deliveries).toMatchObject([{ method: 'ship', address: { city: 'London', country: 'US' } }]);
  });

  test('a server that starts again in the middle has lost nothing', async () => {
    const browser = await toPayment('P9', 1);
    await app.close();
    await serve();
    const form = browser.payment();
    await browser.go('/shop/pay', form);
    expect(browser.at).toContain('?news=placed');
    expect(await api.order(form.ref ?? '')).toMatchObject({ payment: 'paid' });
  });
});

describe('afterwards', () => {
  test('an order is shown at its own address and at no other', async () => {
    const { at } = await buy('P10', 1);
    const stranger = await new Browser().go(at);
    expect(stranger.page).toContain('Product 10');
    const wrong = at.replace(/[^/]{43}$/, 'x'.repeat(43));
    expect((await new Browser().go(wrong)).status).toBe(404);
  });

  test('it is cancelled once, however often that is pressed', async () => {
    const { browser, at, ref } = await buy('P11', 3);
    const request = browser.field('request');
    for (const _ of [1, 2]) {
      await browser.go(`${at}/cancel`, { request, what: 'all' });
      expect(browser.page).toContain('This order was cancelled.');
    }
    expect(await api.order(ref)).toMatchObject({ fulfilment: 'cancelled', total: 0 });
    await browser.go(`${at}/cancel`, { request: 'A'.repeat(20), what: 'all' });
    expect(browser.page).toContain('That is no longer possible');
    await browser.go(`${at}/cancel`, { request: 'B'.repeat(20), what: 'chosen' });
    expect(browser.page).toContain('Choose what to cancel.');
    for (const _ of [1, 2]) await workOrders(shop.server.context);
    expect((await productOf('P11')).available).toBe(20);
    const { orderId, money } = await api.order(ref);
    const { db } = shop.server.context;
    const asked = await db
      .selectFrom('channel_outbox')
      .select(['kind', 'payload'])
      .where('order_id', '=', orderId)
      .execute();
    const refunds = asked.filter(({ kind }) => kind === 'refund');
    expect(refunds).toEqual([{ kind: 'refund', payload: expect.objectContaining({ amount: money.captured }) }]);
  });

  test('its code is shown when it is ready; it is collected; a return is announced', async () => {
    const { browser, at, ref } = await buy('P12', 2);
    const [{ fulfilmentId } = { fulfilmentId: '' }] = (await api.order(ref)).fulfilments;
    const { db } = shop.server.context;
    const rows = await db.selectFrom('fulfilment_line').selectAll().where('fulfilment_id', '=', fulfilmentId).execute();
    const locationId = `${STORE}-shelf`;
    const own = rows.map(({ line_id, variant_id }) => ({ lineId: line_id, variantId: variant_id ?? '' }));
    await till.push([
      byManager(till, 'fulfilment.decided', { fulfilmentId, decision: 'accept' }),
      byManager(till, 'pick.recorded', {
        fulfilmentId,
        locationId,
        lines: own.map((line) => ({ ...line, picked: 2 })),
      }),
      byManager(till, 'fulfilment.readied', { fulfilmentId, bags: 1 }),
    ]);
    await workOrders(shop.server.context);
    const [ready] = (await api.order(ref)).fulfilments;
    expect(ready?.pickupCode).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{4}$/);
    await browser.go(at);
    expect(browser.page).toContain(`<p class="digits">${ready?.pickupCode}</p>`);
    const proof = { kind: 'code', how: 'typed' } as const;
    const lines = own.map((line) => ({ ...line, quantity: 2 }));
    await till.push([
      byManager(till, 'fulfilment.handed-over', { fulfilmentId, locationId, lines, proof, collector: 'customer' }),
    ]);
    await workOrders(shop.server.context);
    await browser.go(at);
    expect(browser.page).toContain('You have collected it.');
    expect(browser.page).not.toContain('class="digits"');
    const request = browser.field('request');
    await browser.go(`${at}/return`, { request, 'line-1': '1', reason: 'faulty', method: 'store' });
    expect(browser.page).toContain('1 announced as a return');
    expect((await api.order(ref)).lines).toMatchObject([{ gone: 2, returnAsked: 1 }]);
  });
});

test('its key is made at first and kept; another is made where it was revoked', async () => {
  const { context } = shop.server;
  const dataDir = mkdtempSync(join(tmpdir(), 'omnitill-storefront-'));
  const open = (channelId = 'web') => openStorefront(context, { channelId, dataDir });
  const first = await open();
  expect(await open()).toEqual(first);
  const [newest] = await readKeys(context.db, 'web');
  await revokeKey(context, { channelId: 'web', keyId: newest?.keyId ?? '' });
  expect(await open()).not.toEqual(first);
  await expect(open('nowhere')).rejects.toThrow('no generic channel nowhere');
  rmSync(dataDir, { recursive: true, force: true });
});
