import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import { deductDeposit, depositLines } from '#domain/order/deposit.ts';
import type { Order, Payment } from '#domain/order/order.ts';
import { type Paid, refundMeans } from '#domain/order/refund-means.ts';
import { repriceCart, type VariantListing } from '#domain/order/reprice-cart.ts';
import { returnedOf, returnLine, returnsIn } from '#domain/order/returnable.ts';
import type { PublishedPriceList } from '#domain/pricing/price-list.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { Settled } from '#domain/pricing/settled.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { cashPayable } from '#domain/tender/cash.ts';
import { DEFAULT_TENDERS, type Tender } from '#domain/tender/tender.ts';
import { arbitraryRules, arbitrarySale, arbitrarySold, returnsOf } from '#tests/fixtures/arbitrary-cart.ts';
import { RUNS } from '#tests/fixtures/property-runs.ts';

function settled(cart: Cart, rules: TaxRules): Settled {
  const result = settle(cart, rules);
  if (!result.ok) throw new Error(JSON.stringify(result.faults));
  return result.settled;
}

function soldAs(cart: Cart, rules: TaxRules): Order {
  const draft = draftOrder({ cart, settled: settled(cart, rules), rules, currency: 'GBP', payments: [], rounding: 0 });
  return { receipt: { series: 'L1A', number: 1 }, ...draft };
}

const checked = <T extends unknown[]>(drawn: { [K in keyof T]: fc.Arbitrary<T[K]> }, check: (...values: T) => void) =>
  fc.assert(
    fc.property(fc.tuple<T>(...drawn), (values) => check(...values)),
    { numRuns: RUNS },
  );

/** A list of one's own for every product: a share off everything, and prices that it names of some. */
const group = fc.record({ ppm: fc.integer({ min: 1, max: 900_000 }), named: fc.array(fc.nat(1500), { maxLength: 7 }) });

function listed({ ppm, named }: { ppm: number; named: readonly number[] }, cart: Cart) {
  const listId = 'list';
  const list: PublishedPriceList = {
    listId,
    name: 'Trade',
    currency: 'GBP',
    groupIds: ['trade'],
    storeIds: null,
    from: null,
    until: null,
    priority: 0,
    rules: [{ ppm }],
    version: 1,
  };
  const listings = new Map(
    cart.lines.map(({ variantId }, index): [string, VariantListing] => {
      const amount = named[index];
      return [variantId, { categoryId: 'c', entries: amount === undefined ? [] : [{ listId, amount, version: 1 }] }];
    }),
  );
  return { lists: [list], listings };
}

describe('a price list', () => {
  it('and discounts: nobody in a group pays more, what is labelled, keyed or stored value stays, and it comes off again', () => {
    checked([arbitrarySale, arbitraryRules, group], (sale, rules, drawn) => {
      const cart = { ...sale, discounts: [], lines: sale.lines.map((line): CartLine => ({ ...line, discounts: [] })) };
      const { lists, listings } = listed(drawn, cart);
      const repriced = repriceCart(cart, lists, listings);
      for (const [index, line] of settled(repriced, rules).lines.entries()) {
        const before = settled(cart, rules).lines[index];
        expect(line.listAmount).toBeLessThanOrEqual(before?.listAmount ?? 0);
        const own = cart.lines[index];
        if (own?.labelAmount !== undefined || own?.storedValue !== undefined)
          expect(line.listAmount).toBe(before?.listAmount);
        if (own?.undiscountable && repriced.lines[index]?.priceList) {
          expect(repriced.lines[index]?.priceList?.entryVersion).toBe(1);
        }
      }
      expect(repriceCart(repriced, [], listings)).toEqual(cart);
    });
  });

  it('and a return: what was paid at it comes back whole, whatever the member pays or is by then', () => {
    checked([arbitrarySale, arbitraryRules, group], (sale, rules, drawn) => {
      const { lists, listings } = listed(drawn, sale);
      const order = soldAs(repriceCart(sale, lists, listings), rules);
      const whole = order.lines.map(() => 1000);
      const back: Cart = { ...sale, lines: [], discounts: [], returns: returnsOf(order, whole) };
      expect(settled(repriceCart(back, lists, listings), rules).total + order.total).toBe(0);
      expect(settled(repriceCart(back, [], listings), rules).taxTotal + order.taxTotal).toBe(0);
    });
  });
});

