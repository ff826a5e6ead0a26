import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cart } from '#domain/order/cart.ts';
import { addItem, setQuantity } from '#domain/order/cart-edit.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { Settled } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { arbitraryCart, arbitraryRules } from '#tests/fixtures/arbitrary-cart.ts';
import { RUNS } from '#tests/fixtures/property-runs.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

function settled(cart: Cart, rules: TaxRules): Settled {
  const result = settle(cart, rules);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.settled;
}

function holds(check: (result: Settled, cart: Cart, rules: TaxRules) => void): void {
  fc.assert(
    fc.property(arbitraryCart, arbitraryRules, (cart, rules) => check(settled(cart, rules), cart, rules)),
    { numRuns: RUNS },
  );
}

describe('any cart under any rules', () => {
  it('has lines that sum to its totals', () => {
    holds((result, cart, rules) => {
      const { lines, listTotal, adjustmentTotal, taxes, taxTotal, total } = result;
      expect(lines.map((line) => line.lineId)).toEqual(cart.lines.map((line) => line.id));
      expect(sum(lines.map((line) => line.listAmount))).toBe(listTotal);
      expect(sum(lines.flatMap((line) => line.adjustments.map((adjustment) => adjustment.amount)))).toBe(
        adjustmentTotal,
      );
      for (const line of lines) {
        expect(line.listAmount + sum(line.adjustments.map((adjustment) => adjustment.amount))).toBe(line.amount);
      }
      expect(sum(taxes.map((tax) => tax.amount))).toBe(taxTotal);
      expect(total).toBe(listTotal + adjustmentTotal + (rules.pricesIncludeTax ? 0 : taxTotal));
    });
  });

  it('has line taxes that sum to each total exactly, with net bases', () => {
    holds(({ lines, taxes }, _, rules) => {
      for (const total of taxes) {
        const parts = lines.flatMap((line) => line.taxes).filter((tax) => tax.code === total.code);
        const same = parts.filter((tax) => tax.ratePpm === total.ratePpm);
        expect(sum(same.map((tax) => tax.amount))).toBe(total.amount);
        expect(sum(same.map((tax) => tax.base))).toBe(total.base);
      }
      for (const line of lines) {
        const included = rules.pricesIncludeTax ? sum(line.taxes.map((tax) => tax.amount)) : 0;
        for (const tax of line.taxes) expect(tax.base).toBe(line.amount - included);
      }
    });
  });

  it('has no line below zero, and no discount that adds', () => {
    holds(({ lines, total }) => {
      for (const line of lines) {
        expect(line.amount).toBeGreaterThanOrEqual(0);
        for (const adjustment of line.adjustments) expect(adjustment.amount).toBeLessThan(0);
        for (const tax of line.taxes) expect(tax.amount).toBeGreaterThanOrEqual(0);
      }
      expect(total).toBeGreaterThanOrEqual(0);
    });
  });

  it('has whole numbers only, and no negative zero', () => {
    holds((result) => {
      const odd: number[] = [];
      JSON.stringify(result, (_, value: unknown) => {
        if (typeof value === 'number' && (!Number.isSafeInteger(value) || Object.is(value, -0))) odd.push(value);
        return value;
      });
      expect(odd).toEqual([]);
    });
  });

  it('is taxed within half a unit of the exact tax at the level that rounds', () => {
    holds(({ lines, taxes, taxTotal }, cart, rules) => {
      const exact = cart.lines.map((line, index) => {
        const rates = rules.rates[line.taxCategory] ?? [];
        const divisor = 1_000_000 + (rules.pricesIncludeTax ? sum(rates.map((rate) => rate.ratePpm)) : 0);
        return rates.map((rate) => ({ ...rate, tax: ((lines[index]?.amount ?? 0) * rate.ratePpm) / divisor }));
      });
      const near = (found: number, wanted: number, by: number) =>
        expect(Math.abs(found - wanted)).toBeLessThanOrEqual(by + 1e-6);
      if (rules.rounding === 'receipt') near(taxTotal, sum(exact.flat().map((one) => one.tax)), 0.5);
      for (const total of taxes) {
        const parts = exact.flat().filter((one) => one.code === total.code && one.ratePpm === total.ratePpm);
        const by = { line: 0.5 * parts.length, rate: 0.5, receipt: 1 }[rules.rounding];
        near(total.amount, sum(parts.map((one) => one.tax)), by);
      }
      for (const [index, line] of lines.entries()) {
        for (const tax of line.taxes) {
          const wanted = exact[index]?.find((one) => one.code === tax.code && one.ratePpm === tax.ratePpm)?.tax ?? 0;
          near(tax.amount, wanted, rules.rounding === 'line' ? 0.5 : 1);
        }
      }
    });
  });

  it('explains every figure it has', () => {
    holds(({ lines, explain }) => {
      for (const line of lines) {
        const steps = explain.filter((step) => step.lineId === line.lineId);
        const amountsOf = (code: string) =>
          steps.filter((step) => step.code === code).map((step) => step.params.amount);
        expect(amountsOf('list-price')).toEqual([line.listAmount]);
        for (const source of ['line-discount', 'cart-discount'] as const) {
          const adjustments = line.adjustments.filter((adjustment) => adjustment.source === source);
          expect(amountsOf(source)).toEqual(adjustments.map((adjustment) => adjustment.amount));
        }
        const taxSteps = [...amountsOf('tax-included'), ...amountsOf('tax-added')];
        expect(taxSteps).toEqual(line.taxes.map((tax) => tax.amount));
      }
    });
  });
});

