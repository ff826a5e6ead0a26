import { describe, expect, it } from 'vitest';
import { AMOUNT_MAX } from '#domain/money/money.ts';
import type { Cart, CartLine, Discount, ReturnLine } from '#domain/order/cart.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { Settled } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

const RULES: TaxRules = {
  version: 1,
  pricesIncludeTax: true,
  rounding: 'rate',
  rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }] },
};

const percent = (id: string, value: number): Discount => ({ id, kind: 'percent', value, reason: 'staff' });
const amount = (id: string, value: number): Discount => ({ id, kind: 'amount', value, reason: 'damaged' });

function line(id: string, unitPrice: number, parts: Partial<CartLine> = {}): CartLine {
  const what = { variantId: id, sku: id, name: id, unit: 'each' as const, taxCategory: 'standard' };
  return { id, ...what, quantity: 1, unitPrice, priceVersion: 1, discounts: [], ...parts };
}

function settled(lines: CartLine[], discounts: Discount[] = []): Settled {
  const result = settle({ lines, discounts }, RULES);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.settled;
}

describe('list prices', () => {
  it('are unit price times quantity, by the kilogram and metre as well, halves up', () => {
    const { lines } = settled([
      line('a', 510, { quantity: 2 }),
      line('b', 399, { unit: 'kg', quantity: 1250 }),
      line('c', 1, { unit: 'm', quantity: 500 }),
      line('d', 1, { unit: 'm', quantity: 499 }),
    ]);
    expect(lines.map((settledLine) => settledLine.listAmount)).toEqual([1020, 499, 1, 0]);
  });
});

describe('discounts on a line', () => {
  it('come in order, each percentage of what is left', () => {
    const [first] = settled([line('a', 1000, { discounts: [percent('p', 100_000), percent('q', 100_000)] })]).lines;
    expect(first?.adjustments.map((adjustment) => adjustment.amount)).toEqual([-100, -90]);
    expect(first?.amount).toBe(810);
  });

  it('depend on their order where amounts and percentages mix', () => {
    const first = settled([line('a', 1000, { discounts: [amount('p', 200), percent('q', 500_000)] })]);
    const second = settled([line('a', 1000, { discounts: [percent('q', 500_000), amount('p', 200)] })]);
    expect([first.total, second.total]).toEqual([400, 300]);
  });

  it('stop at what is left, and the trace says so', () => {
    const { lines, explain, total } = settled([line('a', 150, { discounts: [amount('p', 200), amount('q', 10)] })]);
    expect(total).toBe(0);
    expect(lines[0]?.adjustments).toEqual([
      { source: 'line-discount', discountId: 'p', reason: 'damaged', amount: -150 },
    ]);
    const capped = explain.filter((step) => step.code === 'discount-capped');
    expect(capped.map((step) => [step.lineId, step.params.left])).toEqual([
      ['a', 150],
      ['a', 0],
    ]);
  });

  it.each([
    ['half', percent('p', 500_000)],
    ['all, in percent', percent('p', 1_000_000)],
    ['all, as an amount', amount('p', 150)],
  ])('of %s are not capped', (_, discount) => {
    const { explain } = settled([line('a', 150, { discounts: [discount] })], []);
    expect(explain.map((step) => step.code)).toEqual(['list-price', 'line-discount', 'tax-included']);
  });

  it('of more than all take all', () => {
    const { total, explain } = settled([line('a', 150, { discounts: [percent('p', 1_500_000)] })]);
    expect(total).toBe(0);
    expect(explain.map((step) => step.code)).toContain('discount-capped');
  });
});

describe('discounts on the cart', () => {
  it('are split over the lines by what is left of them, to the penny', () => {
    const lines = [line('a', 333), line('b', 333), line('c', 334), line('d', 0)];
    const { lines: after, total } = settled(lines, [amount('p', 100)]);
    expect(after.map((one) => one.amount)).toEqual([300, 300, 300, 0]);
    expect(after[3]?.adjustments).toEqual([]);
    expect(total).toBe(900);
  });

  it('come after the lines own, in order', () => {
    const lines = [line('a', 1000, { discounts: [amount('own', 500)] }), line('b', 500)];
    const { lines: after } = settled(lines, [percent('p', 100_000), amount('q', 90)]);
    expect(after.map((one) => one.adjustments.map((adjustment) => adjustment.amount))).toEqual([
      [-500, -50, -45],
      [-50, -45],
    ]);
    expect(after[0]?.adjustments.map((adjustment) => adjustment.source)).toEqual([
      'line-discount',
      'cart-discount',
      'cart-discount',
    ]);
  });

  it('never take more than the cart', () => {
    const { total, explain } = settled([line('a', 100), line('b', 50)], [amount('p', 1000)]);
    expect(total).toBe(0);
    expect(explain.find((step) => step.code === 'discount-capped')).toEqual({
      code: 'discount-capped',
      params: { discountId: 'p', reason: 'damaged', kind: 'amount', value: 1000, left: 150 },
    });
  });
});

