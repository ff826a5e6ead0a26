import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import { AMOUNT_MAX } from '#domain/money/money.ts';
import { exceptionsOf, factsOf, onHandOf, ordersOf, parkedOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type Sold, type TestRegister } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer();

/** A sale at a moment that no calendar has, which no database keeps. */
function poisoned(register: TestRegister, product: Sold): JournalLine {
  const { payload } = JSON.parse(register.clone().sale([product]).body);
  register.receiptNumber += 1;
  return register.write({ kind: 'order.completed', payload }, { at: '2026-99-99T99:99:99.999Z' });
}

test('a fact that the database refuses is stored raw, tells, and blocks neither those before nor after it', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P1');
  const lines = [false, true, false, true, false].map((isPoison) => {
    return isPoison ? poisoned(register, product) : register.sale([product]);
  });
  const answer = await register.push(lines);
  expect(answer).toEqual({
    watermark: 5,
    hash: register.head.hash,
    verdicts: [
      { seq: 2, verdict: 'exception', code: 'unbookable' },
      { seq: 4, verdict: 'exception', code: 'unbookable' },
    ],
  });
  expect(await ordersOf(context, register.journalId)).toEqual([1, 3, 5]);
  expect((await factsOf(context, register.journalId)).map(({ held }) => held)).toEqual([
    null,
    'unbookable',
    null,
    'unbookable',
    null,
  ]);
  expect(await onHandOf(context, product.variantId)).toBe(7);
  expect(await parkedOf(context, register.journalId)).toEqual([]);
  expect(await register.push(lines)).toEqual({ watermark: 5, hash: register.head.hash, verdicts: [] });
});

test('a poison fact that was parked does not block the facts around it', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P2');
  const [a, b, c] = [register.sale([product]), poisoned(register, product), register.sale([product])];
  await register.push([b, c]);
  expect(await register.push([a])).toMatchObject({ watermark: 3, verdicts: [{ seq: 2, code: 'unbookable' }] });
  expect(await onHandOf(context, product.variantId)).toBe(8);
});

test('a stock figure beyond what numbers can count is refused, not stored', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const { variantId } = await productOf(shop.server, 'P3');
  const receive = (quantity: number, times = 1) => {
    const lines = Array.from({ length: times }, () => ({ variantId, quantity }));
    const payload = { locationId: 'LON-shelf', reason: 'delivery', lines };
    return register.write({ kind: 'stock.received', payload }, { operatorId: null });
  };
  const answer = await register.push([receive(Number.MAX_SAFE_INTEGER)]);
  expect(answer.verdicts).toEqual([{ seq: 1, verdict: 'exception', code: 'payload-invalid' }]);
  expect(await onHandOf(context, variantId)).toBe(10);
  const most = Array.from({ length: 10 }, () => receive(AMOUNT_MAX, 1000));
  expect((await register.push(most)).verdicts).toEqual([{ seq: 11, verdict: 'exception', code: 'unbookable' }]);
  expect(await onHandOf(context, variantId)).toBe(9_000 * AMOUNT_MAX + 10);
});

test('what is accepted beyond what numbers can count blocks no later fact', async () => {
  const { context } = shop.server;
  const [register, other] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const product = await productOf(shop.server, 'P7');
  const transferId = randomUUID();
  const accept = (by: TestRegister, locationId: string, quantity: number) => {
    const lines = [{ variantId: product.variantId, quantity }];
    return by.write({ kind: 'stock.accepted', payload: { transferId, locationId, complete: false, lines } });
  };
  const most = ['A', 'B'].map((locationId) => accept(register, locationId, Number.MAX_SAFE_INTEGER));
  const count = { countId: randomUUID(), locationId: 'A', placeId: 'A', round: 1, known: {} };
  const counted = [{ variantId: product.variantId, quantity: 1_000_000_001 }];
  const { verdicts } = await register.push([
    ...most,
    register.write({ kind: 'count.recorded', payload: { ...count, lines: counted } }),
  ]);
  expect(verdicts).toEqual([1, 2, 3].map((seq) => ({ seq, verdict: 'exception', code: 'payload-invalid' })));
  expect(await other.push([accept(other, 'A', 3), other.sale([product])])).toMatchObject({ watermark: 2 });
  expect(await register.push([accept(register, 'A', 4), register.sale([product])])).toMatchObject({ watermark: 5 });
  expect([await ordersOf(context, other.journalId), await ordersOf(context, register.journalId)]).toEqual([[2], [5]]);
  const line = context.db.selectFrom('transfer_line').select('accepted').where('transfer_id', '=', transferId);
  expect(await line.execute()).toEqual([{ accepted: 7 }]);
});

test('a transfer that came to the most that numbers can count takes no more, and blocks no later fact', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P8');
  const transferId = randomUUID();
  const accept = (quantity: number) => {
    const lines = [{ variantId: product.variantId, quantity }];
    return register.write({ kind: 'stock.accepted', payload: { transferId, locationId: 'C', complete: false, lines } });
  };
  await register.push([accept(1)]);
  await context.db
    .updateTable('transfer_line')
    .set({ accepted: Number.MAX_SAFE_INTEGER })
    .where('transfer_id', '=', transferId)
    .execute();
  const answer = await register.push([accept(1), register.sale([product])]);
  expect(answer.watermark).toBe(3);
  expect(answer.verdicts).toContainEqual({ seq: 2, verdict: 'exception', code: 'unbookable' });
  expect(await ordersOf(context, register.journalId)).toEqual([3]);
});