describe('the order of lines', () => {
  const shuffled = arbitraryCart.chain((cart) =>
    fc
      .shuffledSubarray(cart.lines, { minLength: cart.lines.length })
      .map((lines) => ({ cart, other: { ...cart, lines } })),
  );

  it('changes neither list nor adjustment totals, nor what is paid where prices include tax', () => {
    fc.assert(
      fc.property(shuffled, arbitraryRules, ({ cart, other }, rules) => {
        const [one, two] = [settled(cart, rules), settled(other, rules)];
        expect(two.listTotal).toBe(one.listTotal);
        expect(two.adjustmentTotal).toBe(one.adjustmentTotal);
        if (rules.pricesIncludeTax) expect(two.total).toBe(one.total);
      }),
      { numRuns: RUNS },
    );
  });

  it('changes no tax without discounts on the cart (those are split to the unit by position)', () => {
    fc.assert(
      fc.property(shuffled, arbitraryRules, ({ cart, other }, rules) => {
        const [one, two] = [settled({ ...cart, discounts: [] }, rules), settled({ ...other, discounts: [] }, rules)];
        expect(two.taxes.map((tax) => tax.amount)).toEqual(one.taxes.map((tax) => tax.amount));
        expect(two.total).toBe(one.total);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('scanning twice', () => {
  it('is quantity two', () => {
    fc.assert(
      fc.property(arbitraryCart, arbitraryRules, fc.nat(6), (cart, rules, at) => {
        const line = cart.lines[at % cart.lines.length];
        if (!line || line.discounts.length > 0) return;
        const { discounts: _, ...item } = line;
        const scanned = addItem(cart, { ...item, id: 'another' });
        const typed = setQuantity(cart, line.id, line.quantity * 2);
        expect(scanned).toEqual(typed);
        expect(settle(scanned, rules)).toEqual(settle(typed, rules));
      }),
      { numRuns: RUNS },
    );
  });
});

describe('hostile figures', () => {
  const hostile = fc.oneof(fc.maxSafeInteger(), fc.double(), fc.constantFrom(Number.MAX_SAFE_INTEGER, 0, -0, -1));
  const large = fc.oneof(fc.integer({ min: 1, max: 2 ** 44 }), fc.integer({ min: 1, max: 100 }));
  const figures = fc.oneof(...[hostile, large].map((one) => fc.array(one, { minLength: 41, maxLength: 41 })));
  const ratePpm = fc.oneof(fc.nat(2_000_000_000), fc.nat(Number.MAX_SAFE_INTEGER));

  it('give faults or safe integers, never an exception', () => {
    const settledAt = { ok: 0, faults: 0 };
    fc.assert(
      fc.property(arbitraryCart, arbitraryRules, figures, ratePpm, (cart, rules, odd, ppm) => {
        const rates = { ...rules.rates, standard: [{ code: 'S', name: 'steep', ratePpm: ppm }] };
        const result = settle(bent(cart, odd), { ...rules, rates });
        settledAt[result.ok ? 'ok' : 'faults']++;
        if (!result.ok) {
          expect(result.faults.length).toBeGreaterThan(0);
          return;
        }
        const { total, taxTotal, taxes } = result.settled;
        for (const figure of [total, taxTotal, ...taxes.flatMap((tax) => [tax.base, tax.amount])]) {
          expect(Number.isSafeInteger(figure)).toBe(true);
        }
      }),
      { numRuns: RUNS },
    );
    expect(Math.min(settledAt.ok, settledAt.faults)).toBeGreaterThan(100);
  });
});

/** The cart with every third of its figures replaced. */
function bent(cart: Cart, odd: readonly number[]): Cart {
  let at = 0;
  const bend = (usual: number): number => (at++ % 3 === 0 ? (odd[at % odd.length] ?? usual) : usual);
  const bendAll = (discounts: Cart['discounts']) => discounts.map((one) => ({ ...one, value: bend(one.value) }));
  const lines = cart.lines.map((line) => {
    const { unitPrice, quantity, discounts } = line;
    return { ...line, unitPrice: bend(unitPrice), quantity: bend(quantity), discounts: bendAll(discounts) };
  });
  return { ...cart, lines, discounts: bendAll(cart.discounts) };
}
