import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { JOURNAL_HEAD_HEADER } from '#contracts/http/api.ts';
import type { CountReviewAnswer, CountReviewLine, DueAnswer, ShrinkageReport } from '#contracts/http/counts.ts';
import type { ViewData } from '#contracts/views/documents.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { importProducts } from '#sync-server/commands/import-products.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { openOnlineChannel } from '#tests/fixtures/test-online.ts';
import { exceptionsOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { OTHER_STORE, productRows, STORE } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();
const MANAGER = 'mona';
const COUNTER = 'cleo';
const LOCATION = `${STORE}-shelf`;

beforeAll(async () => {
  if (shop.missing) return;
  const { context } = shop.server;
  for (const [operatorId, role] of [
    [MANAGER, 'manager'],
    [COUNTER, 'clerk'],
  ] as const) {
    const after = { operatorId, name: operatorId, initials: 'XX', role, storeIds: [STORE], pinHash: 'argon2id' };
    const done = await publishSettings(context, { entity: 'operator', entityId: operatorId, after });
    if (!done.ok) throw new Error(done.reason);
  }
});

let products = 100;
/** A product nobody else counts, with ten on the shelf. */
async function newProduct(): Promise<string> {
  products += 1;
  const row = productRows(products).at(-1);
  if (!row) throw new Error('no product');
  await importProducts(shop.server.context, [row]);
  return (await productOf(shop.server, row.sku)).variantId;
}

async function skuOf(variantId: string): Promise<string> {
  const { db } = shop.server.context;
  return (await db.selectFrom('variant').select('sku').where('variant_id', '=', variantId).executeTakeFirstOrThrow())
    .sku;
}

async function sell(register: TestRegister, variantId: string, quantity: number, at: string): Promise<JournalLine> {
  const item = await productOf(shop.server, await skuOf(variantId), quantity);
  register.receiptNumber += 1;
  const line = register.clone().sale([item]);
  const { payload } = JSON.parse(line.body) as { payload: object };
  const receipt = { series: register.receiptSeries, number: register.receiptNumber };
  return register.write({ kind: 'order.completed', payload: { ...payload, receipt } }, { at });
}

/** What a till knows: the newest marks of everything that the store's feed says. */
async function marksOf(register: TestRegister): Promise<Record<string, number>> {
  const { documents } = await register.pullAll('store');
  const marks: Record<string, number> = {};
  const learn = (journalId: string, seq: number) => {
    marks[journalId] = Math.max(marks[journalId] ?? 0, seq);
  };
  for (const { kind, data } of documents) {
    if (data === '') continue;
    if (kind === 'watermark') {
      const { journalId, seq } = JSON.parse(data) as ViewData<'watermark'>;
      learn(journalId, seq);
    } else if (kind === 'stock-page' || kind === 'stock-overlay') {
      const of = JSON.parse(data) as ViewData<'stock-overlay'>;
      for (const [journalId, seq] of Object.entries(of.marks)) learn(journalId, seq);
    }
  }
  return { ...marks, [register.journalId]: register.head.seq };
}

interface Said {
  countId: string;
  known: Record<string, number>;
  lines: { variantId: string; quantity: number }[];
  at: string;
  round?: number;
  placeId?: string;
  operatorId?: string;
  complete?: true;
}

function say(register: TestRegister, said: Said): JournalLine {
  const { at, operatorId = COUNTER, round = 1, placeId = 'floor', ...rest } = said;
  const payload = { locationId: LOCATION, placeId, round, ...rest };
  return register.write({ kind: 'count.recorded', payload }, { at, operatorId });
}

/** The register's host speaks to the server: it has written so much, at this time. */
async function contact(register: TestRegister, at: string): Promise<void> {
  const headers = { authorization: `Bearer ${register.token}`, [JOURNAL_HEAD_HEADER]: `${register.head.seq} ${at}` };
  const response = await fetch(`${shop.server.url}/register-config`, { headers });
  expect(response.status).toBe(200);
}

async function everybodyContacts(at: string): Promise<void> {
  for (const register of registers) await contact(register, at);
}

const registers: TestRegister[] = [];
async function till(): Promise<TestRegister> {
  const register = await enrolTestRegister(shop.server);
  registers.push(register);
  return register;
}

async function ask<T>(register: TestRegister, path: string, operatorId = MANAGER): Promise<T> {
  const response = await register.get(path, operatorId);
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

async function command(register: TestRegister, path: string, body: unknown, operatorId = MANAGER) {
  const response = await register.send('POST', path, body, operatorId);
  return { status: response.status, answer: (await response.json()) as Record<string, unknown> };
}

async function planCount(register: TestRegister, variantIds: string[], more = {}): Promise<string> {
  const countId = randomUUID();
  const plan = { countId, name: 'Shelf', kind: 'chosen', placeIds: ['floor'], variantIds, blind: true, ...more };
  expect(await command(register, '/counts', plan)).toMatchObject({ status: 200 });
  return countId;
}

async function lineOf(register: TestRegister, countId: string, variantId: string): Promise<CountReviewLine> {
  const review = await ask<CountReviewAnswer>(register, `/counts/${countId}/review`);
  const line = review.lines.find((one) => one.variantId === variantId);
  if (!line) throw new Error(`${variantId} is not reviewed`);
  return line;
}

async function onHandOf(variantId: string): Promise<number> {
  const { db } = shop.server.context;
  const row = db
    .selectFrom('stock')
    .select('on_hand')
    .where('variant_id', '=', variantId)
    .where('location_id', '=', LOCATION);
  return (await row.executeTakeFirstOrThrow()).on_hand;
}

const approval = (variantId: string, difference: number, reason = 'theft') => ({
  lines: [{ variantId, difference, shrinkage: difference === 0 ? [] : [{ reason, quantity: difference }] }],
});

const NINE = '2026-11-21T09:00:00.000Z';
const minute = (n: number) => new Date(Date.parse(NINE) + n * 60_000).toISOString();

describe('a count while two tills sell', () => {
  test('comes to the same in any order of arrival, one till heard a day later, and stock is right in the end', async () => {
    const orders = ['counter first', 'late till first', 'sales last'] as const;
    shop.clock.advance(Math.max(0, Date.parse(minute(60)) - shop.clock.now().getTime()));
    for (const order of orders) {
      const [one, late, hand] = [await till(), await till(), await till()];
      const mug = await newProduct();
      const countId = await planCount(hand, [mug]);
      // Ten, of which three are sold before by a till that the counter has heard, and one was stolen: six are there.
      await one.push([await sell(one, mug, 3, minute(1))]);
      const known = await marksOf(hand);
      const said = say(hand, { countId, known, lines: [{ variantId: mug, quantity: 6 }], at: minute(10) });
      // Sold after: one by each till, of which one is without a network.
      const after = [await sell(one, mug, 1, minute(12)), await sell(late, mug, 1, minute(15))] as const;
      const steps = {
        'counter first': [() => hand.push([said]), () => one.push([after[0]]), () => late.push([after[1]])],
        'late till first': [() => late.push([after[1]]), () => hand.push([said]), () => one.push([after[0]])],
        'sales last': [() => one.push([after[0]]), () => late.push([after[1]]), () => hand.push([said])],
      }[order];
      for (const step of steps) await step();
      expect(await lineOf(hand, countId, mug)).toMatchObject({ state: 'provisional', difference: -1, doubtful: [] });
      expect(await command(hand, `/counts/${countId}/approve`, approval(mug, -1))).toMatchObject({
        status: 409,
        answer: { code: 'count-not-final' },
      });
      await everybodyContacts(minute(20));
      const line = await lineOf(hand, countId, mug);
      expect([order, line]).toMatchObject([
        order,
        { state: 'final', counted: 6, expected: 7, difference: -1, onHand: 5, onHandAfter: 4 },
      ]);
      expect(await command(hand, `/counts/${countId}/approve`, approval(mug, -1))).toMatchObject({
        status: 200,
        answer: { booked: 1 },
      });
      expect(await onHandOf(mug)).toBe(4);
    }
  });

  test('is provisional while a till has not been heard, by name and with how far behind it is, and approved once however often', async () => {
    // The server keeps its journal itself, and waits for nobody.
    await openOnlineChannel(shop.server.context);
    const [one, offline, hand] = [await till(), await till(), await till()];
    const mug = await newProduct();
    const countId = await planCount(hand, [mug]);
    const sale = await sell(offline, mug, 2, minute(30));
    await hand.push([
      say(hand, { countId, known: await marksOf(hand), lines: [{ variantId: mug, quantity: 9 }], at: minute(40) }),
    ]);
    shop.clock.advance(3_600_000);
    for (const register of registers) if (register !== offline) await contact(register, minute(41));
    // It speaks, and has more to say: that is not heard.
    await contact(offline, minute(41));
    const review = await ask<CountReviewAnswer>(hand, `/counts/${countId}/review`);
    expect(review.waiting).toEqual([
      { journalId: offline.journalId, name: expect.stringContaining('Till'), heardUntil: null, facts: 0 },
    ]);
    shop.clock.advance(86_400_000);
    await offline.push([sale]);
    await contact(offline, minute(2000));
    const line = await lineOf(hand, countId, mug);
    // Sold before by its clock, but the counter could not know: ten less two are eight; nine were there.
    expect(line).toMatchObject({ state: 'final', difference: -1, onHand: 8, onHandAfter: 7, worthRecount: true });
    expect(line.doubtful).toMatchObject([{ quantity: -2, journalId: offline.journalId, at: minute(30) }]);
    // So it is counted again, by a device that knows of it now.
    expect(await command(hand, `/counts/${countId}/recount`, { round: 1, variantIds: [mug] })).toMatchObject({
      status: 200,
      answer: { plan: { round: 2, variantIds: [mug] } },
    });
    expect(await lineOf(hand, countId, mug)).toMatchObject({ state: 'incomplete', round: 2 });
    const again = { countId, round: 2, known: await marksOf(hand), lines: [{ variantId: mug, quantity: 8 }] };
    await hand.push([say(hand, { ...again, at: minute(2001) })]);
    shop.clock.advance(86_400_000);
    await everybodyContacts(minute(2002));
    expect(await lineOf(hand, countId, mug)).toMatchObject({ state: 'final', difference: 0, doubtful: [] });
    const book = () => command(one, `/counts/${countId}/approve`, approval(mug, 0));
    const answers = await Promise.all([book(), book()]);
    expect(answers.map(({ answer }) => answer.booked).sort()).toEqual([0, 1]);
    expect(await book()).toMatchObject({ status: 200, answer: { booked: 0 } });
    expect(await onHandOf(mug)).toBe(8);
    expect(await lineOf(hand, countId, mug)).toMatchObject({ state: 'approved', difference: 0, approvedBy: MANAGER });
  });

  test('a second count that did not know the first is superseded, one that did finds nothing more', async () => {
    const hand = await till();
    const other = await till();
    const mug = await newProduct();
    const [first, second] = [await planCount(hand, [mug]), await planCount(other, [mug])];
    const start = Date.parse(minute(6000));
    const at = (n: number) => new Date(start + n * 60_000).toISOString();
    shop.clock.advance(Math.max(0, start + 3_600_000 - shop.clock.now().getTime()));
    const before = await marksOf(other);
    await other.push([
      say(other, { countId: second, known: before, lines: [{ variantId: mug, quantity: 7 }], at: at(1) }),
    ]);
    await hand.push([await sell(hand, mug, 1, at(2))]);
    const lines = [{ variantId: mug, quantity: 6 }];
    await hand.push([say(hand, { countId: first, known: await marksOf(hand), lines, at: at(3) })]);
    await everybodyContacts(at(3));
    expect(await lineOf(hand, second, mug)).toMatchObject({ state: 'final', difference: -3 });
    expect((await command(hand, `/counts/${first}/approve`, approval(mug, -3))).status).toBe(200);
    expect(await lineOf(hand, second, mug)).toMatchObject({ state: 'superseded' });
    expect(await command(hand, `/counts/${second}/approve`, approval(mug, -3))).toMatchObject({ status: 409 });
    expect((await command(hand, `/counts/${second}/recount`, { round: 1, variantIds: [mug] })).status).toBe(200);
    const after = await marksOf(other);
    await other.push([say(other, { countId: second, round: 2, known: after, lines, at: at(4) })]);
    await everybodyContacts(at(5));
    expect(await lineOf(hand, second, mug)).toMatchObject({ state: 'final', difference: 0 });
    expect(await onHandOf(mug)).toBe(6);
  });
});

describe('counts', () => {
  test('reach every till of the store while they are open', async () => {
    const hand = await till();
    const mug = await newProduct();
    const countId = await planCount(hand, [mug], { name: 'Mugs' });
    const plans = async () =>
      (await hand.pullAll('store')).documents
        .filter(({ id }) => id === `count-plan/${countId}`)
        .map(({ data }) => data);
    const [told] = await plans();
    expect(JSON.parse(told ?? '')).toMatchObject({ plan: { countId, name: 'Mugs', round: 1, variantIds: [mug] } });
    const body = { status: 'cancelled' };
    expect((await command(hand, `/counts/${countId}/close`, body)).status).toBe(200);
    expect((await command(hand, `/counts/${countId}/close`, body)).status).toBe(200);
    expect(await command(hand, `/counts/${countId}/close`, { status: 'closed' })).toMatchObject({ status: 409 });
    expect((await plans()).filter((data) => data !== '')).toEqual([]);
  });

  test('are planned, reviewed and booked by who may, and told where counted by who may not', async () => {
    const hand = await till();
    const mug = await newProduct();
    const countId = await planCount(hand, [mug]);
    expect((await command(hand, '/counts', {}, COUNTER)).status).toBe(403);
    expect((await hand.get(`/counts/${countId}/review`, COUNTER)).status).toBe(403);
    expect((await hand.get('/counts', COUNTER)).status).toBe(200);
    expect((await hand.get('/counts', 'anna')).status).toBe(403);
    const lines = [{ variantId: mug, quantity: 1 }];
    await hand.push([say(hand, { countId, known: {}, lines, at: NINE, operatorId: 'anna' })]);
    const exceptions = await exceptionsOf(shop.server.context, hand.journalId);
    expect(exceptions.map(({ code }) => code)).toEqual(['permission-exceeded']);
    const changed = { countId, name: 'Other', kind: 'chosen', placeIds: ['floor'], variantIds: [mug], blind: true };
    expect(await command(hand, '/counts', changed)).toMatchObject({ answer: { code: 'count-changed' } });
    expect(await command(hand, '/counts', { ...changed, name: 'Shelf' })).toMatchObject({ status: 200 });
  });

  test('of several places are whole when each is counted, or said to be all', async () => {
    const hand = await till();
    const [mug, cup] = [await newProduct(), await newProduct()];
    const countId = await planCount(hand, [mug, cup], { placeIds: ['floor', 'back'] });
    const start = Date.parse(minute(20_000));
    const at = (n: number) => new Date(start + n * 60_000).toISOString();
    shop.clock.advance(Math.max(0, start + 3_600_000 - shop.clock.now().getTime()));
    const known = await marksOf(hand);
    const floor = [
      { variantId: mug, quantity: 6 },
      { variantId: cup, quantity: 10 },
    ];
    await hand.push([
      say(hand, { countId, known, lines: floor, at: at(1) }),
      say(hand, { countId, known, lines: [{ variantId: mug, quantity: 4 }], placeId: 'back', at: at(2) }),
    ]);
    await everybodyContacts(at(5));
    expect(await lineOf(hand, countId, mug)).toMatchObject({ state: 'final', counted: 10, difference: 0 });
    expect(await lineOf(hand, countId, cup)).toMatchObject({ state: 'incomplete', missingPlaces: ['back'] });
    await hand.push([say(hand, { countId, known, lines: [], placeId: 'back', at: at(3), complete: true })]);
    await everybodyContacts(at(5));
    const line = await lineOf(hand, countId, cup);
    expect(line).toMatchObject({ state: 'final', counted: 10, difference: 0 });
    expect(line.said.map(({ placeId, quantity, implied }) => [placeId, quantity, implied])).toEqual([
      ['floor', 10, false],
      ['back', 0, true],
    ]);
    const { counts } = await ask<{ counts: { plan: { countId: string }; places: unknown }[] }>(hand, '/counts');
    expect(counts.find(({ plan }) => plan.countId === countId)?.places).toEqual([
      { placeId: 'floor', variants: 2, complete: false, operatorIds: [COUNTER] },
      { placeId: 'back', variants: 1, complete: true, operatorIds: [COUNTER] },
    ]);
  });

  test('of a category find what nobody found once everything was said to be all', async () => {
    const hand = await till();
    const mug = await newProduct();
    const { db } = shop.server.context;
    const { category_id } = await db
      .selectFrom('variant')
      .select('category_id')
      .where('variant_id', '=', mug)
      .executeTakeFirstOrThrow();
    const category = { kind: 'category', categoryIds: [category_id], variantIds: undefined };
    const countId = await planCount(hand, [], category);
    const at = shop.clock.now().toISOString();
    const before = await ask<CountReviewAnswer>(hand, `/counts/${countId}/review`);
    expect([before.lines, before.uncounted > 0]).toEqual([[], true]);
    await hand.push([say(hand, { countId, known: await marksOf(hand), lines: [], at, complete: true })]);
    const review = await ask<CountReviewAnswer>(hand, `/counts/${countId}/review`);
    expect(review.uncounted).toBe(0);
    expect(review.lines.find(({ variantId }) => variantId === mug)).toMatchObject({ counted: 0, difference: -10 });
    const worth = review.lines.map((line) => Math.abs(line.worth ?? 0));
    expect(worth).toEqual([...worth].sort((a, b) => b - a));
  });

  test('of the day take what is most due, and what they booked is told by reason', async () => {
    const hand = await till();
    const { due, total } = await ask<DueAnswer>(hand, '/counts/due?limit=3');
    expect([due.length, total > 3]).toEqual([3, true]);
    const rolling = {
      countId: randomUUID(),
      name: 'Today',
      kind: 'rolling',
      placeIds: ['floor'],
      limit: 3,
      blind: false,
    };
    const planned = await command(hand, '/counts', rolling);
    expect(planned.answer).toMatchObject({ plan: { variantIds: due.map(({ variantId }) => variantId) } });
    expect((await command(hand, '/counts', rolling)).answer).toEqual(planned.answer);
    const all = '/counts/shrinkage?from=2026-11-01&to=2027-11-01';
    const before = await ask<ShrinkageReport>(hand, all);
    const mug = await newProduct();
    const countId = await planCount(hand, [mug]);
    const at = shop.clock.now().toISOString();
    await hand.push([say(hand, { countId, known: await marksOf(hand), lines: [{ variantId: mug, quantity: 8 }], at })]);
    await everybodyContacts(at);
    const wrong = { lines: [{ variantId: mug, difference: -2, shrinkage: [{ reason: 'damaged', quantity: -1 }] }] };
    expect(await command(hand, `/counts/${countId}/approve`, wrong)).toMatchObject({
      status: 409,
      answer: { code: 'shrinkage-differs' },
    });
    const stale = await command(hand, `/counts/${countId}/approve`, approval(mug, -3));
    expect(stale).toMatchObject({ status: 409, answer: { code: 'count-changed' } });
    expect((await command(hand, `/counts/${countId}/approve`, approval(mug, -2, 'damaged'))).status).toBe(200);
    const { unitPrice } = await productOf(shop.server, await skuOf(mug));
    const after = await ask<ShrinkageReport>(hand, all);
    expect(after.rows.find(({ reason }) => reason === 'damaged')).toEqual({
      reason: 'damaged',
      products: 1,
      missing: 2,
      found: 0,
      worth: -2 * unitPrice,
    });
    expect([after.counted - before.counted, after.worth - before.worth]).toEqual([1, -2 * unitPrice]);
    const next = await ask<DueAnswer>(hand, '/counts/due?limit=1000');
    expect(next.due.map(({ variantId }) => variantId)).not.toContain(mug);
  });

  test('believe no clock that is ahead, and nobody who has more to say', async () => {
    const hand = await till();
    const heard = async () => {
      const { db } = shop.server.context;
      const row = db.selectFrom('journal_contact').selectAll().where('journal_id', '=', hand.journalId);
      return (await row.executeTakeFirst())?.heard_until.toISOString();
    };
    hand.write({ kind: 'drawer.opened', payload: { cause: 'no-sale' } });
    await contact(hand, '2099-01-01T00:00:00.000Z');
    expect(await heard()).toBeUndefined();
    const ahead = await till();
    await contact(ahead, '2099-01-01T00:00:00.000Z');
    const { db, now } = shop.server.context;
    const row = db.selectFrom('journal_contact').selectAll().where('journal_id', '=', ahead.journalId);
    expect((await row.executeTakeFirstOrThrow()).heard_until).toEqual(now());
    registers.splice(registers.indexOf(hand), 1);
  });

  test('hear nothing of what another store says of them', async () => {
    const hand = await till();
    const elsewhere = await enrolTestRegister(shop.server, { storeId: OTHER_STORE });
    const mug = await newProduct();
    const countId = await planCount(hand, [mug]);
    const at = shop.clock.now().toISOString();
    const known = await marksOf(hand);
    await elsewhere.push([say(elsewhere, { countId, known, lines: [{ variantId: mug, quantity: 3 }], at })]);
    expect(await lineOf(hand, countId, mug)).toMatchObject({ state: 'incomplete', said: [] });
    expect((await elsewhere.get(`/counts/${countId}/review`, MANAGER)).status).toBe(403);
  });

  test('know what the opening stock of the server was', async () => {
    const hand = await till();
    const mug = await newProduct();
    const known = await marksOf(hand);
    expect(known[shop.server.context.keys.journalId]).toBeGreaterThan(0);
    const countId = await planCount(hand, [mug]);
    const at = shop.clock.now().toISOString();
    await hand.push([say(hand, { countId, known, lines: [{ variantId: mug, quantity: 10 }], at })]);
    expect(await lineOf(hand, countId, mug)).toMatchObject({ expected: 10, difference: 0 });
  });
});

test('whoever is heard in whatever order, the difference is that of the facts', async () => {
  const registers = [await till(), await till(), await till()];
  const [one, two, hand] = registers;
  if (!one || !two || !hand) throw new Error('no tills');
  const arrivals = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
  await fc.assert(
    fc.asyncProperty(arrivals, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), async (order, a, b) => {
      const mug = await newProduct();
      const countId = await planCount(hand, [mug]);
      const known = await marksOf(hand);
      const at = shop.clock.now().toISOString();
      const pushes = [
        [one, await sell(one, mug, a, at)],
        [two, await sell(two, mug, b, at)],
        [hand, say(hand, { countId, known, lines: [{ variantId: mug, quantity: 9 }], at })],
      ] as const;
      for (const index of order) {
        const push = pushes[index];
        if (push) await push[0].push([push[1]]);
      }
      expect(await lineOf(hand, countId, mug)).toMatchObject({ difference: -1, onHandAfter: 9 - a - b });
    }),
    { numRuns: 6 },
  );
});