test('a purchase order of which came the most that numbers can count takes no more, and blocks no later fact', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P10');
  const receive = () => {
    const lines = [{ variantId: product.variantId, quantity: 1 }];
    const payload = { locationId: 'LON-shelf', reason: 'delivery', purchaseOrderId: 'PO-9', lines };
    return register.write({ kind: 'stock.received', payload });
  };
  await register.push([receive()]);
  const { numUpdatedRows } = await context.db
    .updateTable('purchase_order_line')
    .set({ received: Number.MAX_SAFE_INTEGER })
    .where('purchase_order_id', '=', 'PO-9')
    .executeTakeFirst();
  expect(numUpdatedRows).toBe(1n);
  const answer = await register.push([receive(), register.sale([product])]);
  expect(answer.verdicts).toContainEqual({ seq: 2, verdict: 'exception', code: 'unbookable' });
  expect(await ordersOf(context, register.journalId)).toEqual([3]);
});

test('goods whose worth is stored beyond what numbers can count block only what moves them', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const [strange, other] = [await productOf(shop.server, 'P9'), await productOf(shop.server, 'P8')];
  await sql`update stock set average_amount = 9007199254740992, average_quantity = 1
    where variant_id = ${strange.variantId}`.execute(context.db);
  const answer = await register.push([register.sale([strange]), register.sale([other])]);
  expect(answer).toMatchObject({ watermark: 2, verdicts: [{ seq: 1, verdict: 'exception', code: 'unbookable' }] });
  expect(await ordersOf(context, register.journalId)).toEqual([2]);
});

test('a date that no calendar has is stored raw', async () => {
  const register = await enrolTestRegister(shop.server);
  const { payload } = JSON.parse(register.clone().sale([await productOf(shop.server, 'P4')]).body);
  const answer = await register.push([
    register.write({ kind: 'order.completed', payload }, { at: '2026-99-99T99:99:99.999Z' }),
  ]);
  expect(answer).toMatchObject({ watermark: 1, verdicts: [{ code: 'unbookable' }] });
});

test('kinds and versions not known here are stored raw under one exception', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const { payload } = JSON.parse(register.clone().sale([await productOf(shop.server, 'P4')]).body);
  const lines = [
    register.write({ kind: 'gift-card.sold', payload: { any: ['thing', 1e308] } }),
    register.write({ kind: 'gift-card.sold', payload: null }),
    register.write({ kind: 'order.completed', version: 2, payload }),
    register.fact('drawer.opened', { cause: 'count' }),
  ];
  const answer = await register.push(lines);
  expect(answer.watermark).toBe(4);
  expect(answer.verdicts).toEqual([1, 2, 3].map((seq) => ({ seq, verdict: 'exception', code: 'kind-unknown' })));
  expect((await factsOf(context, register.journalId)).map(({ applied }) => applied)).toEqual([
    false,
    false,
    false,
    true,
  ]);
  expect(await exceptionsOf(context, register.journalId)).toHaveLength(2);
});

test('a payload that fits no schema is stored raw and tells', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const answer = await register.push([register.write({ kind: 'order.completed', payload: { total: '12' } })]);
  expect(answer).toMatchObject({ watermark: 1, verdicts: [{ seq: 1, verdict: 'exception', code: 'payload-invalid' }] });
  expect(await factsOf(context, register.journalId)).toEqual([{ seq: 1, applied: false, held: 'payload-invalid' }]);
});

test('a ticket that fits no schema uses up its number, and is told with what it came to', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P6');
  const sales = [1, 2, 3].map((number) => ({
    number,
    payload: JSON.parse(register.clone().sale([product]).body).payload,
  }));
  const lines = sales.map(({ number, payload }) => {
    const receipt = { ...payload.receipt, number };
    const more = number === 2 ? { surprise: true } : {};
    return register.write({ kind: 'order.completed', id: randomUUID(), payload: { ...payload, receipt, ...more } });
  });
  await register.push(lines);
  expect(await exceptionsOf(context, register.journalId)).toMatchObject([
    { code: 'payload-invalid', seq: 2, amount: sales[1]?.payload.total },
  ]);
  const other = await enrolTestRegister(shop.server);
  const strange = { ...sales[0]?.payload, receipt: { series: 'ELSE', number: 9 }, total: 'much', surprise: true };
  await other.push([other.write({ kind: 'order.completed', payload: strange }), other.sale([product])]);
  expect(await exceptionsOf(context, other.journalId)).toMatchObject([{ code: 'payload-invalid', amount: null }]);
});

test('what only the server may say changes nothing when a register says it', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const { variantId } = await productOf(shop.server, 'P5');
  const prices: PayloadOf<'prices.published'> = { storeId: 'LON', version: 99, prices: [{ variantId, amount: 1 }] };
  const answer = await register.push([register.fact('prices.published', prices)]);
  expect(answer).toMatchObject({ watermark: 1, verdicts: [{ seq: 1, verdict: 'exception', code: 'kind-forbidden' }] });
  expect((await productOf(shop.server, 'P5')).unitPrice).toBe(500);
  expect(await factsOf(context, register.journalId)).toEqual([{ seq: 1, applied: false, held: 'kind-forbidden' }]);
});

test('nor does it from a register whose store stands in the server’s own place', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const { db } = context;
  await db.updateTable('journal').set({ store_id: 'chain' }).where('journal_id', '=', register.journalId).execute();
  const { variantId } = await productOf(shop.server, 'P6');
  const prices: PayloadOf<'prices.published'> = { storeId: 'LON', version: 99, prices: [{ variantId, amount: 1 }] };
  await register.push([register.fact('prices.published', prices)]);
  expect((await productOf(shop.server, 'P6')).unitPrice).toBe(600);
  expect(await factsOf(context, register.journalId)).toEqual([{ seq: 1, applied: false, held: 'kind-forbidden' }]);
});
