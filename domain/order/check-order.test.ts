import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReturnLine } from '#domain/order/cart.ts';
import { type CashPolicy, checkOrder } from '#domain/order/check-order.ts';
import type { Order } from '#domain/order/order.ts';
import { settle } from '#domain/pricing/settle.ts';
import { ENGINE_VERSION } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { arbitraryOrder } from '#tests/fixtures/arbitrary-cart.ts';
import { figuresOf, withFigure } from '#tests/fixtures/order-figures.ts';
import { RUNS } from '#tests/fixtures/property-runs.ts';

/** What says how to settle, as against what settling gives. */
const ASKED = /\/(quantity|unitPrice)$|discounts\/\d+\/value$/;
/** Versions and the receipt number are no amounts; the server knows them from elsewhere. */
const NO_AMOUNT = /priceVersion$|^engineVersion$|^receipt\/number$/;

describe('an order as it was settled', () => {
  it('has no faults, whatever the cart and the rules', () => {
    fc.assert(
      fc.property(arbitraryOrder, ({ order, rules }) => {
        expect(checkOrder(order, rules)).toEqual([]);
        expect(checkOrder(order, undefined)).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a single changed figure', () => {
  const changed = arbitraryOrder.chain(({ order, rules }) =>
    fc.record({
      order: fc.constant(order),
      rules: fc.constant(rules),
      where: fc.constantFrom(...figuresOf(order).filter((path) => !NO_AMOUNT.test(path))),
      by: fc.oneof(
        fc.constantFrom(-1, 1),
        fc.integer().filter((value) => value !== 0),
      ),
    }),
  );

  it('is found, unless the order is as right with it as without', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(changed, ({ order, rules, where, by }) => {
        const other = withFigure(order, where, (figure) => figure + by);
        const faults = checkOrder(other, rules);
        if (ASKED.test(where)) {
          expect(faults.length === 0).toBe(settlesToItself(other, rules));
        } else {
          expect(faults).not.toEqual([]);
          seen.add(where.replace(/\d+/g, 'n'));
        }
      }),
      { numRuns: 3000 },
    );
    expect([...seen].sort()).toEqual([
      'lines/n/adjustments/n/amount',
      'lines/n/amount',
      'lines/n/listAmount',
      'lines/n/taxes/n/amount',
      'lines/n/taxes/n/base',
      'lines/n/taxes/n/ratePpm',
      'payments/n/amount',
      'payments/n/change',
      'payments/n/tendered',
      'rounding',
      'taxTotal',
      'taxVersion',
      'taxes/n/amount',
      'taxes/n/base',
      'taxes/n/ratePpm',
      'total',
    ]);
  });

  it('is found by the order alone, without its tax rules', () => {
    fc.assert(
      fc.property(changed, ({ order, where, by }) => {
        if (ASKED.test(where) || where === 'taxVersion') return;
        const faults = checkOrder(
          withFigure(order, where, (figure) => figure + by),
          undefined,
        );
        expect(faults.map((fault) => fault.code)).toContain('arithmetic-differs');
      }),
      { numRuns: 1000 },
    );
  });

  it('is named by its place, with what it should be', () => {
    const [drawn] = fc.sample(arbitraryOrder, { numRuns: 1, seed: 1 });
    if (!drawn) throw new Error('no sample');
    const other = withFigure(drawn.order, 'lines/0/listAmount', (figure) => figure + 5);
    expect(checkOrder(other, drawn.rules)[0]).toEqual({
      code: 'arithmetic-differs',
      where: 'lines/0/listAmount',
      expected: String(drawn.order.lines[0]?.listAmount),
      found: String((drawn.order.lines[0]?.listAmount ?? 0) + 5),
    });
  });
});

/** Whether an order has the very figures that settling it gives. */
function settlesToItself(order: Order, rules: TaxRules): boolean {
  const result = settle(order, rules);
  if (!result.ok) return false;
  const { lines, taxes, taxTotal, total } = result.settled;
  const figures = order.lines.map(({ id: lineId, listAmount, adjustments, amount, taxes }) => {
    return { lineId, listAmount, adjustments, amount, taxes };
  });
  const own = [figures, order.taxes, order.taxTotal, order.total];
  return JSON.stringify([lines, taxes, taxTotal, total]) === JSON.stringify(own);
}

/** One line of 12.00 with 2.00 VAT in it, paid with 20.00. */
const SALE: Order = {
  receipt: { series: 'L1A', number: 7 },
  currency: 'GBP',
  pricesIncludeTax: true,
  taxVersion: 1,
  engineVersion: ENGINE_VERSION,
  cartOpenedAt: '2026-11-21T10:00:00.000Z',
  lines: [
    {
      id: 'line',
      variantId: 'mug',
      sku: 'MUG',
      name: 'Mug',
      unit: 'each',
      taxCategory: 'standard',
      quantity: 2,
      unitPrice: 600,
      priceVersion: 1,
      discounts: [],
      listAmount: 1200,
      adjustments: [],
      amount: 1200,
      taxes: [{ code: 'S', ratePpm: 200_000, base: 1000, amount: 200 }],
    },
  ],
  discounts: [],
  taxes: [{ code: 'S', ratePpm: 200_000, base: 1000, amount: 200 }],
  taxTotal: 200,
  total: 1200,
  rounding: 0,
  payments: [{ id: 'payment', tender: 'cash', tendered: 2000, change: 800, amount: 1200 }],
};

const RULES: TaxRules = {
  version: 1,
  pricesIncludeTax: true,
  rounding: 'line',
  rates: {
    standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }],
    low: [{ code: 'R', name: 'VAT', ratePpm: 50_000 }],
  },
};

describe('figures changed together, so that they still add up', () => {
  it('are found against the tax rules', () => {
    const tax = { code: 'R', ratePpm: 50_000, base: 1143, amount: 57 };
    const [line] = SALE.lines;
    if (!line) throw new Error('no line');
    const cheated: Order = { ...SALE, lines: [{ ...line, taxes: [tax] }], taxes: [tax], taxTotal: 57 };
    expect(checkOrder(SALE, RULES)).toEqual([]);
    expect(checkOrder(cheated, undefined)).toEqual([]);
    expect(checkOrder(cheated, RULES)).toContainEqual({
      code: 'settle-differs',
      where: 'lines/0/taxes/0/code',
      expected: 'S',
      found: 'R',
    });
  });

  it.each([100, 199, 201])('are found by the rate that the order itself names: 200 made %d', (amount) => {
    const tax = { code: 'S', ratePpm: 200_000, base: 1200 - amount, amount };
    const [line] = SALE.lines;
    if (!line) throw new Error('no line');
    const cheated: Order = { ...SALE, lines: [{ ...line, taxes: [tax] }], taxes: [tax], taxTotal: amount };
    expect(checkOrder(cheated, undefined)).toEqual([
      { code: 'arithmetic-differs', where: 'lines/0/taxes/0/amount', expected: 'near 200', found: String(amount) },
    ]);
  });

  it('are found where a discount is given that nobody asked for', () => {
    const [line] = SALE.lines;
    if (!line) throw new Error('no line');
    const adjustments = [{ source: 'line-discount' as const, discountId: 'd', reason: 'staff', amount: -600 }];
    const tax = { code: 'S', ratePpm: 200_000, base: 500, amount: 100 };
    const cheated: Order = {
      ...SALE,
      lines: [{ ...line, adjustments, amount: 600, taxes: [tax] }],
      taxes: [tax],
      taxTotal: 100,
      total: 600,
      payments: [{ id: 'payment', tender: 'cash', tendered: 600, change: 0, amount: 600 }],
    };
    expect(checkOrder(cheated, undefined)).toEqual([]);
    expect(checkOrder(cheated, RULES).map((fault) => fault.where)).toContain('lines/0/adjustments/0');
  });

  it('are found in the other tax regime and under another version of the rules', () => {
    expect(checkOrder({ ...SALE, taxVersion: 2 }, RULES)).toEqual([
      { code: 'settle-differs', where: 'taxVersion', expected: '1', found: '2' },
    ]);
    expect(checkOrder({ ...SALE, pricesIncludeTax: false }, RULES)).not.toEqual([]);
  });
});

describe('an order of another engine version', () => {
  const other = { ...RULES, rates: { standard: [{ code: 'X', name: 'X', ratePpm: 1 }] } };

  it('that came before is settled again all the same', () => {
    expect(checkOrder({ ...SALE, engineVersion: 1 }, RULES)).toEqual([]);
    expect(checkOrder({ ...SALE, engineVersion: 1 }, other)).not.toEqual([]);
  });

  it.each([0, ENGINE_VERSION + 1])('that is not known is told, and checked by its own figures: %d', (engineVersion) => {
    const told = { code: 'settle-differs', where: 'engineVersion', expected: '1 to 2', found: String(engineVersion) };
    expect(checkOrder({ ...SALE, engineVersion }, other)).toEqual([told]);
    expect(checkOrder({ ...SALE, engineVersion }, undefined)).toEqual([told]);
    expect(checkOrder({ ...SALE, engineVersion, total: 1201 }, other)).toMatchObject([
      { code: 'arithmetic-differs' },
      {},
    ]);
  });
});

describe('a bundle', () => {
  it.each([
    [1_000, true],
    [1_000_000_000, false],
  ])('takes no more off the shelf than anything is sold of: %d in each', (quantity, fits) => {
    const [line] = SALE.lines;
    if (!line) throw new Error('no line');
    const parts = [{ variantId: 'tea', quantity }];
    const sold = { ...line, quantity: 1_000_000, unitPrice: 0, listAmount: 0, amount: 0, taxes: [], parts };
    const order = { ...SALE, lines: [sold], taxes: [], taxTotal: 0, total: 0, payments: [] };
    expect(checkOrder(order, undefined).map(({ where }) => where)).toEqual(fits ? [] : ['lines/0/parts/0/quantity']);
  });
});

describe('an order that does not settle', () => {
  it('says why', () => {
    expect(checkOrder(SALE, { ...RULES, rates: {} })).toEqual([
      { code: 'settle-differs', where: 'lines/0', expected: 'settled', found: 'tax-category-unknown' },
    ]);
    const [line] = SALE.lines;
    if (!line) throw new Error('no line');
    const gift = { ...line, id: 'gift', taxCategory: 'gift', unitPrice: 0, listAmount: 0, amount: 0, taxes: [] };
    expect(checkOrder({ ...SALE, lines: [line, gift] }, RULES).map((fault) => fault.where)).toEqual(['lines/1']);
  });
});

describe('a ticket with returns', () => {
  const back: ReturnLine = {
    id: 'back',
    source: { orderId: '0193a5c0-0000-7000-8000-0000000000aa', receipt: 'L1A-3', lineId: 'x' },
    ...{ variantId: 'mug', sku: 'MUG', name: 'Mug', unit: 'each', taxCategory: 'standard' },
    ...{ quantity: 1, amount: -600, reason: 'unwanted', condition: 'restock' },
    taxes: [{ code: 'S', ratePpm: 200_000, base: -500, amount: -100 }],
  };
  const RETURN: Order = {
    ...SALE,
    lines: [],
    returns: [back],
    taxes: back.taxes,
    taxTotal: -100,
    total: -600,
    payments: [{ id: 'payment', tender: 'cash', tendered: -600, change: 0, amount: -600 }],
  };

  it('has no faults when it adds up, alone and in an exchange', () => {
    expect(checkOrder(RETURN, RULES)).toEqual([]);
    const exchange: Order = {
      ...SALE,
      returns: [back],
      taxes: [{ code: 'S', ratePpm: 200_000, base: 500, amount: 100 }],
      taxTotal: 100,
      total: 600,
      payments: [{ id: 'payment', tender: 'cash', tendered: 600, change: 0, amount: 600 }],
    };
    expect(checkOrder(exchange, RULES)).toEqual([]);
  });

  it.each(['total', 'taxTotal', 'taxes/0/base', 'taxes/0/amount', 'payments/0/amount', 'returns/0/amount'])(
    'has its %s checked',
    (where) => {
      for (const by of [-1, 1])
        expect(
          checkOrder(
            withFigure(RETURN, where, (figure) => figure + by),
            RULES,
          ),
        ).not.toEqual([]);
    },
  );

  it('does not take money, by its amount, its tax or a made-up tax', () => {
    const faultsOf = (own: Partial<ReturnLine>) =>
      checkOrder({ ...RETURN, returns: [{ ...back, ...own }] }, RULES).map((one) => one.where);
    expect(faultsOf({ amount: 600 })).toContain('returns/0/amount');
    expect(faultsOf({ taxes: [{ code: 'S', ratePpm: 200_000, base: -700, amount: 100 }] })).toContain(
      'returns/0/taxes/0/amount',
    );
    expect(faultsOf({ taxes: [{ code: 'S', ratePpm: 200_000, base: -200, amount: -400 }] })).toContain(
      'returns/0/taxes/0/amount',
    );
  });

  it('gives no change and no tip back', () => {
    const change = { id: 'payment', tender: 'cash', tendered: -500, change: 100, amount: -600 };
    expect(checkOrder({ ...RETURN, payments: [change] }, RULES).map((one) => one.where)).toEqual(['payments/0/change']);
  });

  it('names the return that can not be settled', () => {
    expect(checkOrder({ ...RETURN, returns: [{ ...back, quantity: 0 }] }, RULES)).toEqual([
      { code: 'settle-differs', where: 'returns/0', expected: 'settled', found: 'quantity-invalid' },
    ]);
  });
});

describe('payments', () => {
  const paidBy = (payment: Order['payments'][number]) => checkOrder({ ...SALE, payments: [payment] }, RULES);

  it('are tendered in amount, tip and change', () => {
    expect(paidBy({ id: 'p', tender: 'card', tendered: 1400, change: 0, amount: 1200, tip: 200 })).toEqual([]);
    expect(paidBy({ id: 'p', tender: 'card', tendered: 1200, change: 0, amount: 1200, tip: 200 })).not.toEqual([]);
    expect(paidBy({ id: 'p', tender: 'card', tendered: 1100, change: 0, amount: 1200, tip: -100 })).not.toEqual([]);
  });

  it('in foreign cash are worth their rate', () => {
    const foreign = { currency: 'EUR', tendered: 2000, ratePpm: 850_300 };
    // 20.00 at 0.8503 are 17.006.
    expect(paidBy({ id: 'p', tender: 'eur', tendered: 1701, change: 501, amount: 1200, foreign })).toEqual([]);
    expect(paidBy({ id: 'p', tender: 'eur', tendered: 1700, change: 500, amount: 1200, foreign })).toEqual([
      { code: 'arithmetic-differs', where: 'payments/0/foreign/tendered', expected: '1701', found: '1700' },
    ]);
  });
});

describe('cash rounding', () => {
  const swiss = { cashRounding: 5, halves: 'up' as const, cashTenders: new Set(['cash']) };
  const danish = { ...swiss, cashRounding: 50 };
  const rounded = (rounding: number, tender = 'cash'): Order => {
    const amount = 1200 + rounding;
    return { ...SALE, rounding, payments: [{ id: 'p', tender, tendered: amount, change: 0, amount }] };
  };

  it.each<[number, string, CashPolicy, boolean]>([
    [0, 'card', swiss, true],
    [2, 'cash', swiss, true],
    [-2, 'cash', swiss, true],
    [3, 'cash', swiss, false],
    [-5, 'cash', swiss, false],
    [-2, 'card', swiss, false],
    [25, 'cash', danish, true],
    [-25, 'cash', danish, false],
    [-25, 'cash', { ...danish, halves: 'down' }, true],
    [25, 'cash', { ...danish, halves: 'down' }, false],
    [26, 'cash', danish, false],
  ])('of %d by %s', (rounding, tender, policy, isRight) => {
    const faults = checkOrder(rounded(rounding, tender), RULES, policy);
    expect(faults.map((fault) => fault.code)).toEqual(isRight ? [] : ['rounding-differs']);
    expect(checkOrder(rounded(rounding, tender), RULES)).toEqual([]);
  });
});
