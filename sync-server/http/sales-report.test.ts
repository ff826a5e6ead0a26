import { expect, test } from 'vitest';
import type { SalesReport } from '#contracts/http/sales-report.ts';
import type { Order } from '#domain/order/order.ts';
import { returnLine } from '#domain/order/returnable.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

/** Sells one piece on a date at a time of the day, both as in Britain in summer: one hour before UTC. */
async function sellOn(
  register: TestRegister,
  businessDate: string,
  time: string,
  sku: string,
  change: (order: Order) => Partial<Order> = () => ({}),
) {
  const product = await productOf(shop.server, sku, 1, register.storeId);
  const { payload } = JSON.parse(register.clone().sale([product]).body) as { payload: Order };
  const line = register.clone().sale([product], { change: change(payload) });
  const draft = { kind: 'order.completed', payload: JSON.parse(line.body).payload };
  register.receiptNumber += 1;
  const sold = register.write(draft, { businessDate, at: `${businessDate}T${time}:00.000Z` });
  await register.push([sold]);
  return JSON.parse(sold.body) as { id: string; payload: Order };
}

async function ask(register: TestRegister, query: string, operatorId = MANAGER): Promise<SalesReport> {
  const response = await register.get(`/reports/sales?${query}`, operatorId);
  expect([response.status, response.status === 200 ? '' : await response.text()]).toEqual([200, '']);
  return response.json();
}

const figures = ({ rows }: SalesReport) =>
  rows.map(({ key, now, before }) => [key, now.amount, now.count, before.amount, before.count]);

/** This week 800 + 300 + 500 - 300 in one store and 200 in another; 100 the week before. */
async function weeks() {
  const [first, other] = [
    await enrolTestRegister(shop.server),
    await enrolTestRegister(shop.server, { storeId: OTHER_STORE }),
  ];
  await sellOn(first, '2026-07-06', '08:30', 'P1');
  await sellOn(first, '2026-07-13', '09:10', 'P8');
  const { id, payload } = await sellOn(first, '2026-07-13', '12:50', 'P3');
  const [line] = payload.lines;
  if (!line) throw new Error('a line');
  const sold = { orderId: id, receipt: '1', order: payload, line, before: [] };
  const asked = { id: 'r', quantity: 1, reason: 'unwanted', condition: 'restock' as const, pricesIncludeTax: true };
  await sellOn(first, '2026-07-15', '09:30', 'P5', () => ({ returns: [returnLine(sold, asked)], total: 200 }));
  await sellOn(other, '2026-07-14', '09:00', 'P2');
  return first;
}

const WEEK = 'from=2026-07-13&to=2026-07-19';
let asker: TestRegister;

test('by day, week, month: every one of the period, beside the one before', async () => {
  asker = await weeks();
  const days = await ask(asker, `${WEEK}&by=day`);
  expect(days).toMatchObject({ before: { from: '2026-07-06', to: '2026-07-12' }, currency: 'GBP', digits: 2 });
  expect(figures(days)).toEqual([
    ['2026-07-13', 1100, 2, 100, 1],
    ['2026-07-14', 0, 0, 0, 0],
    ['2026-07-15', 200, 1, 0, 0],
    ...['16', '17', '18', '19'].map((day) => [`2026-07-${day}`, 0, 0, 0, 0]),
  ]);
  expect(days.totals).toEqual({
    now: {
      turnover: 1300,
      receipts: 3,
      returns: 300,
      discounts: 0,
      tax: 266,
      net: 1034,
      liabilityTax: 0,
      cost: 0,
      profit: 1034,
      marginPpm: 1_000_000,
      uncosted: 1084,
    },
    before: {
      turnover: 100,
      receipts: 1,
      returns: 0,
      discounts: 0,
      tax: 17,
      net: 83,
      liabilityTax: 0,
      cost: 0,
      profit: 83,
      marginPpm: 1_000_000,
      uncosted: 83,
    },
  });
  expect(figures(await ask(asker, `${WEEK}&by=week`))).toEqual([['2026-07-13', 1300, 3, 100, 1]]);
  expect(figures(await ask(asker, 'from=2026-07-01&to=2026-07-31&by=month'))).toEqual([['2026-07', 1400, 4, 0, 0]]);
});

test('of a period that still runs as much of the one before counts', async () => {
  const register = await enrolTestRegister(shop.server);
  await sellOn(register, '2026-10-21', '10:00', 'P7');
  await sellOn(register, '2026-10-22', '10:00', 'P9');
  await sellOn(register, '2026-11-02', '10:00', 'P2');
  const month = await ask(register, 'from=2026-11-01&to=2026-11-30&by=day');
  expect(month.before).toEqual({ from: '2026-10-01', to: '2026-10-21' });
  expect([month.totals.now.turnover, month.totals.before.turnover]).toEqual([200, 700]);
  expect(month.rows).toHaveLength(30);
});