describe('the explain trace', () => {
  it('tells the way from list price to tax in order', () => {
    const { explain } = settled(
      [line('a', 1000, { quantity: 2, discounts: [amount('p', 800)] })],
      [percent('q', 500_000)],
    );
    expect(explain).toEqual([
      { lineId: 'a', code: 'list-price', params: { quantity: 2, unit: 'each', unitPrice: 1000, amount: 2000 } },
      {
        lineId: 'a',
        code: 'line-discount',
        params: { discountId: 'p', reason: 'damaged', kind: 'amount', value: 800, amount: -800 },
      },
      {
        lineId: 'a',
        code: 'cart-discount',
        params: { discountId: 'q', reason: 'staff', kind: 'percent', value: 500_000, amount: -600 },
      },
      { lineId: 'a', code: 'tax-included', params: { code: 'S', ratePpm: 200_000, base: 500, amount: 100 } },
    ]);
  });
});

describe('prices of their own', () => {
  it('are the amount on a label, whatever quantity and price come to', () => {
    const { lines, explain } = settled([line('a', 1999, { unit: 'kg', quantity: 312, labelAmount: 620 })]);
    expect(lines[0]).toMatchObject({ listAmount: 620, amount: 620 });
    expect(explain[0]).toEqual({
      lineId: 'a',
      code: 'label-price',
      params: { quantity: 312, unit: 'kg', unitPrice: 1999, amount: 620 },
    });
  });

  it('are the price set by hand, with the list price in the trace', () => {
    const priceOverride = { listPrice: 1000, reason: 'damaged' };
    const { lines, explain } = settled([line('a', 800, { quantity: 2, priceOverride })]);
    expect(lines[0]?.listAmount).toBe(1600);
    expect(explain[0]).toEqual({
      lineId: 'a',
      code: 'price-override',
      params: { quantity: 2, unit: 'each', unitPrice: 800, amount: 1600, listPrice: 1000, reason: 'damaged' },
    });
  });
});

describe('what takes no discount', () => {
  it.each([{ undiscountable: true }, { storedValue: 'gift-card' as const }])('is left out: %j', (own) => {
    const lines = [line('a', 1000), line('b', 500, { ...own, discounts: [amount('own', 100)] })];
    const { lines: after, total } = settled(lines, [percent('p', 100_000), amount('q', 5000)]);
    expect(after.map((one) => one.amount)).toEqual([0, 500]);
    expect(total).toBe(500);
  });

  it('says so in the trace', () => {
    const { explain } = settled([line('a', 500, { undiscountable: true, discounts: [amount('own', 100)] })]);
    expect(explain[1]).toMatchObject({ lineId: 'a', code: 'discount-capped', params: { left: 0 } });
  });
});

describe('exemption from tax', () => {
  const exempt = { taxExemption: { reason: 'diplomat' } };

  it('takes the included tax off as an adjustment, after discounts', () => {
    const result = settle({ lines: [line('a', 1200)], discounts: [percent('p', 500_000)], ...exempt }, RULES);
    expect(result).toMatchObject({
      ok: true,
      settled: {
        lines: [
          {
            listAmount: 1200,
            adjustments: [
              { amount: -600 },
              { source: 'tax-exemption', discountId: '', reason: 'diplomat', amount: -100 },
            ],
            amount: 500,
            taxes: [],
          },
        ],
        adjustmentTotal: -700,
        taxes: [],
        taxTotal: 0,
        total: 500,
      },
    });
  });

  it('adds no tax where prices exclude it, and says in the trace what it would have been', () => {
    const result = settle(
      { lines: [line('a', 1000)], discounts: [], ...exempt },
      { ...RULES, pricesIncludeTax: false },
    );
    if (!result.ok) throw new Error('does not settle');
    expect(result.settled).toMatchObject({ total: 1000, taxTotal: 0, taxes: [], adjustmentTotal: 0 });
    expect(result.settled.explain.at(-1)).toEqual({
      lineId: 'a',
      code: 'tax-exemption',
      params: { reason: 'diplomat', amount: -200 },
    });
  });

  it('changes nothing of what comes back', () => {
    const taxes = [{ code: 'S', ratePpm: 200_000, base: -1000, amount: -200 }];
    const result = settle({ lines: [line('a', 1200)], discounts: [], returns: [back({ taxes })], ...exempt }, RULES);
    expect(result).toMatchObject({ ok: true, settled: { total: -200, taxTotal: -200, taxes, returnTotal: -1200 } });
  });
});

