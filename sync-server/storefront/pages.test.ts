import { expect, test } from 'vitest';
import type { Order, Product } from '#sync-server/channels/client/omnitill-channel.ts';
import { lacksAt, lacksSent, linesOf, postageOf, withQuantity } from './basket.ts';
import { html } from './html.ts';
import { sentenceOf, stepsOf } from './order-progress.ts';
import { fill, languageOf } from './words.ts';
import { ENGLISH } from './words-en.ts';
import { CHINESE } from './words-zh.ts';

test('what is put into HTML is text, in lists too, unless it is HTML', () => {
  const nasty = `<a href='x'>"&`;
  expect(html`<p title="${nasty}">${[nasty, html`<b>${nasty}</b>`]}${null}${false}${0}</p>`.text).toBe(
    '<p title="&lt;a href=&#39;x&#39;&gt;&quot;&amp;">&lt;a href=&#39;x&#39;&gt;&quot;&amp;<b>&lt;a href=&#39;x&#39;&gt;&quot;&amp;</b>0</p>',
  );
});

test('both languages say the same things and fill in the same', () => {
  const flat = (words: object, path = ''): [string, string][] =>
    Object.entries(words).flatMap(([key, value]): [string, string][] =>
      typeof value === 'string' ? [[path + key, value]] : flat(value as object, `${path}${key}.`),
    );
  const holes = (words: object) =>
    flat(words).map(([key, text]) => [key, [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort()]);
  expect(holes(CHINESE)).toEqual(holes(ENGLISH));
  expect(flat(CHINESE).filter(([, text]) => text.trim() === '')).toEqual([]);
  expect(fill('{a} of {b}', { a: '{b}', b: 2 })).toBe('{b} of 2');
});

test('the language is the first by weight that is spoken (RFC 9110, 12.5.4)', () => {
  expect(['zh-TW', 'en-GB,zh;q=0.9', 'fr,zh;q=0.3,en;q=0.8', 'en;q=0,zh', '', 'de'].map(languageOf)).toEqual([
    ...(['zh-CN', 'en', 'en', 'zh-CN', 'en', 'en'] as const),
  ]);
});

const tea: Product = {
  ...{ variantId: 'tea', productId: 'tea', sku: 'T', gtins: [], name: 'Tea', categoryId: 'c', category: 'Food' },
  ...{ unit: 'each', amount: 250, pictures: [], available: 5 },
  stock: [
    { storeId: 'a', available: 2 },
    { storeId: 'b', available: 3 },
  ],
};
const cheese: Product = { ...tea, variantId: 'cheese', unit: 'kg', amount: 1150, available: 12_500 };

test('a basket has each product once, in steps of its unit, and no more than can be', () => {
  const one = withQuantity([], tea, 2);
  expect(withQuantity(one, tea, 3)).toEqual([['tea', 3]]);
  expect(withQuantity(one, tea, 0)).toEqual([]);
  expect(withQuantity(one, tea, 999)).toEqual([['tea', 20]]);
  expect(withQuantity(one, cheese, 600)).toEqual([
    ['tea', 2],
    ['cheese', 500],
  ]);
  const full = Array.from({ length: 30 }, (_, at): [string, number] => [`p${at}`, 1]);
  expect(withQuantity(full, tea, 1)).toEqual(full);
});

test('lines cost what they cost now; what is offered no more falls out', () => {
  const products = new Map([tea, cheese].map((product) => [product.variantId, product]));
  const lines = linesOf([...[['tea', 3] as [string, number]], ['cheese', 750], ['gone', 1]], products);
  expect(lines.map(({ amount }) => amount)).toEqual([750, 863]);
  expect(lacksAt(lines, 'a')).toMatchObject([{ product: tea, left: 2 }, { product: cheese }]);
  expect(lacksSent(lines)).toEqual([]);
  const wine = { ...tea, minimumAge: 18 };
  expect(lacksSent([{ product: wine, quantity: 1, amount: 250 }])).toMatchObject([{ onlyCollected: true }]);
});

test('postage is of the currency’s own digits, and ends at its sum', () => {
  const in_ = (code: string, digits: number) => ({ currency: { code, digits } });
  expect(postageOf(in_('GBP', 2), 3999)).toEqual({ amount: 395, freeFrom: 4000 });
  expect(postageOf(in_('GBP', 2), 4000).amount).toBe(0);
  expect(postageOf(in_('KWD', 3), 0)).toEqual({ amount: 3950, freeFrom: 40_000 });
});

const order = (change: Partial<Order>): Order => ({
  ...{ orderRef: 'r', orderId: 'o', number: 'W-1', placedAt: '2026-11-22T10:00:00.000Z', updatedAt: '' },
  ...{
    currency: 'GBP',
    placed: true,
    unmapped: [],
    total: 100,
    payment: 'paid',
    fulfilment: 'promised',
    return: 'none',
  },
  money: { authorised: 0, voided: 0, captured: 100, refunded: 0 },
  may: { change: true, cancel: true, return: false },
  ...{
    customer: { name: 'Ann' },
    deliveries: [{ id: '1', method: 'pickup' }],
    lines: [],
    charges: [],
    fulfilments: [],
  },
  ...change,
});
const part = (state: string, pickupCode: string | null = null): Order['fulfilments'][number] => ({
  ...{ fulfilmentId: 'f', deliveryId: '1', storeId: 'a', method: 'pickup', state, promisedBy: null },
  ...{ readyAt: pickupCode === null ? null : '2026-11-22T11:00:00.000Z', pickupCode, lines: [], parcels: [] },
});

test('an order’s sentence and steps follow from where its goods are', () => {
  const shown = (change: Partial<Order>) => {
    const steps = stepsOf(order(change)).map(({ name, state }) => `${name} ${state}`);
    return [sentenceOf(order(change)), steps.find((step) => step.endsWith('now')) ?? steps.at(-1)];
  };
  expect(shown({})).toEqual(['received', 'paid now']);
  expect(shown({ fulfilments: [part('new')] })).toEqual(['received', 'paid now']);
  expect(shown({ fulfilments: [part('refused'), part('new')] })).toEqual(['received', 'paid now']);
  expect(shown({ fulfilments: [part('picking')] })).toEqual(['preparing', 'preparing now']);
  expect(shown({ fulfilments: [part('ready', 'A')] })).toEqual(['ready', 'ready now']);
  expect(shown({ fulfilments: [part('ready', 'A'), part('picking')] })).toEqual(['someReady', 'preparing now']);
  expect(shown({ fulfilment: 'fulfilled' })).toEqual(['collected', 'collected done']);
  const sent = { fulfilment: 'fulfilled', deliveries: [{ id: '1', method: 'ship' as const }] };
  expect(shown(sent)).toEqual(['sent', 'sent done']);
  expect(shown({ fulfilment: 'cancelled', fulfilments: [part('ready')] })).toEqual(['cancelled', 'paid done']);
});