test('by hour, of the clock in the store', async () => {
  expect(figures(await ask(asker, `${WEEK}&by=hour`))).toEqual([
    ['9', 0, 0, 100, 1],
    ['10', 1000, 2, 0, 0],
    ['11', 0, 0, 0, 0],
    ['12', 0, 0, 0, 0],
    ['13', 300, 1, 0, 0],
  ]);
});

test('by what was sold, by whom, paid how and taxed how', async () => {
  const products = await ask(asker, `${WEEK}&by=product`);
  expect(products.rows.map(({ name, now, before }) => [name, now.amount, now.count, before.amount])).toEqual([
    ['Product 8', 800, 1, 0],
    ['Product 5', 500, 1, 0],
    ['Product 1', 0, 0, 100],
    ['Product 3', 0, 0, 0],
  ]);
  const categories = await ask(asker, `${WEEK}&by=category`);
  expect(categories.rows.map(({ name, now }) => [name, now.amount])).toEqual([
    ['Cups', 800],
    ['Teas', 500],
  ]);
  const operators = await ask(asker, `${WEEK}&by=operator`);
  expect(operators.rows.map(({ name, now }) => [name, now.amount, now.count])).toEqual([['Anna', 1300, 3]]);
  expect(figures(await ask(asker, `${WEEK}&by=tender`)).map(([key]) => key)).toEqual(['cash']);
  const taxes = await ask(asker, `${WEEK}&by=tax`);
  expect(taxes.rows.map(({ key }) => key)).toEqual(['S 200000']);
  expect(taxes.rows[0]?.now.amount).toBe(days(taxes));
  function days({ totals }: SalesReport): number {
    return totals.now.tax;
  }
});

test('one store or all of the operator that count in the same currency', async () => {
  const all = await ask(asker, `${WEEK}&by=day&store=all`);
  expect([all.totals.now.turnover, all.stores.map(({ storeId }) => storeId).sort()]).toEqual([
    1500,
    [STORE, OTHER_STORE].sort(),
  ]);
  expect((await ask(asker, `${WEEK}&by=day&store=${OTHER_STORE}`)).totals.now.turnover).toBe(200);
  const local = { operatorId: 'leo', name: 'Leo', initials: 'LE', role: 'manager', storeIds: [STORE], pinHash: 'x' };
  await publishSettings(shop.server.context, { entity: 'operator', entityId: 'leo', after: local });
  const response = await asker.get(`/reports/sales?${WEEK}&by=day&store=${OTHER_STORE}`, 'leo');
  expect([response.status, (await response.json()).code]).toEqual([404, 'not-found']);
  expect((await ask(asker, `${WEEK}&by=day&store=all`, 'leo')).stores).toHaveLength(1);
});

test('what is owed to customers is no turnover', async () => {
  const register = await enrolTestRegister(shop.server);
  await sellOn(register, '2026-08-03', '10:00', 'P4');
  await sellOn(register, '2026-08-03', '10:00', 'P9', ({ lines }) => ({
    lines: lines.map((line) => ({ ...line, storedValue: 'gift-card', instrument: 'GC9' })),
  }));
  for (const by of ['day', 'hour', 'product', 'category', 'operator']) {
    const { rows } = await ask(register, `from=2026-08-03&to=2026-08-03&by=${by}`);
    expect([by, rows.reduce((sum, { now }) => sum + now.amount, 0)]).toEqual([by, 400]);
  }
});

test.each([
  ['a day that is none', 'from=2026-02-31&to=2026-03-05&by=day'],
  ['a month that is none', 'from=2026-02-01&to=2026-13-01&by=day'],
  ['an end before the beginning', 'from=2026-02-02&to=2026-02-01&by=day'],
  ['more days than can be asked for', 'from=2024-01-01&to=2026-01-01&by=day'],
  ['years of long ago', 'from=0000-01-01&to=0000-01-02&by=day'],
  ['rows of something else', 'from=2026-02-01&to=2026-02-01&by=weather'],
])('%s is refused', async (_, query) => {
  const response = await asker.get(`/reports/sales?${query}`, MANAGER);
  expect([response.status, (await response.json()).code]).toEqual([400, 'body-invalid']);
});

test('needs an operator who may, and comes as CSV', async () => {
  for (const file of ['sales', 'sales.csv']) {
    expect((await asker.get(`/reports/${file}?${WEEK}&by=day`, 'anna')).status).toBe(403);
  }
  const response = await asker.get(`/reports/sales.csv?${WEEK}&by=product`, MANAGER);
  expect(response.headers.get('content-disposition')).toContain('sales-by-product-2026-07-13-2026-07-19.csv');
  const csv = await response.text();
  const heads = (period: string) =>
    ['amount', 'count', 'net', 'returns', 'discounts', 'cost', 'profit', 'uncosted'].map((head) => `${head} ${period}`);
  const columns = [...heads('2026-07-13 2026-07-19'), ...heads('2026-07-06 2026-07-12')];
  expect(csv).toContain(`product,name,unit,${columns.join(',')}\r\n`);
  expect(csv).toMatch(/,Product 8,each,8\.00,1,6\.67,0\.00,0\.00,0\.00,6\.67,6\.67,0\.00,0,/);
});
