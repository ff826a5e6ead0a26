import { type Kysely, type RawBuilder, sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import type { Home } from '#contracts/http/home.ts';
import type { SalesReport } from '#contracts/http/sales-report.ts';
import type { TargetList, TargetsAnswer } from '#contracts/http/targets.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { soldByDay } from '#sync-server/views/target-list.ts';
import { lateDays } from '#sync-server/views/waiting-work.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { CHANNEL, captured, channelTells, openOnlineChannel, testOrder } from '#tests/fixtures/test-online.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { writeSalesStep } from '#tests/fixtures/test-sales.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, STORE, storeSettings } from '#tests/fixtures/test-shop.ts';

/** It is 21 November 2026, nine in the morning, in winter, so that the store's clock is UTC. */
const shop = openTestServer();
openManager(shop);

const TODAY = '2026-11-21';
const WEEK_BEFORE = '2026-11-14';
let register: TestRegister;

/** Each ticket of P1 (100): so many pieces and one more. Today 300 + 200; a week before 400 until nine, 600 in all; the other store 200. */
beforeAll(async () => {
  if (shop.missing) return;
  register = await enrolTestRegister(shop.server);
  const other = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
  const p1 = await productOf(shop.server, 'P1');
  const sale = (on: TestRegister, date: string, hour: number, quantity: number) =>
    writeSalesStep(on, { what: 'sale', quantity, date, hour, operator: 'anna' }, p1);
  await register.push([
    sale(register, TODAY, 7, 2),
    sale(register, TODAY, 8, 1),
    sale(register, WEEK_BEFORE, 8, 3),
    sale(register, WEEK_BEFORE, 9, 1),
    sale(register, '2026-11-20', 8, 5),
  ]);
  await other.push([sale(other, TODAY, 8, 1)]);
});

async function read<T>(path: string, operatorId = MANAGER): Promise<T> {
  const response = await register.get(path, operatorId);
  expect([response.status, response.ok ? '' : await response.text()]).toEqual([200, '']);
  return (await response.json()) as T;
}

test('the day so far is beside the same weekday of last week until the same time', async () => {
  const home = await read<Home>('/home');
  expect(home).toMatchObject({ businessDate: TODAY, beside: WEEK_BEFORE, currency: 'GBP', digits: 2, leftOut: [] });
  const own = {
    now: { turnover: 500, receipts: 2 },
    before: { turnover: 400, receipts: 1 },
    whole: { turnover: 600, receipts: 2 },
  };
  expect(home.total).toEqual(own);
  expect(home.stores).toEqual([{ store: { storeId: STORE, name: 'Shop LON' }, ...own, target: null }]);
  expect(home.hours.map(({ hour, now, before }) => [hour, now.turnover, before.turnover])).toEqual([
    [7, 300, 0],
    [8, 200, 400],
    [9, 0, 200],
  ]);
  const report = await read<SalesReport>(`/reports/sales?from=${TODAY}&to=${TODAY}&by=hour`);
  expect(report.totals.now.turnover).toBe(home.total.now.turnover);
});

test('an hour later half past nine of last week is gone too', async () => {
  shop.clock.advance(3_600_000);
  expect((await read<Home>('/home')).total.before).toEqual({ turnover: 600, receipts: 2 });
  shop.clock.advance(-3_600_000);
});

test('all stores of the operator that count in the same currency, and none of anybody else', async () => {
  const all = await read<Home>('/home?store=all');
  expect([all.total.now, all.stores.map(({ store, now }) => [store.storeId, now.turnover])]).toEqual([
    { turnover: 700, receipts: 3 },
    [
      [STORE, 500],
      [OTHER_STORE, 200],
    ],
  ]);
  const local = { operatorId: 'leo', name: 'Leo', initials: 'LE', role: 'manager', storeIds: [STORE], pinHash: 'x' };
  await publishSettings(shop.server.context, { entity: 'operator', entityId: 'leo', after: local });
  expect((await read<Home>('/home?store=all', 'leo')).total.now.turnover).toBe(500);
  expect((await register.get(`/home?store=${OTHER_STORE}`, 'leo')).status).toBe(404);
  expect((await register.get('/home', 'anna')).status).toBe(403);
  const france = { ...storeSettings('PAR'), currency: { code: 'EUR', digits: 2 } };
  await publishSettings(shop.server.context, { entity: 'store', entityId: 'PAR', after: france });
  const abroad = { ...local, storeIds: [STORE, 'PAR'] };
  await publishSettings(shop.server.context, { entity: 'operator', entityId: 'leo', after: abroad });
  const mixed = await read<Home>('/home?store=all', 'leo');
  expect([mixed.stores.length, mixed.leftOut]).toEqual([1, [{ storeId: 'PAR', name: 'Shop PAR' }]]);
});

test('what waits is counted for whoever may do something about it', async () => {
  const { db } = shop.server.context;
  const waiting = async (operatorId = MANAGER) => (await read<Home>('/home', operatorId)).waiting;
  // The prices of the test shop's 20 products came into force today.
  expect(await waiting()).toEqual([{ kind: 'labels', count: 20, since: null }]);
  const shown = { exception_id: crypto.randomUUID(), code: 'price-differs', store_id: STORE, detail: '{}' };
  const nowhere = { journal_id: null, seq: null, amount: null, opened_at: '2026-11-20T10:00:00.000Z' };
  await db
    .insertInto('exception')
    .values({ ...shown, ...nowhere })
    .execute();
  await db
    .insertInto('purchase_order')
    .values(
      (['draft', 'sent', 'sent'] as const).map((status, index) => ({
        purchase_order_id: `po${index}`,
        number: index + 1,
        revision: 1,
        supplier_id: 'ACME',
        location_id: `${STORE}-shelf`,
        status,
        body: JSON.stringify({ expectedOn: index === 1 ? '2026-11-19' : '2026-11-22' }),
        created_at: '2026-11-18T10:00:00.000Z',
        changed_at: '2026-11-18T10:00:00.000Z',
        changed_by: null,
      })),
    )
    .execute();
  await db
    .insertInto('transfer')
    .values({
      transfer_id: '00000000-0000-4000-8000-000000000001',
      from_location_id: `${OTHER_STORE}-shelf`,
      to_location_id: `${STORE}-shelf`,
      sent_at: null,
      sent_journal: null,
      sent_seq: null,
      heard_at: '2026-11-20T10:00:00.000Z',
    })
    .execute();
  await register.push([
    register.write(
      { kind: 'session.opened', payload: { sessionId: crypto.randomUUID(), float: 0, currency: 'GBP' } },
      { businessDate: '2026-11-20', at: '2026-11-20T08:00:00.000Z' },
    ),
    register.fact('problem.reported', { problem: 'unlisted-item', code: '4006381333931' }),
  ]);
  const found = new Map((await waiting()).map(({ kind, count, since }) => [kind, [count, since]]));
  expect(found.get('deliveries')).toEqual([1, '2026-11-19']);
  expect(found.get('exceptions')).toEqual([1, '2026-11-20']);
  expect(found.get('drafts')).toEqual([1, '2026-11-18']);
  expect(found.get('transfers')).toEqual([1, '2026-11-20']);
  expect(found.get('sessions')).toEqual([1, '2026-11-20']);
  expect(found.get('fixes')).toEqual([1, TODAY]);
  const lead = {
    operatorId: 'sam',
    name: 'Sam',
    initials: 'SA',
    role: 'shift-manager',
    storeIds: [STORE],
    pinHash: 'x',
  };
  await publishSettings(shop.server.context, { entity: 'operator', entityId: 'sam', after: lead });
  const kinds = (await waiting('sam')).map(({ kind }) => kind);
  expect(kinds).not.toContain('drafts');
  expect(kinds).toContain('deliveries');
});

test('online orders that no store has, and channels that are not reached, wait too', async () => {
  const { context } = shop.server;
  const channel = await openOnlineChannel(context);
  const order = await testOrder(shop.server, [{ sku: 'P1', quantity: 1 }]);
  await channelTells(context, channel, [{ kind: 'order.placed', payload: order }]);
  const waiting = async (operatorId = MANAGER) =>
    new Map((await read<Home>('/home', operatorId)).waiting.map(({ kind, count, since }) => [kind, [count, since]]));
  expect((await waiting()).has('online-orders')).toBe(false);
  await channelTells(context, channel, [captured(order)]);
  await context.db
    .insertInto('channel_state')
    .values({ channel_id: CHANNEL, failing_since: '2026-11-20T10:00:00.000Z', fault: '503', fault_why: 'down' })
    .execute();
  const found = await waiting();
  expect(found.get('online-orders')).toEqual([1, TODAY]);
  expect(found.get('channels')).toEqual([1, '2026-11-20']);
  expect(found.has('unmapped')).toBe(false);
  // A shift manager decides about orders, and sets up no channels.
  expect([...(await waiting('sam')).keys()]).toContain('online-orders');
  expect([...(await waiting('sam')).keys()]).not.toContain('channels');
});

test('targets are set by whoever may, once each, and stand beside what was sold', async () => {
  const month = '2026-11';
  const targets = {
    storeId: STORE,
    month,
    basis: 'gross' as const,
    amount: 30_000,
    days: [{ date: TODAY, amount: 1000 }],
  };
  const set = async (revision: number, change = {}, operatorId = MANAGER) =>
    register.send('PUT', '/targets', { revision, targets: { ...targets, ...change } }, operatorId);
  const answered = async (...[revision, change]: Parameters<typeof set>) =>
    (await (await set(revision, change)).json()) as TargetsAnswer;
  expect(await answered(0)).toEqual({ ok: true, revision: 1 });
  expect(await answered(0)).toEqual({ ok: true, revision: 1 });
  expect(await answered(0, { amount: 1 })).toEqual({
    ok: false,
    conflict: { revision: 1, targets, changedAt: '2026-11-21T09:00:00.000Z', changedBy: MANAGER },
  });
  expect((await set(1, { amount: 5 }, 'sam')).status).toBe(403);
  expect((await set(0, { storeId: 'PAR' })).status).toBe(404);
  expect((await set(0, { storeId: 'all' })).status).toBe(404);
  expect((await set(1, { days: [{ date: '2026-12-01', amount: 1 }] })).status).toBe(400);
  const [row] = (await read<TargetList>(`/targets?from=${month}&to=${month}`)).rows;
  expect(row).toMatchObject({ revision: 1, targets, actual: 1700, changedBy: MANAGER });
  expect([row?.days.length, row?.days[20], row?.days[13]]).toEqual([
    30,
    { date: TODAY, target: 1000, actual: 500 },
    { date: WEEK_BEFORE, target: 1000, actual: 600 },
  ]);
  expect(row?.due).toBe(21_000);
  expect((await read<Home>('/home')).stores[0]?.target).toBe(1000);
  expect(await answered(1, { basis: 'net' })).toEqual({ ok: true, revision: 2 });
  // 20 % are in each line, rounded by itself: 200 + 100, 100 + 100, 300 + 100, 100 + 100, 500 + 100 are 250 + 166 + 333 + 166 + 500.
  expect((await read<TargetList>(`/targets?from=${month}&to=${month}`)).rows[0]?.actual).toBe(1415);
  expect((await read<Home>('/home')).stores[0]?.target).toBeNull();
  const all = await read<TargetList>(`/targets?from=2026-10&to=2026-12&store=all`);
  expect(all.rows.map(({ store, targets: { month: of } }) => `${store.storeId} ${of}`)).toHaveLength(6);
  expect((await register.get('/targets?from=2026-12&to=2026-11', MANAGER)).status).toBe(400);
});

test('a store with many tickets is read by what is asked for, not by all that it has', async () => {
  const { db } = shop.server.context;
  const rows = await db
    .transaction()
    .execute(async (tx) => {
      await sql`insert into day_close select ${STORE}, date '2026-11-20' - n, 0, now(), '{}', '{}', 0
        from generate_series(0, 9) as n on conflict do nothing`.execute(tx);
      for (const table of ['customer_order', 'sales_hour']) {
        const more = sql`jsonb_build_object('business_date', date '2026-11-20' - n % 400)
          || case when ${table} = 'customer_order' then jsonb_build_object('seq', 10000 + n) else '{}' end`;
        await sql`insert into ${sql.table(table)} select (jsonb_populate_record(one, ${more})).*
          from (select one from ${sql.table(table)} as one where store_id = ${STORE} limit 1) as found, generate_series(1, 3000) as n
          on conflict do nothing`.execute(tx);
        await sql`analyze ${sql.table(table)}`.execute(tx);
      }
      const late = await readOf(tx, lateDays(STORE, '2026-11-10'));
      const sold = await readOf(tx, soldByDay([STORE], { from: '2026-11-01', until: '2026-12-01' }));
      throw new RolledBack({ late, sold });
    })
    .catch((error: unknown) => (error instanceof RolledBack ? error.read : Promise.reject(error)));
  // Ten closed days of one store's few journals; the twenty days of the month that were sold on.
  expect(rows).toEqual({ late: { customer_order: expect.any(Number) }, sold: { sales_hour: expect.any(Number) } });
  expect(rows.late?.customer_order).toBeLessThanOrEqual(10);
  expect(rows.sold?.sales_hour).toBeLessThanOrEqual(25);
});

type Read = Record<'late' | 'sold', Record<string, number>>;

class RolledBack extends Error {
  readonly read: Read;
  constructor(read: Read) {
    super('rolled back');
    this.read = read;
  }
}

interface Plan {
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
}

/** How many rows of the big tables a query really reads, those it throws away again too. */
async function readOf(db: Kysely<Tables>, query: RawBuilder<unknown>): Promise<Record<string, number>> {
  const { rows } = await sql<{ 'QUERY PLAN': { Plan: Plan }[] }>`explain (analyze, format json) ${query}`.execute(db);
  const read: Record<string, number> = {};
  const plans = rows.flatMap((row) => row['QUERY PLAN'].map(({ Plan }) => Plan));
  for (let plan = plans.pop(); plan; plan = plans.pop()) {
    const table = plan['Relation Name'] ?? '';
    const count = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
    if (table === 'customer_order' || table === 'sales_hour') read[table] = (read[table] ?? 0) + Math.round(count);
    plans.push(...(plan.Plans ?? []));
  }
  return read;
}
