import { beforeAll, expect, test } from 'vitest';
import type { AbcReport, StockTurnoverReport, StockValueReport } from '#contracts/http/stock-report.ts';
import { DEFAULT_ROLES, type Role } from '#domain/operator/permission.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

let register: TestRegister;
let id: Record<string, string>;

/**
 * Nothing had a cost before. P1 (Teas) and P2 (Cups) begin with 10 each; 10 more of P1 come on the 1st of March at 4.00 each, 10 of P2
 * on the 3rd at 1.00. Of P1 4 are sold on the 2nd and 2 on the 4th, of P2 5 on the 4th.
 * 10 without a cost and 10 for 40.00 are 20 for 40.00: P1's average is 2.00 from the 1st, so that 8.00 and 4.00 are charged.
 * P2's is 0.50 from the 3rd: 2.50 are charged.
 */
beforeAll(async () => {
  if (shop.missing) return;
  register = await enrolTestRegister(shop.server);
  const [p1, p2] = await Promise.all(['P1', 'P2'].map((sku) => productOf(shop.server, sku)));
  if (!p1 || !p2) throw new Error('two products');
  id = { p1: p1.variantId, p2: p2.variantId };
  const on = (businessDate: string) => ({ businessDate, at: `${businessDate}T10:00:00.000Z`, operatorId: MANAGER });
  const received = (variantId: string, cost: number, date: string) => {
    const lines = [{ variantId, quantity: 10, cost }];
    const payload = { locationId: `${STORE}-shelf`, reason: 'delivery', lines };
    return register.write({ kind: 'stock.received', payload }, on(date));
  };
  const sold = (product: typeof p1, quantity: number, date: string) => {
    const { payload } = JSON.parse(register.clone().sale([{ ...product, quantity }]).body);
    register.receiptNumber += 1;
    return register.write({ kind: 'order.completed', payload }, on(date));
  };
  await register.push([
    received(p1.variantId, 4000, '2026-03-01'),
    sold(p1, 4, '2026-03-02'),
    received(p2.variantId, 1000, '2026-03-03'),
    sold(p1, 2, '2026-03-04'),
    sold(p2, 5, '2026-03-04'),
  ]);
});

async function read<T>(path: string, operatorId = MANAGER): Promise<T> {
  const response = await register.get(path, operatorId);
  expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as T;
}

const worthOf = async (query: string) => read<StockValueReport>(`/reports/stock?${query}`);
/** The opening stock of the test shop came today by its clock: 10 of each of 20 products, of no known cost. */
test('what stock is worth now, by product and category, and what of it is not known', async () => {
  const products = await worthOf('by=product');
  expect(products.rows.slice(0, 2).map(({ name, quantity, value }) => [name, quantity, value])).toEqual([
    ['Product 1', 14, 2800],
    ['Product 2', 15, 750],
  ]);
  expect([products.value, products.unvalued, products.negative, products.at]).toEqual([3550, 18, 0, null]);
  const categories = await worthOf('by=category');
  expect(categories.rows.map(({ name, value, variants }) => [name, value, variants])).toEqual([
    ['Teas', 2800, 10],
    ['Cups', 750, 10],
  ]);
  const [teas] = categories.rows;
  const opened = await worthOf(`by=product&category=${teas?.key}`);
  expect([opened.value, opened.rows.length]).toEqual([2800, 10]);
  expect((await worthOf('by=product&store=all')).value).toBe(3550);
});

test.each([
  ['2026-02-28', 0],
  ['2026-03-01', 4000],
  ['2026-03-02', 3200],
  ['2026-03-03', 4200],
  ['2026-03-04', 3550],
])('at the end of %s it was worth %i', async (at, value) => {
  expect((await worthOf(`by=category&at=${at}`)).value).toBe(value);
});