const back = (own: Partial<ReturnLine> = {}): ReturnLine => ({
  id: 'r',
  source: null,
  ...{ variantId: 'mug', sku: 'mug', name: 'Mug', unit: 'each', taxCategory: 'gone' },
  ...{ quantity: 1, amount: -1200, taxes: [], reason: 'unwanted', condition: 'restock', ...own },
});

describe('what cannot be settled', () => {
  it.each<[string, Partial<ReturnLine>]>([
    ['quantity-invalid', { quantity: 0 }],
    ['price-invalid', { amount: 5 }],
    ['price-invalid', { amount: -0.5 }],
    ['price-invalid', { taxes: [{ code: 'S', ratePpm: 1, base: 0, amount: 3 }] }],
    ['amount-too-large', { amount: -Number.MAX_SAFE_INTEGER }],
  ])('is a return with %s', (code, own) => {
    const result = settle({ lines: [], discounts: [], returns: [back(own)] }, RULES);
    expect(result).toEqual({ ok: false, faults: [{ code, lineId: 'r' }] });
  });

  it('is not a return of a category that is gone', () => {
    expect(settle({ lines: [], discounts: [], returns: [back()] }, RULES)).toMatchObject({
      ok: true,
      settled: { total: -1200 },
    });
  });

  it.each([-1, 0.5, Number.NaN])('is an amount of %d on a label, or such a list price', (figure) => {
    const labelled = line('a', 1, { labelAmount: figure });
    const overridden = line('b', 1, { priceOverride: { listPrice: figure, reason: 'x' } });
    expect(faultsOf({ lines: [labelled, overridden], discounts: [] })).toEqual([
      { code: 'price-invalid', lineId: 'a' },
      { code: 'price-invalid', lineId: 'b' },
    ]);
  });

  const faultsOf = (cart: Pick<Cart, 'lines' | 'discounts'>) => {
    const result = settle(cart, RULES);
    return result.ok ? [] : result.faults;
  };

  it('is an unknown tax category, also one that every object has', () => {
    const lines = [line('a', 1, { taxCategory: 'food' }), line('b', 1), line('c', 1, { taxCategory: 'constructor' })];
    expect(faultsOf({ lines, discounts: [] })).toEqual([
      { code: 'tax-category-unknown', lineId: 'a', taxCategory: 'food' },
      { code: 'tax-category-unknown', lineId: 'c', taxCategory: 'constructor' },
    ]);
  });

  it.each([0, -1, 1.5, Number.NaN, 1_000_000_001])('is a quantity of %d', (quantity) => {
    expect(faultsOf({ lines: [line('a', 1, { quantity })], discounts: [] })).toEqual([
      { code: 'quantity-invalid', lineId: 'a' },
    ]);
  });

  it('is not the largest quantity', () => {
    expect(faultsOf({ lines: [line('a', 1, { quantity: 1_000_000_000 })], discounts: [] })).toEqual([]);
  });

  it.each([-1, 0.5, 2 ** 53])('is a unit price of %d', (unitPrice) => {
    expect(faultsOf({ lines: [line('a', unitPrice)], discounts: [] })).toEqual([
      { code: 'price-invalid', lineId: 'a' },
    ]);
  });

  it('is a discount of nothing', () => {
    const lines = [line('a', 1, { discounts: [percent('p', 0)] })];
    expect(faultsOf({ lines, discounts: [amount('q', -5)] })).toEqual([
      { code: 'discount-invalid', lineId: 'a', discountId: 'p' },
      { code: 'discount-invalid', discountId: 'q' },
    ]);
  });

  it.each([
    ['one ticket may hold', AMOUNT_MAX],
    ['an integer holds', Number.MAX_SAFE_INTEGER],
  ])('is more money than %s, by one line', (_, huge) => {
    expect(faultsOf({ lines: [line('a', huge)], discounts: [] })).toEqual([{ code: 'amount-too-large', lineId: 'a' }]);
  });

  it('is more money than one ticket may hold, by the line that brings it there', () => {
    const huge = AMOUNT_MAX;
    const lines = ['a', 'b', 'c'].map((id) => line(id, huge / 2.5));
    expect(faultsOf({ lines, discounts: [] })).toEqual([{ code: 'amount-too-large', lineId: 'c' }]);
    expect(faultsOf({ lines: [line('z', huge), ...lines], discounts: [] })).toEqual([
      { code: 'amount-too-large', lineId: 'z' },
      { code: 'amount-too-large', lineId: 'c' },
    ]);
  });

  it('is not an empty cart', () => {
    expect(settled([], [percent('p', 100_000)])).toMatchObject({ lines: [], taxes: [], total: 0, taxTotal: 0 });
  });
});
