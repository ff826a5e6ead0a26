import { expect, test } from 'vitest';
import type { ProductRow } from '#contracts/http/api.ts';
import { changePlace } from '#sync-server/commands/change-place.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { gtinOf, OTHER_STORE, productRows, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();

const product: ProductRow = {
  line: 2,
  sku: 'N1',
  name: 'New thing',
  names: { 'zh-CN': '新东西', de: 'Neues' },
  category: 'Odds & Ends',
  categoryNames: { 'zh-CN': '杂项' },
  prices: { [STORE]: 150 },
  gtins: [gtinOf(9001)],
  taxCategory: 'zero',
  unit: 'kg',
  stock: { [STORE]: 25, [OTHER_STORE]: 0 },
};

/** Imports rows and tells how many facts the server journalled for them. */
async function run(rows: ProductRow[]) {
  const { context } = shop.server;
  const count = async () =>
    (await context.db.selectFrom('fact').select('seq').where('journal_id', '=', context.keys.journalId).execute())
      .length;
  const before = await count();
  const answer = await importProducts(context, rows);
  return { ...answer, facts: (await count()) - before };
}

test('a new product gets catalogue, prices and opening stock; the same again changes nothing', async () => {
  expect(await run([product])).toMatchObject({ created: 1, changed: 0, unchanged: 0, refused: [], facts: 4 });
  const sold = await productOf(shop.server, 'N1');
  expect(sold.unitPrice).toBe(150);
  expect(await onHandOf(shop.server.context, sold.variantId)).toBe(25);
  expect(await run([product])).toEqual({ created: 0, changed: 0, unchanged: 1, refused: [], rows: [], facts: 0 });
  const row = await shop.server.context.db.selectFrom('variant').selectAll().where('sku', '=', 'N1').executeTakeFirst();
  expect(row).toMatchObject({
    name: 'New thing',
    names: product.names,
    unit: 'kg',
    tax_category: 'zero',
    category_id: 'odds-ends',
  });
});

test('the whole shop twice makes no fact', async () => {
  expect(await run(productRows(20))).toEqual({
    created: 0,
    changed: 0,
    unchanged: 20,
    refused: [],
    rows: [],
    facts: 0,
  });
});

test('a changed row changes what it says and nothing else; stock of a known variant never', async () => {
  const before = await productOf(shop.server, 'P1');
  const [row] = productRows(1);
  if (!row) throw new Error('a row');
  const changed = { ...row, name: 'Renamed', stock: { [STORE]: 999 } };
  expect(await run([changed])).toMatchObject({ changed: 1, facts: 1 });
  expect(await productOf(shop.server, 'P1')).toEqual(before);
  expect(await run([{ ...changed, prices: { [STORE]: 101 } }])).toMatchObject({ changed: 1, facts: 1 });
  const after = await productOf(shop.server, 'P1');
  expect(after).toMatchObject({ variantId: before.variantId, unitPrice: 101 });
  expect(after.priceVersion).toBeGreaterThan(before.priceVersion);
  expect((await productOf(shop.server, 'P1', 1, OTHER_STORE)).unitPrice).toBe(100);
  expect(await onHandOf(shop.server.context, before.variantId)).toBe(10);
});

test('a sale at the price before the change opens no exception', async () => {
  const register = await enrolTestRegister(shop.server);
  const before = await productOf(shop.server, 'P2');
  const [, row] = productRows(2);
  if (!row) throw new Error('a row');
  await run([{ ...row, prices: { [STORE]: 999 } }]);
  expect((await register.push([register.sale([before])])).verdicts).toEqual([]);
});

test('bad rows are refused with line and reason, the rest goes in', async () => {
  const good = { ...product, line: 10, sku: 'G1', gtins: [] };
  const rows: ProductRow[] = [
    good,
    { ...good, line: 11, sku: 'B1', prices: { PARIS: 1 } },
    { ...good, line: 12, sku: 'B2', stock: { PARIS: 1 } },
    { ...good, line: 13, sku: 'B3', taxCategory: 'luxury' },
    { ...good, line: 14, sku: 'B4', gtins: [gtinOf(1)] },
    { ...good, line: 15, sku: 'G1' },
    { ...good, line: 16, sku: 'B5', gtins: ['00000000000001'] },
    { ...good, line: 17, sku: 'B6', name: 'nul \u0000' },
    { ...good, line: 18, sku: 'B7', category: 'half \ud800' },
    { ...good, line: 19, sku: 'P3', unit: 'kg' },
    { ...good, line: 20, sku: 'G2', gtins: [gtinOf(9002)] },
    { ...good, line: 21, sku: 'B8', gtins: [gtinOf(9002)] },
  ];
  const answer = await run(rows);
  expect(answer).toMatchObject({ created: 2, changed: 0, unchanged: 0 });
  expect(answer.refused.map(({ line }) => line)).toEqual([11, 12, 13, 14, 15, 16, 17, 18, 19, 21]);
  expect(answer.refused.map(({ reason }) => reason)).toEqual([
    'there is no store PARIS',
    'there is no store PARIS',
    'store LON has no tax category luxury',
    `gtin ${gtinOf(1)} belongs to sku P1`,
    'sku G1 is on line 10 already',
    'gtin 00000000000001 has a wrong check digit',
    'a text holds characters that cannot be kept (U+0000 or half a surrogate pair)',
    'a text holds characters that cannot be kept (U+0000 or half a surrogate pair)',
    'sku P3 is sold by each and cannot become kg',
    `gtin ${gtinOf(9002)} belongs to sku G2`,
  ]);
});

