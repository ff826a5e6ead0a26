import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Variant, VariantRules } from '#domain/catalog/variant.ts';
import { publishSettings } from '#sync-server/commands/publish-settings.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';
import { exceptionsOf, onHandOf, ordersOf } from '#tests/fixtures/test-queries.ts';
import { enrolTestRegister, productOf, type SaleOptions, type Sold } from '#tests/fixtures/test-register.ts';
import { openTestServer } from '#tests/fixtures/test-server.ts';
import { STORE, TAX_RULES } from '#tests/fixtures/test-shop.ts';

const shop = openTestServer();

/** Pushes one sale and gives its verdicts' codes and its exceptions; the sale must be booked. */
async function sell(items: Sold[], options: SaleOptions = {}) {
  const register = await enrolTestRegister(shop.server);
  const answer = await register.push([register.sale(items, options)]);
  expect(answer.watermark).toBe(1);
  expect(await ordersOf(shop.server.context, register.journalId)).toEqual([1]);
  const exceptions = await exceptionsOf(shop.server.context, register.journalId);
  expect(answer.verdicts).toEqual(exceptions.map(({ code }) => ({ seq: 1, verdict: 'exception', code })));
  return exceptions;
}

test('a sale as it should be opens none', async () => {
  expect(await sell([await productOf(shop.server, 'P1', 2)])).toEqual([]);
});

test('figures that do not add up', async () => {
  const [exception, ...more] = await sell([await productOf(shop.server, 'P1')], { change: { total: 99 } });
  expect(more).toEqual([]);
  expect(exception).toMatchObject({ code: 'arithmetic-differs', amount: 99 });
});

test('a tax version that was never published', async () => {
  const rules = { ...TAX_RULES, version: 7 };
  const exceptions = await sell([await productOf(shop.server, 'P1')], { rules });
  expect(exceptions).toMatchObject([{ code: 'settle-differs', detail: { where: 'taxVersion', found: '7' } }]);
});

test('another tax than the version says', async () => {
  const rules = { ...TAX_RULES, rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 100_000 }] } };
  const exceptions = await sell([await productOf(shop.server, 'P1')], { rules });
  expect(exceptions).toMatchObject([{ code: 'settle-differs', amount: 100 }]);
});

test.each([
  { name: 'lower', unitPrice: 50, amount: -150 },
  { name: 'higher', unitPrice: 120, amount: 60 },
])('a price $name than published tells the amount at stake', async ({ unitPrice, amount }) => {
  const product = await productOf(shop.server, 'P1', 3);
  const exceptions = await sell([{ ...product, unitPrice }]);
  expect(exceptions).toMatchObject([
    { code: 'price-differs', amount, detail: { found: unitPrice, expected: 100, lines: 1 } },
  ]);
});

test('a price version that never set this price, and an unknown product, book all the same', async () => {
  const product = await productOf(shop.server, 'P1');
  expect(await sell([{ ...product, priceVersion: 77 }])).toMatchObject([{ code: 'price-differs' }]);
  const variantId = randomUUID();
  expect(await sell([{ ...product, variantId }])).toMatchObject([{ code: 'price-differs' }]);
  expect(await onHandOf(shop.server.context, variantId)).toBe(-1);
});

test('an operator the store does not know', async () => {
  const register = await enrolTestRegister(shop.server);
  const line = register.sale([await productOf(shop.server, 'P1')]);
  const { payload } = JSON.parse(line.body);
  const other = await enrolTestRegister(shop.server);
  const receipt = { series: other.receiptSeries, number: 1 };
  await other.push([
    other.write({ kind: 'order.completed', payload: { ...payload, receipt } }, { operatorId: 'nobody' }),
  ]);
  expect(await exceptionsOf(shop.server.context, other.journalId)).toMatchObject([
    { code: 'operator-not-known', detail: { operatorId: 'nobody' } },
  ]);
});

test('receipt numbers that skip, repeat or leave their series', async () => {
  const { context } = shop.server;
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P2');
  const receipt = (number: number, series = register.receiptSeries) => ({ change: { receipt: { series, number } } });
  const numbers = [receipt(1), receipt(3), receipt(4), receipt(4), receipt(5, 'other'), receipt(5)];
  const answer = await register.push(numbers.map((options) => register.sale([product], options)));
  expect(answer.watermark).toBe(6);
  const differing = (await exceptionsOf(context, register.journalId)).map(({ code, seq }) => [code, seq]);
  expect(differing).toEqual([2, 4, 5].map((seq) => ['receipt-number-differs', seq]));
});

