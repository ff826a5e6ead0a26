import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ReplenishmentAnswer, ReplenishmentReady, VariantDemand } from '#contracts/http/replenishment.ts';
import { addDays } from '#domain/calendar/dates.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { planReplenishment, type ReplenishmentInput } from '#domain/stock/plan-replenishment.ts';
import { purchaseOrderFaults } from '#domain/stock/purchase-order.ts';
import { USUAL_HEALTH_RULE } from '#domain/stock/stock-health.ts';
import { LocationRuns } from '#sync-server/replenishment/location-runs.ts';
import { readOffers, supplyWords } from '#sync-server/replenishment/plan-variants.ts';
import { readReplenishment } from '#sync-server/replenishment/read-replenishment.ts';
import { MANAGER, openManager } from '#tests/fixtures/test-day.ts';
import { enrolTestRegister, productOf, type Sold, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OPERATOR } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
openManager(shop);

const HERE = 'LON-shelf';
const TODAY = '2026-11-21';
const HISTORY = 70;

/** Writes a fact as of a business date. */
function on(register: TestRegister, businessDate: string, kind: string, payload: object): JournalLine {
  return register.write({ kind, payload }, { businessDate, at: `${businessDate}T12:00:00.000Z`, operatorId: MANAGER });
}

/** Sales until yesterday, on every day but Sunday as many as `soldOf` says; gives the same as a series. */
async function sell(register: TestRegister, product: Sold, soldOf: (day: number) => number) {
  const lines: JournalLine[] = [];
  const days: (number | 'closed')[] = [];
  for (let day = 0; day < HISTORY; day++) {
    const date = addDays(TODAY, day - HISTORY);
    const isSunday = new Date(`${date}T00:00:00Z`).getUTCDay() === 0;
    days.push(isSunday ? 'closed' : soldOf(day));
    if (isSunday || soldOf(day) === 0) continue;
    register.receiptNumber += 1;
    const { payload } = JSON.parse(register.clone().sale([{ ...product, quantity: soldOf(day) }]).body);
    const receipt = { series: register.receiptSeries, number: register.receiptNumber };
    lines.push(on(register, date, 'order.completed', { ...payload, receipt }));
  }
  await register.push(lines);
  return { from: addDays(TODAY, -HISTORY), days };
}

async function ask(register: TestRegister): Promise<ReplenishmentAnswer> {
  const response = await register.get('/replenishment', MANAGER);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as ReplenishmentAnswer;
}

/** Asks until the plan is there: the server works between two answers. */
async function ready(register: TestRegister): Promise<ReplenishmentReady> {
  for (;;) {
    const answer = await ask(register);
    if (answer.state === 'ready') return answer;
    if (answer.state !== 'running') throw new Error(answer.state);
  }
}

const isSunday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() === 0;
const closedAhead = Array.from({ length: 366 }, (_, day) => isSunday(addDays(TODAY, day)));

test('what was sold becomes a proposal by the pure rules, and a draft order that is not proposed again', async () => {
  const register = await enrolTestRegister(shop.server);
  const [tea, mug] = [await productOf(shop.server, 'P1'), await productOf(shop.server, 'P2')];
  const lines = [{ variantId: tea.variantId, quantity: 330, cost: 9_900 }];
  await register.push([on(register, '2026-09-12', 'stock.received', { locationId: HERE, reason: 'delivery', lines })]);
  const series = await sell(register, tea, (day) => 4 + (day % 3));
  const supplierId = randomUUID();
  const items = [
    { variantId: tea.variantId, packSize: 12, minimumQuantity: 24, packCost: 900 },
    { variantId: mug.variantId, packSize: 1, minimumQuantity: 0, packCost: 250 },
  ];
  const terms = { leadTimeDays: 3, reviewDays: 7, coverDays: 7, serviceLevelPpm: 980_000 };
  const supplier = { supplierId, name: 'Acme Teas', ...terms, items, status: 'active' as const };
  const dear = { ...supplier, supplierId: randomUUID(), name: 'Dear Teas', items: [{ ...items[0], packCost: 901 }] };
  for (const one of [supplier, dear]) {
    const put = await register.send('PUT', `/suppliers/${one.supplierId}`, { revision: 0, supplier: one }, MANAGER);
    expect(put.status).toBe(200);
  }

  expect(await ask(register)).toEqual({ state: 'running', done: 0, total: null });
  const answer = await ready(register);
  const sold = series.days.reduce<number>((sum, day) => sum + (day === 'closed' ? 0 : day), 0);
  const onHand = 340 - sold;
  const input: ReplenishmentInput = {
    ...{ series, today: TODAY, closedAhead, terms, lots: [], healthRule: USUAL_HEALTH_RULE },
    stock: { onHand, committed: 0, onOrder: 0, inTransit: 0, packSize: 12, minimumQuantity: 24 },
    ...{ lastSoldOn: addDays(TODAY, -1), lastReceivedOn: TODAY },
  };
  const { proposal, levels, forecast } = planReplenishment(input);
  expect(proposal.packs).toBeGreaterThan(0);
  const row = { variantId: tea.variantId, sku: 'P1', packSize: 12, packCost: 900, onHand, ...proposal };
  expect(answer.suppliers).toMatchObject([{ supplier: { supplierId }, proposals: [row] }]);
  expect(answer).toMatchObject({ products: 20, offered: 2, dead: { total: 0 }, expiring: { total: 0 } });

  const demand = await register.get(`/replenishment/variants/${tea.variantId}`, MANAGER);
  const detail = (await demand.json()) as VariantDemand;
  expect(detail).toMatchObject({ series, levels, terms, proposal, supplierName: 'Acme Teas', method: forecast.method });
  expect(detail.forecast).toEqual(forecast.days);
  expect(detail.compared.map(({ method }) => method)).toEqual(forecast.compared.map(({ method }) => method));

  const edited = { variantId: tea.variantId, quantity: proposal.quantity + 12, packSize: 12, packCost: 900 };
  expect(purchaseOrderFaults([edited], supplier)).toEqual([]);
  const purchaseOrderId = randomUUID();
  const order = { purchaseOrderId, supplierId, locationId: HERE, status: 'draft', lines: [edited] };
  const made = await register.send('PUT', `/purchase-orders/${purchaseOrderId}`, { revision: 0, order }, MANAGER);
  expect(await made.json()).toMatchObject({ ok: true, revision: 1 });
  expect((await ready(register)).suppliers).toEqual([]);
  const cancelled = { revision: 1, order: { ...order, status: 'cancelled' } };
  await register.send('PUT', `/purchase-orders/${purchaseOrderId}`, cancelled, MANAGER);
  expect((await ready(register)).suppliers).toMatchObject([{ proposals: [row] }]);

  const stopId = randomUUID();
  const stop = { stopId, variantId: tea.variantId, kind: 'stop', reason: 'Smells of soap' };
  const part = { ...stop, stopId: randomUUID(), batch: 'B-1' };
  expect((await register.send('POST', '/sale-stops', part, MANAGER)).status).toBe(200);
  expect((await ready(register)).suppliers).toMatchObject([{ proposals: [row] }]);
  expect((await register.send('POST', '/sale-stops', stop, MANAGER)).status).toBe(200);
  expect((await ready(register)).suppliers).toEqual([]);
});

