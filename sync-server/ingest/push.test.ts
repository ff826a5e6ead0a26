import { expect, test } from 'vitest';
import { onHandOf, ordersOf, parkedOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';

const shop = openTestServer();

test('a sale books once, however often it is pushed', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P1', 3);
  const line = register.sale([product]);
  const first = await register.push([line]);
  expect(first).toEqual({ watermark: 1, hash: line.hash, verdicts: [] });
  expect(await register.push([line])).toEqual(first);
  expect(await onHandOf(context, product.variantId)).toBe(7);
});

test('the exact bytes are kept', async () => {
  const register = await enrolTestRegister(shop.server);
  const line = register.write({ kind: 'drawer.opened', payload: { cause: 'no-sale', odd: '1e2 \u2028 é 😀' } });
  await register.push([line]);
  const row = await shop.server.context.db
    .selectFrom('fact')
    .select(['body', 'hash', 'signature'])
    .where('journal_id', '=', register.journalId)
    .executeTakeFirstOrThrow();
  expect(Buffer.from(row.body).toString('utf8')).toBe(line.body);
  expect(row).toMatchObject({ hash: line.hash, signature: line.signature });
});

test('after a lost answer an overlapping run books only what is new', async () => {
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P2');
  const lines = [1, 2, 3, 4, 5].map(() => register.sale([product]));
  await register.push(lines.slice(0, 3));
  const answer = await register.push(lines.slice(1));
  expect(answer).toEqual({ watermark: 5, hash: register.head.hash, verdicts: [] });
  expect(await ordersOf(shop.server.context, register.journalId)).toEqual([1, 2, 3, 4, 5]);
  expect(await onHandOf(shop.server.context, product.variantId)).toBe(5);
});

test('an empty push tells where the journal stands', async () => {
  const register = await enrolTestRegister(shop.server);
  const line = register.fact('drawer.opened', { cause: 'no-sale' });
  await register.push([line]);
  expect(await register.push([])).toEqual({ watermark: 1, hash: line.hash, verdicts: [] });
});

test('what is ahead of a gap is parked, survives, and books when the gap closes', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P3');
  const lines = [1, 2, 3, 4, 5].map(() => register.sale([product]));
  const ahead = await register.push(lines.slice(2, 4));
  expect(ahead.watermark).toBe(0);
  expect(ahead.verdicts).toEqual([
    { seq: 3, verdict: 'parked', code: 'journal-gap' },
    { seq: 4, verdict: 'parked', code: 'journal-gap' },
  ]);
  expect(await parkedOf(context, register.journalId)).toEqual([3, 4]);
  expect(await onHandOf(context, product.variantId)).toBe(10);
  expect((await register.push(lines.slice(0, 1))).watermark).toBe(1);
  expect(await register.push(lines.slice(1, 2))).toEqual({ watermark: 4, hash: lines[3]?.hash, verdicts: [] });
  expect(await parkedOf(context, register.journalId)).toEqual([]);
  expect(await onHandOf(context, product.variantId)).toBe(6);
});

test('lines of one push in any order book', async () => {
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P4');
  const [a, b, c, d] = [1, 2, 3, 4].map(() => register.sale([product]));
  if (!a || !b || !c || !d) throw new Error('four lines');
  expect(await register.push([c, a, d, b, a])).toEqual({ watermark: 4, hash: d.hash, verdicts: [] });
  expect(await onHandOf(shop.server.context, product.variantId)).toBe(6);
});

test('two pushers of one journal at once book each fact once', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P5');
  const lines = Array.from({ length: 30 }, () => register.sale([product]));
  const pushes = [0, 5, 10, 3, 20, 1, 15, 0].map((from) => register.push(lines.slice(from, from + 12)));
  for (const answer of await Promise.all(pushes))
    expect(answer.verdicts.map((v) => v.verdict)).not.toContain('quarantined');
  const rest = await register.push(lines);
  expect(rest).toEqual({ watermark: 30, hash: register.head.hash, verdicts: [] });
  expect(await ordersOf(context, register.journalId)).toHaveLength(30);
  expect(await onHandOf(context, product.variantId)).toBe(-20);
});

test('registers of one store push at once without losing a movement', async () => {
  const { context } = shop.server;
  const products = await Promise.all(['P6', 'P7', 'P8'].map((sku) => productOf(shop.server, sku)));
  const registers = await Promise.all([1, 2, 3, 4].map(() => enrolTestRegister(shop.server)));
  await Promise.all(
    registers.map(async (register, index) => {
      const order = index % 2 === 0 ? products : [...products].reverse();
      for (let round = 0; round < 5; round++) await register.push([register.sale(order), register.sale(order)]);
    }),
  );
  for (const { variantId } of products) expect(await onHandOf(context, variantId)).toBe(10 - 40);
});

test('an order is stored with its lines, payments, taxes and movements', async () => {
  const { db } = shop.server.context;
  const register = await enrolTestRegister(shop.server);
  const products = [await productOf(shop.server, 'P9', 2), await productOf(shop.server, 'P10', 1)];
  await register.push([register.sale(products)]);
  const of = { journal_id: register.journalId, seq: 1 };
  const order = await db
    .selectFrom('customer_order')
    .selectAll()
    .where('journal_id', '=', of.journal_id)
    .executeTakeFirst();
  expect(order).toMatchObject({
    ...of,
    store_id: 'LON',
    register_id: register.registerId,
    operator_id: 'anna',
    business_date: '2026-11-21',
    receipt_series: register.receiptSeries,
    receipt_number: 1,
    currency: 'GBP',
    total: 2800,
    tax_total: 467,
    rounding: 0,
  });
  const lines = await db
    .selectFrom('order_line')
    .selectAll()
    .where('journal_id', '=', of.journal_id)
    .orderBy('line_no')
    .execute();
  expect(lines.map(({ sku, quantity, amount }) => [sku, quantity, amount])).toEqual([
    ['P9', 2, 1800],
    ['P10', 1, 1000],
  ]);
  const payments = await db.selectFrom('payment').selectAll().where('journal_id', '=', of.journal_id).execute();
  expect(payments).toMatchObject([{ tender: 'cash', tendered: 2800, change: 0, amount: 2800 }]);
  const taxes = await db.selectFrom('order_tax').selectAll().where('journal_id', '=', of.journal_id).execute();
  expect(taxes).toMatchObject([{ code: 'S', rate_ppm: 200_000, base: 2333, amount: 467 }]);
  const movements = await db.selectFrom('movement').selectAll().where('journal_id', '=', of.journal_id).execute();
  expect(movements.map(({ quantity }) => quantity).sort()).toEqual([-1, -2]);
});