test('the same order in two journals books twice and tells', async () => {
  const { context } = shop.server;
  const [first, second] = [await enrolTestRegister(shop.server), await enrolTestRegister(shop.server)];
  const product = await productOf(shop.server, 'P3');
  const id = randomUUID();
  await first.push([first.sale([product], { id })]);
  const answer = await second.push([second.sale([product], { id })]);
  expect(answer.verdicts).toEqual([{ seq: 1, verdict: 'exception', code: 'order-repeated' }]);
  expect(await onHandOf(context, product.variantId)).toBe(8);
});

test('the same order twice in one push tells too', async () => {
  const register = await enrolTestRegister(shop.server);
  const product = await productOf(shop.server, 'P4');
  const id = randomUUID();
  const answer = await register.push([register.sale([product], { id }), register.sale([product], { id })]);
  expect(answer.verdicts).toEqual([{ seq: 2, verdict: 'exception', code: 'order-repeated' }]);
});

test('an envelope that names another store books for the journal’s own and tells', async () => {
  const register = await enrolTestRegister(shop.server);
  const impostor = Object.assign(register.clone(), { storeId: 'NYC' });
  const product = await productOf(shop.server, 'P5');
  const answer = await register.push([impostor.sale([product])]);
  expect(answer.verdicts).toEqual([{ seq: 1, verdict: 'exception', code: 'payload-invalid' }]);
  expect(await onHandOf(shop.server.context, product.variantId, 'LON')).toBe(9);
  expect(await onHandOf(shop.server.context, product.variantId, 'NYC')).toBe(10);
});

test('rounding that the store’s cash does not have', async () => {
  const payments = [{ id: randomUUID(), tender: 'cash', tendered: 103, change: 0, amount: 103 }];
  const exceptions = await sell([await productOf(shop.server, 'P1')], { change: { rounding: 3, payments } });
  expect(exceptions).toMatchObject([{ code: 'rounding-differs', detail: { where: 'rounding', found: '3' } }]);
});

test.each([
  {
    name: 'keyed in, where the price book has one',
    line: { priceSource: 'entered' as const },
    codes: ['price-differs'],
  },
  { name: 'overridden from the published one', line: { listPrice: 600 }, codes: [] },
  { name: 'overridden from another than published', line: { listPrice: 599 }, codes: ['price-differs'] },
  {
    name: 'overridden further than the role allows',
    line: { listPrice: 600, low: true },
    codes: ['permission-exceeded'],
  },
])('a price $name', async ({ line: { listPrice, low = false, ...line }, codes }) => {
  const product = await productOf(shop.server, 'P6');
  const priceOverride = listPrice === undefined ? {} : { priceOverride: { listPrice, reason: 'damaged' } };
  const sold = { ...product, unitPrice: low ? 400 : 550, ...line, ...priceOverride };
  expect((await sell([sold])).map(({ code }) => code)).toEqual(codes);
});