test('how often stock was sold, and how long it lasts', async () => {
  const report = await read<StockTurnoverReport>('/reports/stock/turnover?from=2026-03-01&to=2026-03-04&by=product');
  // P1 at the ends of the days: 40 + 32 + 32 + 28 = 132, 33 on average; 12 of cost: 12 / 33 * 365 / 4 and 33 * 4 / 12.
  expect(report.rows[0]).toMatchObject({
    name: 'Product 1',
    costOfSales: 1200,
    averageValue: 3300,
    valueBefore: 0,
    valueAfter: 2800,
    turnsPpm: 33_181_818,
    days: 11,
  });
  // P2: 0 + 0 + 10 + 7.50 = 17.50.
  expect(report.rows[1]).toMatchObject({ costOfSales: 250, averageValue: 438, valueAfter: 750, days: 7 });
  expect(report.total).toMatchObject({ costOfSales: 1450, averageValue: 3738, valueBefore: 0, valueAfter: 3550 });
});

test('products by their share of turnover or profit, and how evenly they sell', async () => {
  const period = 'from=2026-03-01&to=2026-03-29';
  const abc = await read<AbcReport>(`/reports/stock/abc?${period}&of=turnover`);
  // 6 of P1 at 1.00, 5 of P2 at 2.00: 10.00 of 16.00 are 62.5 %.
  expect(abc.rows).toEqual([
    expect.objectContaining({
      key: id.p2,
      amount: 1000,
      sharePpm: 625_000,
      cumulativePpm: 625_000,
      class: 'A',
      xyz: 'Z',
    }),
    expect.objectContaining({ key: id.p1, amount: 600, sharePpm: 375_000, cumulativePpm: 1_000_000, class: 'A' }),
  ]);
  expect(abc.classes[0]).toEqual({ class: 'A', products: 2, amount: 1600, value: 3550 });
  const narrow = await read<AbcReport>(`/reports/stock/abc?${period}&of=turnover&a=60&b=62`);
  expect(narrow.rows.map((row) => row.class)).toEqual(['A', 'C']);
  const profit = await read<AbcReport>(`/reports/stock/abc?${period}&of=profit`);
  // Without tax 8.33 less 2.50; 3.33 + 1.67 less 12.00 is a loss.
  expect(profit.rows.map(({ key, amount, class: abcClass }) => [key, amount, abcClass])).toEqual([
    [id.p2, 583, 'A'],
    [id.p1, -700, 'C'],
  ]);
  expect((await register.get(`/reports/stock/abc?${period}&of=turnover&a=95&b=80`, MANAGER)).status).toBe(400);
});

test('what goods cost is for those who may see it, of stores where they work', async () => {
  const role: Role = { roleId: 'reader', name: 'Reader', grants: { reports: true } };
  for (const each of [...DEFAULT_ROLES, role])
    await publishSettings(shop.server.context, { entity: 'role', entityId: each.roleId, after: each });
  const leo = { operatorId: 'leo', name: 'Leo', initials: 'LE', role: 'reader', storeIds: [STORE], pinHash: 'x' };
  await publishSettings(shop.server.context, { entity: 'operator', entityId: 'leo', after: leo });
  const period = 'from=2026-03-01&to=2026-03-04';
  for (const path of ['stock?by=product', 'stock.csv?by=product', `stock/turnover?${period}&by=product`])
    expect([path, (await register.get(`/reports/${path}`, 'leo')).status]).toEqual([path, 403]);
  expect((await register.get(`/reports/stock/abc?${period}&of=profit`, 'leo')).status).toBe(403);
  const seen = await read<AbcReport>(`/reports/stock/abc?${period}&of=turnover`, 'leo');
  expect([seen.rows.length, JSON.stringify(seen)]).toEqual([2, expect.not.stringContaining('"value"')]);
  expect((await register.get(`/reports/stock/abc?${period}&of=turnover&store=${OTHER_STORE}`, 'leo')).status).toBe(404);
});

test('each comes as CSV', async () => {
  const text = async (path: string) => (await register.get(`/reports/stock${path}`, MANAGER)).text();
  expect(await text('.csv?by=product')).toMatch(/,Product 1,each,14,28\.00,1\r\n/);
  const period = 'from=2026-03-01&to=2026-03-04';
  expect(await text(`/turnover.csv?${period}&by=product`)).toMatch(
    /,Product 1,each,12\.00,33\.00,0\.00,28\.00,33\.18\d+,11\r\n/,
  );
  expect(await text(`/abc.csv?${period}&of=turnover`)).toMatch(/,Product 2,each,10\.00,5,0\.625,0\.625,A,,7\.50\r\n/);
});
