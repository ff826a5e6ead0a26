import { describe, expect, it } from 'vitest';
import type { Cart, CartLine, Discount } from '#domain/order/cart.ts';
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

describe('what cannot be settled', () => {
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

  it('is more money than an integer holds, by one line or by the line that brings it there', () => {
    const huge = Number.MAX_SAFE_INTEGER;
    expect(faultsOf({ lines: [line('a', huge)], discounts: [] })).toEqual([{ code: 'amount-too-large', lineId: 'a' }]);
    const lines = ['a', 'b', 'c'].map((id) => line(id, Math.floor(huge / 5)));
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
