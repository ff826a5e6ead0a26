import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { parse } from '#contracts/schema.ts';
import type { Cart } from '#domain/order/cart.ts';
import { checkOrder } from '#domain/order/check-order.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import type { Payment } from '#domain/order/order.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { Settled } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import {
  arbitraryRules,
  arbitrarySale,
  arbitrarySold,
  arbitraryTicket,
  returnsOf,
} from '#tests/fixtures/arbitrary-cart.ts';
import { RUNS } from '#tests/fixtures/property-runs.ts';

const sum = (amounts: readonly number[]): number => amounts.reduce((all, amount) => all + amount, 0);

function settled(cart: Cart, rules: TaxRules): Settled {
  const result = settle(cart, rules);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.settled;
}

function holds(check: (result: Settled, cart: Cart, rules: TaxRules) => void): void {
  fc.assert(
    fc.property(arbitraryTicket, ({ cart, rules }) => check(settled(cart, rules), cart, rules)),
    { numRuns: RUNS },
  );
}

const CARD = '0193a5c0-0000-7000-8000-000000000001';

/** Paid by card to the unit, or given back to it. */
function paid(total: number): Payment[] {
  return total === 0 ? [] : [{ id: CARD, tender: 'card', tendered: total, change: 0, amount: total }];
}

describe('any ticket: sale, return or exchange', () => {
  it('has lines and returns that sum to its totals', () => {
    holds((result, cart, rules) => {
      const { lines, listTotal, adjustmentTotal, returnTotal, taxes, taxTotal, total } = result;
      expect(sum(lines.map((line) => line.listAmount))).toBe(listTotal);
      expect(sum(lines.flatMap((line) => line.adjustments.map((one) => one.amount)))).toBe(adjustmentTotal);
      expect(sum((cart.returns ?? []).map((line) => line.amount))).toBe(returnTotal);
      expect(sum(taxes.map((tax) => tax.amount))).toBe(taxTotal);
      expect(total).toBe(listTotal + adjustmentTotal + returnTotal + (rules.pricesIncludeTax ? 0 : taxTotal));
    });
  });

  it('has taxes that sum to each total exactly, one per rate, in order', () => {
    holds(({ lines, taxes }, cart) => {
      const parts = [...lines, ...(cart.returns ?? [])].flatMap((line) => line.taxes);
      for (const total of taxes) {
        const same = parts.filter((tax) => tax.code === total.code && tax.ratePpm === total.ratePpm);
        expect(sum(same.map((tax) => tax.amount))).toBe(total.amount);
        expect(sum(same.map((tax) => tax.base))).toBe(total.base);
      }
      const keys = taxes.map((tax) => `${tax.code} ${String(tax.ratePpm).padStart(9, '0')}`);
      expect(keys).toEqual([...new Set(keys)].sort());
    });
  });

  it('becomes an order without faults, that fits its contract', () => {
    fc.assert(
      fc.property(arbitraryTicket, ({ cart, rules }) => {
        const result = settled(cart, rules);
        const payments = paid(result.total);
        const draft = draftOrder({ cart, settled: result, rules, currency: 'GBP', payments, rounding: 0 });
        const order = { receipt: { series: 'L1A', number: 1 }, ...draft };
        const cash = { cashRounding: 5, halves: 'up' as const, cashTenders: new Set(['cash']) };
        expect(checkOrder(order, rules, cash)).toEqual([]);
        expect(parse(OrderCompleted, order)).toMatchObject({ ok: true });
      }),
      { numRuns: RUNS },
    );
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

  it('charges what a label says, and takes no discount off what takes none', () => {
    holds(({ lines }, cart) => {
      for (const [index, line] of cart.lines.entries()) {
        const figures = lines[index];
        if (line.labelAmount !== undefined) expect(figures?.listAmount).toBe(line.labelAmount);
        if (!line.undiscountable && line.storedValue === undefined) continue;
        expect(figures?.adjustments.filter((one) => one.source !== 'tax-exemption')).toEqual([]);
      }
    });
  });

  it('begins the trace of each line with where its price comes from', () => {
    holds(({ lines, explain }, cart) => {
      for (const [index, line] of cart.lines.entries()) {
        const [first, ...more] = explain.filter((step) => step.lineId === line.id);
        const own =
          line.labelAmount === undefined ? (line.priceOverride ? 'price-override' : 'list-price') : 'label-price';
        expect([first?.code, first?.params.amount]).toEqual([own, lines[index]?.listAmount]);
        expect(more.some((step) => ['list-price', 'label-price', 'price-override'].includes(step.code))).toBe(false);
      }
    });
  });
});

describe('an exempt customer', () => {
  it('pays the same as without exemption, less exactly the tax, and no tax', () => {
    fc.assert(
      fc.property(arbitrarySale, arbitraryRules, (cart, rules) => {
        const { taxExemption: _, ...taxed } = cart;
        const plain = settled(taxed, rules);
        const exempt = settled({ ...taxed, taxExemption: { reason: 'export' } }, rules);
        expect(exempt.total).toBe(plain.total - plain.taxTotal);
        expect(exempt.taxTotal).toBe(0);
        expect(exempt.taxes).toEqual([]);
        for (const line of exempt.lines) expect(line.taxes).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('a sale and the return of all of it', () => {
  it('come to nothing, in money and in every tax', () => {
    fc.assert(
      fc.property(arbitrarySold, ({ order, rules }) => {
        const returns = returnsOf(
          order,
          order.lines.map(() => 1000),
        );
        const back = settled(
          { id: 'cart', operatorId: 'o', openedAt: order.cartOpenedAt, lines: [], discounts: [], returns },
          rules,
        );
        expect(back.total + order.total).toBe(0);
        expect(back.taxTotal + order.taxTotal).toBe(0);
        expect(back.taxes.map((tax) => [tax.code, tax.ratePpm, -tax.base + 0, -tax.amount + 0])).toEqual(
          order.taxes.map((tax) => [tax.code, tax.ratePpm, tax.base, tax.amount]),
        );
      }),
      { numRuns: RUNS },
    );
  });
});

describe('the order of returns', () => {
  it('changes no total and no tax', () => {
    fc.assert(
      fc.property(arbitraryTicket, ({ cart, rules }) => {
        const other = { ...cart, ...(cart.returns ? { returns: cart.returns.toReversed() } : {}) };
        const [one, two] = [settled(cart, rules), settled(other, rules)];
        expect(two.total).toBe(one.total);
        expect(two.taxes).toEqual(one.taxes);
      }),
      { numRuns: RUNS },
    );
  });
});