describe('tax rules of a day', () => {
  it('and goods sold before it: they come back by what was paid, in parts, beside a sale by the rules of now', () => {
    const share = fc.integer({ min: 1, max: 999 });
    checked([arbitrarySold, arbitrarySale, arbitraryRules, share], ({ order }, cart, now, part) => {
      const { pricesIncludeTax } = now;
      const asked = { reason: 'unwanted', condition: 'restock' as const, pricesIncludeTax };
      const returns = order.lines.flatMap((line) => {
        const first = Math.ceil((line.quantity * part) / 1000);
        const source = { orderId: 'o1', receipt: 'L1A-1', order, line };
        const one = returnLine({ ...source, before: [] }, { ...asked, id: `a-${line.id}`, quantity: first });
        if (first === line.quantity) return [one];
        const before = returnsIn(returnedOf('o1', line.id, [one]), order.pricesIncludeTax);
        return [
          one,
          returnLine({ ...source, before }, { ...asked, id: `b-${line.id}`, quantity: line.quantity - first }),
        ];
      });
      const [alone, exchanged] = [settled(cart, now), settled({ ...cart, returns }, now)];
      expect(exchanged.total).toBe(alone.total - order.total);
      expect(exchanged.taxTotal).toBe(alone.taxTotal - order.taxTotal);
      expect(exchanged.lines).toEqual(alone.lines);
    });
  });
});

describe('a deposit', () => {
  it('on a cart of anything at a discount comes off at what was paid, also under the rules of another day', () => {
    const share = fc.integer({ min: 1, max: 1000 });
    checked([arbitrarySale, arbitraryRules, arbitraryRules, group, share], (sale, rules, later, drawn, part) => {
      const { lists, listings } = listed(drawn, sale);
      const cart = repriceCart(sale, lists, listings);
      const { taxExemption: _, ...plain } = cart;
      const whole = settled(cart, rules);
      fc.pre(whole.total > 0);
      const amount = Math.max(1, Math.floor((whole.total * part) / 1000));
      let next = 0;
      const lines = depositLines(cart, whole, rules, amount, { name: 'Deposit', newId: () => `d${++next}` });
      const ticket = soldAs({ ...plain, id: 'd', lines, discounts: [] }, rules);
      const deducted = deductDeposit('d', ticket, 'L1A-1', 'deposit');
      if (rules.pricesIncludeTax) expect(ticket.total).toBe(amount);
      for (const day of [rules, later]) {
        const rest = settled({ ...cart, returns: returnsIn(deducted, day.pricesIncludeTax) }, day);
        expect(rest.total).toBe(settled(cart, day).total - ticket.total);
        expect(rest.taxTotal).toBe(settled(cart, day).taxTotal - ticket.taxTotal);
      }
    });
  });
});

const [CASH] = DEFAULT_TENDERS as [Tender];
const CARD = { ...CASH, tenderId: 'card', kind: 'card-manual' as const, name: 'Card', givesChange: false };
const TENDERS: Tender[] = [CASH, CARD];

describe('a refund of what was paid by card and in rounded cash', () => {
  it('gives back in any parts what was paid, to the card what the card gave, and rounds only cash', () => {
    const step = fc.constantFrom(1, 5, 10);
    const parts = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 4 });
    checked([fc.integer({ min: 1, max: 200_000 }), fc.nat(1000), step, parts], (total, byCard, smallest, shares) => {
      const card = Math.floor((total * byCard) / 1000);
      const { payable, rounding } = cashPayable(total - card, smallest);
      const pay = (tender: string, amount: number): Payment[] =>
        amount === 0 ? [] : [{ id: tender, tender, tendered: amount, change: 0, amount }];
      const paid: Paid = { payments: [...pay('card', card), ...pay('cash', payable)], rounding };
      const givenBack: Paid[] = [];
      let [left, toCard, toCash] = [total, 0, 0];
      for (const [index, part] of shares.entries()) {
        const refund = index === shares.length - 1 ? left : Math.min(left, Math.ceil((total * part) / 4000));
        if (refund === 0) continue;
        const plan = refundMeans({ refund, paid, givenBack, tenders: TENDERS, cashLimit: 10 ** 9 });
        expect(plan.means.reduce((sum, { amount }) => sum + amount, 0) + plan.rest).toBe(refund);
        const cash = plan.means.find(({ kind }) => kind === 'cash')?.amount ?? 0;
        const cardBack = refund - plan.rest - cash;
        const rounded = cashPayable(-cash, smallest);
        givenBack.push({
          payments: [...pay('card', -cardBack), ...pay('cash', rounded.payable)],
          rounding: rounded.rounding,
        });
        expect(Math.abs(rounded.rounding) * 2).toBeLessThanOrEqual(smallest);
        [left, toCard, toCash] = [left - refund, toCard + cardBack, toCash + cash + plan.rest];
      }
      expect([toCard, toCash]).toEqual([card, total - card]);
    });
  });
});
