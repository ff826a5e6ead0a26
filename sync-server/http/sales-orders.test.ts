import { beforeAll, expect, test } from 'vitest';
import { COMPARED, SALES_BY, type SalesOrders, type SalesReport } from '#contracts/http/sales-report.ts';
import { DEFAULT_ROLES, type Role } from '#domain/operator/permission.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { readSalesOrders } from '#sync-server/views/sales-orders.ts';
import { readSalesReport } from '#sync-server/views/sales-report.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { type SalesStep, writeSalesStep } from '#tests/fixtures/test-sales.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const OPERATORS = ['anna', MANAGER, null];
const DATES = ['2026-06-30', '2026-07-04', '2026-07-08', '2026-07-09', '2026-07-13', '2025-07-08'];
const WHAT: SalesStep['what'][] = [
  'received',
  'sale',
  'discount',
  'exchange',
  'two-tenders',
  'deposit',
  'damaged',
  'card',
];
const PERIOD = { from: '2026-07-08', to: '2026-07-13' };
let register: TestRegister;

/** Tickets of all sorts in two stores at three registers; none of them is drawn, so that a failure stays. */
beforeAll(async () => {
  if (shop.missing) return;
  const products = await Promise.all(['P1', 'P2', 'P4'].map((sku) => productOf(shop.server, sku)));
  for (const [index, storeId] of [STORE, STORE, OTHER_STORE].entries()) {
    const told = await enrolTestRegister(shop.server, { storeId });
    if (index === 0) register = told;
    const steps = Array.from(
      { length: 60 },
      (_, turn): SalesStep => ({
        what: WHAT[(turn + index) % WHAT.length] ?? 'sale',
        quantity: 1 + (turn % 3),
        date: DATES[(turn * 7 + index) % DATES.length] ?? '2026-07-08',
        hour: (9 + turn * 5) % 24,
        operator: OPERATORS[turn % 3] ?? null,
      }),
    );
    const lines = steps.map((step, turn) => {
      const product = products[(turn + index) % 3];
      if (!product) throw new Error('a product');
      return writeSalesStep(told, step, product);
    });
    await told.push(lines);
  }
});

function queryOf(query: Record<string, string>): string {
  return new URLSearchParams({ ...PERIOD, store: 'all', ...query }).toString();
}

async function read<T>(path: string, operatorId = MANAGER): Promise<T> {
  const response = await register.get(path, operatorId);
  expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as T;
}

const FILTERS: Record<string, string>[] = [
  {},
  { store: STORE },
  { operator: 'anna' },
  { operator: '-' },
  { channel: 'store', weekday: '3' },
  { hour: '10' },
];
const LINE_FILTERS = async (): Promise<Record<string, string>[]> => {
  const { variantId } = await productOf(shop.server, 'P1');
  const { rows } = await read<SalesReport>(`/reports/sales?${queryOf({ by: 'category' })}`);
  return [...rows.map(({ key }) => ({ category: key })), { product: variantId }, { product: variantId, operator: '-' }];
};

test('each number is the same from the orders themselves, and the receipts behind each row sum to it', async () => {
  const opened = { rows: 0, receipts: 0 };
  const lineFilters = await LINE_FILTERS();
  const asked = SALES_BY.flatMap((by) =>
    [...FILTERS, ...lineFilters, { tender: 'cash' }, { tax: 'S 200000' }].map((filters) => ({ ...filters, by })),
  );
  for (const [index, query] of asked.entries()) {
    const compared = COMPARED[index % COMPARED.length] ?? 'before';
    const full = { ...PERIOD, store: 'all', ...query, compared };
    const asker = { storeId: STORE, operatorId: MANAGER, costs: true };
    const kept = await readSalesReport(shop.server.context.db, asker, full, shop.clock.now());
    if (!kept.ok) continue;
    expect(await readSalesReport(shop.server.context.db, asker, full, shop.clock.now(), 'orders')).toEqual(kept);
    if (index % 5 === 0) await open(kept.report, { ...query, compared }, opened);
  }
  expect(opened.rows).toBeGreaterThan(100);
  expect(opened.receipts).toBeGreaterThan(500);
});

