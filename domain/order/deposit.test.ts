import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import { deductDeposit, depositLines, hasDeposit, isDepositLine } from '#domain/order/deposit.ts';
import { orderMovements } from '#domain/order/order-movements.ts';
import { returnsIn } from '#domain/order/returnable.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

const INCLUDED: TaxRules = {
  version: 1,
  pricesIncludeTax: true,
  rounding: 'line',
  rates: {
    standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }],
    reduced: [{ code: 'R', name: 'VAT', ratePpm: 50_000 }],
  },
};
const EXCLUDED: TaxRules = { ...INCLUDED, pricesIncludeTax: false };

describe('a deposit', () => {
  test('is split over the tax categories in proportion and taxed at once', () => {
    const cart = cartOf([line('a', 'standard', 9_000), line('b', 'reduced', 3_000)]);
    const lines = depositLines(cart, figuresOf(cart, INCLUDED), INCLUDED, 4_000, { name: 'Deposit', newId: ids() });
    const deposit = figuresOf(cartOf(lines), INCLUDED);
    expect(deposit.total).toBe(4_000);
    // 3,000 at 20 % holds 500; 1,000 at 5 % holds 47.62, rounded 48.
    expect(deposit.taxes).toEqual([
      { code: 'R', ratePpm: 50_000, base: 952, amount: 48 },
      { code: 'S', ratePpm: 200_000, base: 2_500, amount: 500 },
    ]);
  });

  test('where prices exclude tax comes to the amount with tax', () => {
    const cart = cartOf([line('a', 'standard', 10_000)]);
    const lines = depositLines(cart, figuresOf(cart, EXCLUDED), EXCLUDED, 6_000, { name: 'Deposit', newId: ids() });
    expect(figuresOf(cartOf(lines), EXCLUDED)).toMatchObject({ total: 6_000, taxTotal: 1_000 });
  });

  test('moves no stock', () => {
    const cart = cartOf([line('a', 'standard', 10_000)]);
    const lines = depositLines(cart, figuresOf(cart, INCLUDED), INCLUDED, 500, { name: 'Deposit', newId: ids() });
    expect(orderMovements(orderOf(cartOf(lines), INCLUDED))).toEqual([]);
  });

  test('and the rest come to what the whole would have, in money and in tax rounded on each', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('standard', 'reduced'), fc.integer({ min: 1, max: 500_000 })), {
          minLength: 1,
          maxLength: 8,
        }),
        fc.integer({ min: 1, max: 100 }),
        (priced, percent) => {
          const cart = cartOf(priced.map(([category, price], index) => line(`l${index}`, category, price)));
          const whole = figuresOf(cart, INCLUDED);
          const amount = Math.max(1, Math.floor((whole.total * percent) / 100));
          const lines = depositLines(cart, whole, INCLUDED, amount, { name: 'Deposit', newId: ids() });
          const ticket = orderOf(cartOf(lines), INCLUDED);
          const completed = { ...cart, returns: deductDeposit('o1', ticket, 'T-1', 'deposit') };
          expect(hasDeposit(completed)).toBe(true);
          const rest = figuresOf(completed, INCLUDED);
          expect(ticket.total + rest.total).toBe(whole.total);
          expect(ticket.taxTotal + rest.taxTotal).toBe(whole.taxTotal);
        },
      ),
    );
  });

  test('comes off in a ticket of another regime at what was paid, with the tax it had', () => {
    const prices = fc.array(fc.tuple(fc.constantFrom('standard', 'reduced'), fc.integer({ min: 1, max: 500_000 })), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(prices, fc.integer({ min: 1, max: 100 }), fc.boolean(), (priced, percent, turnsOn) => {
        const [before, after] = turnsOn ? [EXCLUDED, INCLUDED] : [INCLUDED, EXCLUDED];
        const cart = cartOf(priced.map(([category, price], index) => line(`l${index}`, category, price)));
        const whole = figuresOf(cart, before);
        const amount = Math.max(1, Math.floor((whole.total * percent) / 100));
        const lines = depositLines(cart, whole, before, amount, { name: 'Deposit', newId: ids() });
        const ticket = orderOf(cartOf(lines), before);
        const back = returnsIn(deductDeposit('o1', ticket, 'T-1', 'deposit'), after.pricesIncludeTax);
        expect(returnsIn(back, after.pricesIncludeTax)).toEqual(back);
        const rest = figuresOf({ ...cart, returns: back }, after);
        const alone = figuresOf(cart, after);
        expect(rest.total).toBe(alone.total - ticket.total);
        expect(rest.taxTotal).toBe(alone.taxTotal - ticket.taxTotal);
      }),
    );
  });

  test('is above zero and not above the total', () => {
    const cart = cartOf([line('a', 'standard', 1_000)]);
    const whole = figuresOf(cart, INCLUDED);
    for (const amount of [0, -1, 1_001, 0.5]) {
      expect(() => depositLines(cart, whole, INCLUDED, amount, { name: 'Deposit', newId: ids() })).toThrow(RangeError);
    }
  });

  test('a cart without one has none', () => {
    expect(hasDeposit(cartOf([line('a', 'standard', 1)]))).toBe(false);
    expect(isDepositLine({ variantId: 'V1' })).toBe(false);
  });
});

function cartOf(lines: CartLine[]): Cart {
  return { id: 'c', operatorId: 'ann', openedAt: '2026-01-01T00:00:00.000Z', lines, discounts: [] };
}

function line(id: string, taxCategory: string, unitPrice: number): CartLine {
  const figures = { quantity: 1, unitPrice, priceVersion: 1, discounts: [] };
  return { id, variantId: id, sku: id, name: id, unit: 'each', taxCategory, ...figures };
}

function figuresOf(cart: Cart, rules: TaxRules) {
  const result = settle(cart, rules);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.settled;
}

function orderOf(cart: Cart, rules: TaxRules) {
  return draftOrder({ cart, settled: figuresOf(cart, rules), rules, currency: 'EUR', payments: [], rounding: 0 });
}

function ids(): () => string {
  let count = 0;
  return () => `d${++count}`;
}
