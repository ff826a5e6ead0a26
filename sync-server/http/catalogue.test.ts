import { expect, test } from 'vitest';
import type { ImportAnswer } from '#contracts/http/api.ts';
import type { CategoryListAnswer, ProductList, VariantHistory } from '#contracts/http/catalogue.ts';
import { DEFAULT_ROLES, type Role, roleOf } from '#domain/operator/permission.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { onHandOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { gtinOf, OTHER_STORE, productRows, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

async function ask<T>(path: string): Promise<T> {
  const register = await enrolTestRegister(shop.server);
  const response = await register.get(path, MANAGER);
  const text = await response.text();
  expect([response.status, response.ok ? '' : text]).toEqual([200, '']);
  return JSON.parse(text);
}

const list = (query = '') => ask<ProductList>(`/catalogue/products?${query}`);
const skus = ({ rows }: ProductList) => rows.map(({ variant }) => variant.sku);

test('products come a window at a time, in the order asked for, with how many there are', async () => {
  const all = await list();
  expect(all.total).toBe(20);
  expect(all.rows[0]).toMatchObject({
    variant: { sku: 'P1', name: 'Product 1', categoryId: 'teas' },
    revision: 1,
    categoryName: 'Teas',
    prices: [
      { storeId: STORE, amount: 100, ahead: [] },
      { storeId: OTHER_STORE, amount: 100, ahead: [] },
    ],
    onHand: 10,
    changedAt: shop.clock.now().toISOString(),
    changedBy: null,
  });
  expect(skus(await list('sort=price&descending=true&limit=2'))).toEqual(['P20', 'P19']);
  expect(skus(await list('sort=category&limit=2&offset=9'))).toEqual(['P8', 'P1']);
  expect(skus(await list('sort=sku&descending=true&limit=1'))).toEqual(['P9']);
  expect((await list('sort=on-hand&limit=1')).rows).toHaveLength(1);
  expect((await list('sort=changed&limit=1')).rows).toHaveLength(1);
});

test('every word is found in sku, names and barcodes, whatever the case and the accents; signs stand for themselves', async () => {
  const [row] = productRows(1);
  if (!row) throw new Error('a row');
  const creme = {
    ...row,
    sku: 'CB-1',
    name: 'Crème brûlée 100%',
    names: { 'zh-CN': '焦糖布丁' },
    gtins: [gtinOf(700)],
  };
  await importProducts(shop.server.context, [creme]);
  const find = async (text: string) => skus(await list(`search=${encodeURIComponent(text)}`));
  expect(await find('BRULEE creme')).toEqual(['CB-1']);
  expect(await find('布丁')).toEqual(['CB-1']);
  expect(await find(gtinOf(700).replace(/^0+/, ''))).toEqual(['CB-1']);
  expect(await find('0%')).toEqual(['CB-1']);
  expect(await find('c_eme')).toEqual([]);
  expect(await find('P20 product')).toEqual(['P20']);
});

test('categories come with their numbers, and with what a product can be given', async () => {
  const { categories, taxCategories, stores } = await ask<CategoryListAnswer>('/catalogue/categories');
  expect(categories.map(({ category, variants }) => [category.name, variants])).toEqual([
    ['Cups', 10],
    ['Teas', 11],
  ]);
  expect(taxCategories).toEqual(['standard', 'zero']);
  expect(stores.map(({ storeId, currency, digits }) => [storeId, currency, digits])).toEqual([
    [STORE, 'GBP', 2],
    [OTHER_STORE, 'GBP', 2],
  ]);
});

test('a variant comes with every state and every price it had, newest first', async () => {
  const { variantId } = await productOf(shop.server, 'P3');
  const [, , row] = productRows(3);
  if (!row) throw new Error('a row');
  shop.clock.advance(60_000);
  const how = { operatorId: MANAGER, mayStock: true };
  await importProducts(shop.server.context, [{ ...row, name: 'Third', prices: { [STORE]: 333 } }], how);
  const history = await ask<VariantHistory>(`/catalogue/variants/${variantId}`);
  const at = shop.clock.now().toISOString();
  expect(history.row).toMatchObject({ revision: 2, changedAt: at, changedBy: MANAGER });
  expect(history.versions.map(({ revision, by, variant }) => [revision, by, variant.name])).toEqual([
    [2, MANAGER, 'Third'],
    [1, null, 'Product 3'],
  ]);
  expect(history.prices[0]).toEqual({
    storeId: STORE,
    version: expect.any(Number),
    amount: 333,
    publishedAt: at,
    effectiveAt: null,
    by: MANAGER,
  });
  expect(history.prices).toHaveLength(3);
});

test('a file brings prices and stock only to stores where its operator works, and stock only by whoever may book it', async () => {
  const { context } = shop.server;
  const manager = roleOf(DEFAULT_ROLES, 'manager')?.grants;
  const buyer: Role = { roleId: 'buyer', name: 'Buyer', grants: { catalogue: true, prices: true } };
  for (const role of [...DEFAULT_ROLES, buyer, { ...buyer, roleId: 'local', grants: { ...manager } }]) {
    await publishSettings(context, { entity: 'role', entityId: role.roleId, after: role });
  }
  for (const role of ['buyer', 'local']) {
    const after = { operatorId: role, name: role, initials: 'X', role, storeIds: [STORE], pinHash: 'argon2id' };
    await publishSettings(context, { entity: 'operator', entityId: role, after });
  }
  const register = await enrolTestRegister(shop.server);
  const [like] = productRows(1);
  if (!like) throw new Error('a row');
  const row = { ...like, gtins: [], prices: { [STORE]: 150 }, stock: {} };
  const rows = [
    { ...row, line: 2, sku: 'W1' },
    { ...row, line: 3, sku: 'W2', prices: { [OTHER_STORE]: 1 } },
    { ...row, line: 4, sku: 'W3', stock: { [OTHER_STORE]: 5 } },
    { ...row, line: 5, sku: 'W4', stock: { [STORE]: 5 } },
    { ...like, line: 6, stock: {} },
  ];
  const send = async (by: string, dryRun: boolean) => {
    const response = await register.send('POST', '/catalogue/import', { rows, dryRun, planned: [] }, by);
    return (await response.json()) as ImportAnswer;
  };
  const elsewhere = [
    { line: 3, code: 'store-not-own' },
    { line: 4, code: 'store-not-own' },
  ];
  const byBuyer = { created: 1, unchanged: 1, refused: [...elsewhere, { line: 5, code: 'permission-refused' }] };
  expect(await send('buyer', true)).toMatchObject(byBuyer);
  expect(await send('buyer', false)).toMatchObject(byBuyer);
  expect(await send('local', false)).toMatchObject({ created: 1, unchanged: 2, refused: elsewhere });
  expect(await onHandOf(context, (await productOf(shop.server, 'W4')).variantId)).toBe(5);
});

test('a till looks up what a product is described as, whoever stands there; the catalogue it keeps has none of it', async () => {
  const [row] = productRows(1);
  if (!row) throw new Error('a row');
  const descriptions = { en: 'Contains nuts.', 'zh-CN': '含坚果。' };
  await importProducts(shop.server.context, [{ ...row, descriptions }]);
  const till = await enrolTestRegister(shop.server);
  const { variantId } = await productOf(shop.server, row.sku);
  const asked = async (path: string) => (await till.get(`/catalogue/variants/${path}/descriptions`)).json();
  expect(await asked(variantId)).toEqual({ descriptions });
  expect(await asked('no-such-thing')).toMatchObject({ code: 'not-found' });
});