async function open(report: SalesReport, query: Record<string, string>, opened: { rows: number; receipts: number }) {
  for (const row of report.rows) {
    for (const of of ['now', 'before'] as const) {
      const { orders, amount, count, receipts, next } = await read<SalesOrders>(
        `/reports/sales/orders?${queryOf({ ...query, key: row.key, of })}`,
      );
      expect([query, row.key, of, amount, count]).toEqual([query, row.key, of, row[of].amount, row[of].count]);
      expect([next, orders.length]).toEqual([null, receipts]);
      expect(orders.reduce((sum, order) => sum + order.amount, 0)).toBe(amount);
      opened.rows += 1;
      opened.receipts += receipts;
    }
  }
  const all = await read<SalesOrders>(`/reports/sales/orders?${queryOf(query)}`);
  expect([query, all.amount]).toEqual([query, report.sum.now.amount]);
}

test('receipts come newest first, page by page, each once', async () => {
  const asker = { storeId: STORE, operatorId: MANAGER, costs: false };
  const pages: SalesOrders['orders'] = [];
  let cursor: string | undefined;
  do {
    const query = { ...PERIOD, by: 'day' as const, store: 'all', cursor };
    const answer = await readSalesOrders(shop.server.context.db, asker, query, { at: shop.clock.now(), most: 7 });
    if (!answer.ok) throw new Error(answer.code);
    pages.push(...answer.orders.orders);
    cursor = answer.orders.next ?? undefined;
  } while (cursor !== undefined);
  const whole = await read<SalesOrders>(`/reports/sales/orders?${queryOf({ by: 'day' })}`);
  expect(pages.map(({ orderId }) => orderId)).toEqual(whole.orders.map(({ orderId }) => orderId));
  const keys = pages.map(({ businessDate, at }) => `${businessDate} ${at}`);
  expect(keys).toEqual(keys.toSorted().toReversed());
  expect(new Set(pages.map(({ orderId }) => orderId)).size).toBe(whole.receipts);
});

test('what goods cost is for those who may see it', async () => {
  const role: Role = { roleId: 'reader', name: 'Reader', grants: { reports: true } };
  const leo = { operatorId: 'leo', name: 'Leo', initials: 'LE', role: 'reader', storeIds: [STORE], pinHash: 'x' };
  for (const each of [...DEFAULT_ROLES, role])
    await publishSettings(shop.server.context, { entity: 'role', entityId: each.roleId, after: each });
  await publishSettings(shop.server.context, { entity: 'operator', entityId: 'leo', after: leo });
  const seen = await read<SalesReport>(`/reports/sales?${queryOf({ by: 'product' })}`, 'leo');
  expect(JSON.stringify(seen)).not.toMatch(/cost|profit|margin/);
  expect(seen.stores.map(({ storeId }) => storeId)).toEqual([STORE]);
  const orders = await read<SalesOrders>(`/reports/sales/orders?${queryOf({ by: 'day' })}`, 'leo');
  expect(new Set(orders.orders.map(({ storeId }) => storeId))).toEqual(new Set([STORE]));
  expect(orders.orders.every((order) => !('profit' in order))).toBe(true);
  for (const path of ['/reports/sales', '/reports/sales/orders', '/reports/sales/orders.csv'])
    expect((await register.get(`${path}?${queryOf({ by: 'day', store: OTHER_STORE })}`, 'leo')).status).toBe(404);
});

test.each([
  ['lines and payments together', 'by=tender&category=x'],
  ['taxes and lines together', 'by=product&tax=S%20200000'],
  ['a cursor that is none', 'by=day&cursor=eA'],
  ['an hour that is none', 'by=day&hour=24'],
])('%s are refused', async (_, query) => {
  const response = await register.get(`/reports/sales/orders?from=2026-07-08&to=2026-07-13&${query}`, MANAGER);
  expect([response.status, (await response.json()).code]).toEqual([400, 'body-invalid']);
});

test('the receipts behind a number come as CSV', async () => {
  const response = await register.get(
    `/reports/sales/orders.csv?${queryOf({ by: 'day', key: '2026-07-08' })}`,
    MANAGER,
  );
  expect(response.headers.get('content-disposition')).toContain('receipts-2026-07-08-2026-07-08.csv');
  const [first, head, ...rows] = (await response.text()).trim().split('\r\n');
  expect([first, head]).toEqual([
    'from,2026-07-08,to,2026-07-08,currency,GBP',
    'receipt,store,date,at,operator,amount,count,total,profit',
  ]);
  const { receipts } = await read<SalesOrders>(`/reports/sales/orders?${queryOf({ by: 'day', key: '2026-07-08' })}`);
  expect(rows).toHaveLength(receipts);
});