describe('what a window says of a product', () => {
  const tea = { variantId: 'tea', productId: 'tea', sku: 'TEA', name: 'Tea', gtins: [], categoryId: 'Teas' };
  const variant = (variantId: string, rules: VariantRules): Variant => ({
    ...tea,
    variantId,
    sku: variantId,
    unit: 'each',
    taxCategory: 'standard',
    rules,
  });
  beforeAll(async () => {
    const variants = [variant('asked', { openPrice: true }), variant('labelled', { plu: '21' })];
    const categories = [{ categoryId: 'sundries', name: 'Sundries', taxCategory: 'standard' }];
    const payload = { categories, variants };
    await appendFacts(shop.server.context, async () => ({
      facts: [{ kind: 'catalogue.published', payload }],
      answer: null,
    }));
    const clerk = { operatorId: 'carl', name: 'Carl', initials: 'CA', role: 'clerk', storeIds: [STORE] };
    const manager = { ...clerk, operatorId: 'max', name: 'Max', initials: 'MX', role: 'manager' };
    for (const operator of [clerk, manager]) {
      const after = { ...operator, pinHash: 'argon2id' };
      await publishSettings(shop.server.context, { entity: 'operator', entityId: operator.operatorId, after });
    }
  });
  const asked = { variantId: 'asked', sku: 'asked', quantity: 1, unitPrice: 250, priceVersion: 0 };
  const unlisted = { ...asked, variantId: 'unlisted/sundries', unlisted: { categoryId: 'sundries' } };
  const entered = { priceSource: 'entered' as const };
  const label = { priceSource: 'label' as const, labelAmount: 90 };

  test.each([
    ['a price that is asked for', { ...asked, ...entered }],
    ['a label where there is one', { ...asked, variantId: 'labelled', ...label }],
    ['an unlisted item of a department', { ...unlisted, ...entered }],
  ])('may be %s', async (_, item) => {
    expect(await sell([item])).toEqual([]);
  });

  test('a lower tax category than the catalogue has is told with the tax that is missing', async () => {
    const product = await productOf(shop.server, 'P6');
    const forged = { ...product, taxCategory: 'zero' };
    expect(await sell([forged])).toMatchObject([
      { code: 'tax-category-differs', amount: -100, detail: { found: 'zero', expected: 'standard' } },
    ]);
    expect(await sell([{ ...unlisted, ...entered, taxCategory: 'zero' }])).toMatchObject([
      { code: 'tax-category-differs' },
    ]);
    const nowhere = { ...unlisted, ...entered, unlisted: { categoryId: 'nowhere' } };
    expect(await sell([nowhere])).toMatchObject([
      { code: 'tax-category-differs', detail: { expected: 'no department' } },
    ]);
  });

  test.each([
    ['a label on what has none', { ...label }],
    ['a label that is not said to be one', { labelAmount: 90 }],
    ['an unlisted item that is a listed one', { ...entered, unitPrice: 90, unlisted: { categoryId: 'sundries' } }],
    ['a keyed-in price', { ...entered, unitPrice: 90 }],
  ])('is told where it is %s, with what it is too little', async (_, forged) => {
    const product = await productOf(shop.server, 'P6');
    expect(await sell([{ ...product, ...forged }])).toMatchObject([{ code: 'price-differs', amount: -510 }]);
  });

  test.each([
    ['open-price', { ...asked, ...entered }],
    ['unlisted-item', { ...unlisted, ...entered }],
    ['archived-item', { ...asked, variantId: 'labelled', ...label, archived: true }],
  ])('needs the permission %s, or a decision on the cart', async (permission, item) => {
    const register = await enrolTestRegister(shop.server);
    const decided = randomUUID();
    const decision = { permission, askerId: 'carl', deciderId: 'max', verdict: 'granted', size: 0 } as const;
    const clerk = { operatorId: 'carl' };
    const ticket = (id: string) => {
      const { payload } = JSON.parse(register.clone().sale([item], { id }).body);
      register.receiptNumber += 1;
      const receipt = { series: register.receiptSeries, number: register.receiptNumber };
      return register.write({ kind: 'order.completed', id, payload: { ...payload, receipt } }, clerk);
    };
    await register.push([
      ticket(randomUUID()),
      register.fact('override.decided', { ...decision, subjectId: decided }),
      ticket(decided),
    ]);
    const exceptions = await exceptionsOf(shop.server.context, register.journalId);
    expect(exceptions).toMatchObject([{ code: 'permission-exceeded', seq: 1, detail: { permission } }]);
  });
});

describe('an authentic ticket', () => {
  test('of an engine that is not known books, and tells that it could not be settled again', async () => {
    const product = await productOf(shop.server, 'P6');
    const exceptions = await sell([product], { change: { engineVersion: 99 } });
    expect(exceptions).toMatchObject([{ code: 'settle-differs', detail: { where: 'engineVersion', found: '99' } }]);
  });

  test('of an engine before this one is settled again', async () => {
    const product = await productOf(shop.server, 'P6');
    expect(await sell([product], { change: { engineVersion: 1 } })).toEqual([]);
    const rules = { ...TAX_RULES, rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 100_000 }] } };
    const exceptions = await sell([product], { rules, change: { engineVersion: 1 } });
    expect(exceptions).toMatchObject([{ code: 'settle-differs', detail: { where: 'lines/0/taxes/0/ratePpm' } }]);
  });

  test('whose texts no database keeps books, in texts that can be kept', async () => {
    const register = await enrolTestRegister(shop.server);
    const product = await productOf(shop.server, 'P6');
    const { payload } = JSON.parse(register.clone().sale([product]).body);
    const lines = [{ ...payload.lines[0], name: 'Tea\0 \uD83C' }];
    await register.push([register.write({ kind: 'order.completed', payload: { ...payload, lines } })]);
    expect(await exceptionsOf(shop.server.context, register.journalId)).toEqual([]);
    const row = await shop.server.context.db
      .selectFrom('order_line')
      .select('name')
      .where('journal_id', '=', register.journalId)
      .executeTakeFirst();
    expect(row).toEqual({ name: 'Tea\uFFFD \uFFFD' });
  });

  test('over more than any till takes counts nowhere, and is told', async () => {
    const register = await enrolTestRegister(shop.server);
    const product = await productOf(shop.server, 'P6');
    const huge = register.sale([product], { change: { total: 9_000_000_000_000_000 } });
    const answer = await register.push([huge]);
    expect(answer.verdicts).toEqual([{ seq: 1, verdict: 'exception', code: 'payload-invalid' }]);
    expect(await ordersOf(shop.server.context, register.journalId)).toEqual([]);
  });
});