test('a supplier on other terms is reckoned with at the next look, unless somebody stopped that', async () => {
  const runs = new LocationRuns(shop.server.context);
  const key = { locationId: HERE, today: TODAY };
  const supply = async () => supplyWords(await readOffers(shop.server.context.db));
  while (runs.look(key).state === 'running') await new Promise(setImmediate);
  expect(runs.look(key, await supply()).state).toBe('ready');
  expect(runs.look(key, 'other').state).toBe('running');
  expect(runs.cancel(key).state).toBe('ready');
  expect(runs.look(key, 'other').state).toBe('ready');
  await runs.close();
});

test('it is for who may buy', async () => {
  const register = await enrolTestRegister(shop.server);
  expect((await register.get('/replenishment', OPERATOR)).status).toBe(403);
  expect((await register.send('POST', '/replenishment', { action: 'cancel' }, OPERATOR)).status).toBe(403);
  const { variantId } = await productOf(shop.server, 'P3');
  expect((await register.get(`/replenishment/variants/${variantId}`, OPERATOR)).status).toBe(403);
  expect((await register.get('/replenishment/variants/nothing', MANAGER)).status).toBe(404);
});

test('a run is stopped and leaves what was reckoned before; another day is reckoned anew', async () => {
  const runs = new LocationRuns(shop.server.context);
  const key = { locationId: HERE, today: TODAY };
  const running = { state: 'running', done: 0, total: null };
  expect(runs.look(key)).toEqual(running);
  expect(runs.cancel(key)).toEqual({ state: 'cancelled' });
  // Looking at it does not begin what somebody stopped.
  expect(runs.look(key)).toEqual({ state: 'cancelled' });
  expect(runs.reckon(key)).toEqual(running);
  while (runs.look(key).state === 'running') await new Promise(setImmediate);
  const before = runs.look(key);
  expect(before).toMatchObject({ state: 'ready', plan: { products: 20 } });
  expect(runs.reckon(key)).toEqual(running);
  expect(runs.cancel(key)).toEqual(before);
  expect(runs.look({ ...key, today: addDays(TODAY, 1) })).toEqual(running);
  await runs.close();
});

test('what lies, and what expires, is listed with what it is worth', async () => {
  const register = await enrolTestRegister(shop.server);
  const { variantId } = await productOf(shop.server, 'P4');
  const lot = (batch: string, expiry: string) => ({ variantId, quantity: 10, batch, expiry, cost: 1_000 });
  const lines = [lot('late', '2027-07-01'), lot('soon', '2027-06-15')];
  await register.push([on(register, TODAY, 'stock.received', { locationId: HERE, reason: 'delivery', lines })]);
  shop.clock.advance(200 * 86_400_000);
  const { expiring, dead, asOf } = await ready(register);
  expect(asOf).toBe('2027-06-09T09:00:00.000Z');
  expect(expiring).toMatchObject({
    total: 2,
    rows: [
      { sku: 'P4', batch: 'soon', expiry: '2027-06-15', quantity: 10, unsold: 10 },
      { sku: 'P4', batch: 'late', quantity: 10, unsold: 10 },
    ],
  });
  expect(dead.total).toBe(20);
  expect(dead.value).toBe(dead.rows.reduce((sum, { value = 0 }) => sum + value, 0));
  expect(dead.rows.find(({ sku }) => sku === 'P4')).toMatchObject({ onHand: 30, excess: 30, value: 2_000 });

  const runs = new LocationRuns(shop.server.context);
  const key = { locationId: HERE, today: '2027-06-09' };
  while (runs.look(key).state === 'running') await new Promise(setImmediate);
  const own = runs.look(key);
  if (own.state !== 'ready') throw new Error(own.state);
  const unpriced = await readReplenishment(shop.server.context.db, own.plan, { locationId: HERE, costs: false });
  expect(unpriced.dead.total).toBe(20);
  for (const list of [unpriced.expiring, unpriced.dead]) {
    expect([list, ...list.rows].flatMap((row) => Object.keys(row))).not.toContain('value');
  }
  await runs.close();
});
