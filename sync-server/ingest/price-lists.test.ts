import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { LinePriceList } from '#domain/pricing/price-list.ts';
import { changeCustomerGroup, groupMember } from '#sync-server/commands/change-customer-group.ts';
import { changePriceList } from '#sync-server/commands/change-price-list.ts';
import { enrolMember } from '#sync-server/commands/enrol-member.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type Sold } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR, OTHER_STORE, productRows, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
const [GROUP, OTHER_GROUP] = ['trade', 'staff'];
const LIST: PriceList = {
  listId: '0197a000-0000-7000-8000-0000000000aa',
  name: 'Trade',
  currency: 'GBP',
  groupIds: [GROUP],
  storeIds: [STORE],
  from: '2026-01-01T00:00:00.000Z',
  until: '2026-06-01T00:00:00.000Z',
  priority: 0,
  // P2 and P4 are cups, P1 and P3 teas.
  rules: [{ ppm: 100_000 }, { categoryId: 'cups', ppm: 200_000 }],
};
const AT = '2026-03-01T10:00:00.000Z';
let memberId: string;
let p1: Sold;
let p2: Sold;

async function change(
  list: PriceList | null,
  base: number,
  entries: [Sold, number, number | null][] = [],
): Promise<void> {
  const answer = await changePriceList(
    shop.server.context,
    {
      changeId: randomUUID(),
      listId: LIST.listId,
      ...(list ? { list: { base, after: list } } : {}),
      entries: entries.map(([{ variantId }, version, amount]) => ({ variantId, base: version, amount })),
    },
    OPERATOR,
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer));
}

beforeAll(async () => {
  if (shop.missing) return;
  const { context } = shop.server;
  for (const groupId of [GROUP, OTHER_GROUP])
    await changeCustomerGroup(context, { revision: 0, group: { groupId, name: groupId } }, null);
  const enrolled = await enrolMember(context, { cardNumber: 'C-1', name: 'Mel' });
  if (!enrolled.ok) throw new Error(enrolled.reason);
  memberId = enrolled.memberId;
  await groupMember(context, memberId, { base: null, groupId: GROUP }, null);
  [p1, p2] = [await productOf(shop.server, 'P1', 2), await productOf(shop.server, 'P2', 1)];
  await change(LIST, 0, [[p1, 0, 60]]);
});

type Listed = Sold & { priceList?: LinePriceList; priceOverride?: object; labelAmount?: number; priceSource?: string };

/** As a till makes it: at the list's price, which names its list and versions. */
function listed(sold: Sold, unitPrice: number, more: Partial<LinePriceList> = {}, own: Partial<Listed> = {}): Listed {
  const priceList = { listId: LIST.listId, name: 'Trade', version: 1, basePrice: sold.unitPrice, ...more };
  return { ...sold, unitPrice, priceList, ...own };
}

async function sell(items: Listed[], order: object = {}, storeId = STORE) {
  const register = await enrolTestRegister(shop.server, { storeId });
  await register.push([register.sale(items, { change: { memberId, cartOpenedAt: AT, ...order } })]);
  return exceptionsOf(shop.server.context, register.journalId);
}

test('prices that the list names, and those by a rule of the category, are as they should be', async () => {
  expect(await sell([listed(p1, 60, { entryVersion: 1 }), listed(p2, 160)])).toEqual([]);
});

test('a price list that says another price tells the amount at stake', async () => {
  expect(await sell([listed(p1, 50, { entryVersion: 1 })])).toMatchObject([
    {
      code: 'price-list-differs',
      amount: -20,
      detail: { why: 'price', found: 50, expected: 60, lines: 1, list: 'Trade' },
    },
  ]);
  expect(await sell([listed(p2, 150)])).toMatchObject([
    { code: 'price-list-differs', detail: { why: 'price', expected: 160 } },
  ]);
});

test.each<[string, () => Promise<{ code: string }[]>, string, number]>([
  ['nobody’s', () => sell([listed(p2, 160)], { memberId: undefined }), 'member', -40],
  ['somebody else’s', () => sell([listed(p2, 160)], { memberId: 'nobody' }), 'member', -40],
  ['of another store', () => sell([listed(p2, 160)], {}, OTHER_STORE), 'member', -40],
  ['begun before it held', () => sell([listed(p2, 160)], { cartOpenedAt: '2025-12-31T23:59:59.999Z' }), 'time', -40],
  ['begun when it had ended', () => sell([listed(p2, 160)], { cartOpenedAt: '2026-06-01T00:00:00.000Z' }), 'time', -40],
  ['by a version there never was', () => sell([listed(p2, 160, { version: 9 })]), 'list', -40],
  ['by a price there never was', () => sell([listed(p1, 60, { entryVersion: 9 })]), 'price', -80],
])('a ticket that is %s', async (_, sold, why, amount) => {
  expect(await sold()).toMatchObject([{ code: 'price-list-differs', amount, detail: { why } }]);
});

test('another price than the price book’s beside the list’s', async () => {
  expect(await sell([listed(p2, 160, { basePrice: 250 })])).toMatchObject([
    { code: 'price-differs', detail: { found: 250, expected: 200 } },
    { code: 'price-list-differs', detail: { why: 'price' } },
  ]);
});

test('a price set by hand on the list’s is measured from there', async () => {
  const priceOverride = { listPrice: 160, reason: 'damaged' };
  expect(await sell([listed(p2, 150, {}, { priceOverride })])).toEqual([]);
  const wrong = { listPrice: 150, reason: 'damaged' };
  expect(await sell([listed(p2, 150, {}, { priceOverride: wrong })])).toMatchObject([{ code: 'price-list-differs' }]);
});

test('a till that had not heard of what came later sold by what it knew', async () => {
  const { context } = shop.server;
  await change({ ...LIST, until: '2026-02-01T00:00:00.000Z' }, 1, [[p1, 1, 40]]);
  expect(await sell([listed(p1, 60, { entryVersion: 1 })])).toEqual([]);
  expect(await sell([listed(p1, 40, { entryVersion: 2 })])).toEqual([]);
  expect(await sell([listed(p1, 40, { version: 2, entryVersion: 2 })])).toMatchObject([{ detail: { why: 'time' } }]);
  await groupMember(context, memberId, { base: GROUP, groupId: OTHER_GROUP }, null);
  expect(await sell([listed(p2, 160)])).toEqual([]);
  const [row] = productRows(2).slice(1);
  if (!row) throw new Error('no row');
  await importProducts(context, [{ ...row, category: 'Teas', stock: {} }]);
  expect(await sell([listed(p2, 160)])).toEqual([]);
  expect(await sell([listed(p2, 180)])).toEqual([]);
});