test('translations of a category change it alone, and stay when a row has none', async () => {
  const names = () =>
    shop.server.context.db
      .selectFrom('category')
      .select('names')
      .where('name', '=', product.category)
      .executeTakeFirst();
  const translated = { ...product, categoryNames: { 'zh-CN': '其他' } };
  expect(await run([translated])).toMatchObject({ changed: 1, facts: 1 });
  expect(await run([{ ...product, categoryNames: undefined }])).toMatchObject({ unchanged: 1, facts: 0 });
  expect(await names()).toEqual({ names: { 'zh-CN': '其他' } });
});

test('rules go in whole, name other products by sku wherever they stand, and stay when a row says nothing of them', async () => {
  const [bottle, deposit, small, large] = productRows(4).map((row, index) => ({
    ...row,
    sku: ['R-COLA', 'R-DEPOSIT', 'R-TEE-S', 'R-TEE-L'][index] ?? '',
    gtins: [],
  }));
  if (!bottle || !deposit || !small || !large) throw new Error('four rows');
  const rows = [
    { ...bottle, rules: { linked: [{ sku: 'R-DEPOSIT', quantity: 1 }], minimumAge: 18 } },
    { ...deposit, rules: { service: true, undiscountable: true }, categoryTax: 'zero' },
    { ...small, rules: { productName: 'Tee', options: { size: 'S', colour: 'red' } } },
    { ...large, rules: { productName: 'Tee', options: { colour: 'red', size: 'L' } } },
  ];
  expect(await run(rows)).toMatchObject({ created: 4, refused: [] });
  expect(await run(rows)).toMatchObject({ unchanged: 4, facts: 0 });
  expect(await run([{ ...bottle, rules: undefined }])).toMatchObject({ unchanged: 1, facts: 0 });
  const stored = await shop.server.context.db.selectFrom('variant').selectAll().where('sku', 'like', 'R-%').execute();
  const bySku = new Map(stored.map((row) => [row.sku, row]));
  expect(bySku.get('R-COLA')?.rules).toEqual({
    minimumAge: 18,
    linked: [{ variantId: bySku.get('R-DEPOSIT')?.variant_id, quantity: 1 }],
  });
  expect(bySku.get('R-TEE-S')?.product_id).toBe(bySku.get('R-TEE-L')?.product_id);
  const department = await shop.server.context.db
    .selectFrom('category')
    .select('tax_category')
    .where('name', '=', deposit.category)
    .executeTakeFirst();
  expect(department).toEqual({ tax_category: 'zero' });
  expect(await run([{ ...bottle, rules: { parts: [{ sku: 'NOWHERE', quantity: 1 }] } }])).toMatchObject({
    refused: [{ reason: 'there is no other product with sku NOWHERE' }],
  });
});

test('a dry run says what would happen, may name what is planned, and changes nothing', async () => {
  const { context } = shop.server;
  const bundle: ProductRow = {
    ...product,
    sku: 'D1',
    gtins: [gtinOf(9101)],
    rules: { parts: [{ sku: 'D2', quantity: 2 }] },
  };
  const tried = { dryRun: true, planned: ['D2'] };
  expect(await importProducts(context, [bundle], tried)).toMatchObject({ created: 1, refused: [] });
  expect(await importProducts(context, [bundle], { dryRun: true })).toMatchObject({ created: 0, refused: [{}] });
  expect(await context.db.selectFrom('variant').select('sku').where('sku', '=', 'D1').execute()).toEqual([]);
});

test('a price ahead begins at its minute on the store’s clocks, is answered with its version, and takes the place of another then', async () => {
  const row = { ...product, sku: 'N7', gtins: [gtinOf(9007)], stock: {} };
  const dated = (amount: number) => ({ ...row, ahead: { [STORE]: { amount, from: '2031-07-01T08:00' } } });
  const first = await run([dated(120)]);
  // British Summer Time is an hour ahead of UTC.
  expect(first.rows[0]?.prices).toMatchObject([
    { storeId: STORE, before: null, after: 150, effectiveAt: null },
    { storeId: STORE, before: 150, after: 120, effectiveAt: '2031-07-01T07:00:00.000Z', isReplaced: false },
  ]);
  expect(await run([dated(120)])).toMatchObject({ unchanged: 1, rows: [], facts: 0 });
  const second = await run([dated(110)]);
  const version = first.rows[0]?.prices[1]?.version ?? 0;
  expect(second.rows[0]?.prices).toMatchObject([{ before: 120, after: 110, version: version + 1, isReplaced: true }]);
  expect((await run([{ ...row, ahead: { [STORE]: { amount: 1, from: '2020-01-01T00:00' } } }])).refused).toMatchObject([
    { line: 2, code: 'price-date-past' },
  ]);
});

test('where goods lie is said by a column in the register’s store, and refused where there is no such place', async () => {
  const { context } = shop.server;
  const { location_id: locationId } = await context.db
    .selectFrom('store')
    .select('location_id')
    .where('store_id', '=', STORE)
    .executeTakeFirstOrThrow();
  const place = { placeId: 'PLACE-7', name: 'Shelf 7', kind: 'shelf' as const };
  await changePlace(context, { revision: 0, place }, { locationId, operatorId: null });
  const row = { ...product, sku: 'N8', gtins: [gtinOf(9008)], stock: {} };
  const at = (text: string) => importProducts(context, [{ ...row, place: text }], { storeId: STORE });
  expect(await at('Shelf 9')).toMatchObject({ created: 0, refused: [{ line: 2, code: 'place-unknown' }] });
  expect(await at('Shelf 7')).toMatchObject({ created: 1, rows: [{ place: { before: null, after: 'PLACE-7' } }] });
  expect(await at('Shelf 7')).toMatchObject({ unchanged: 1, rows: [] });
  expect(await at('')).toMatchObject({ changed: 1, rows: [{ place: { before: 'PLACE-7', after: null } }] });
});
