import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderCompleted, OrderDraft } from '#contracts/facts/order-completed.ts';
import { parse } from '#contracts/schema.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import { settle } from '#domain/pricing/settle.ts';
import { arbitraryCart, arbitraryOrder, arbitraryRules } from '#tests/fixtures/arbitrary-cart.ts';
import { payCash } from '#tests/fixtures/pay-cash.ts';

describe('draftOrder', () => {
  it('has everything of the cart, its figures and the versions it was settled with', () => {
    fc.assert(
      fc.property(arbitraryCart, arbitraryRules, (cart, rules) => {
        const result = settle(cart, rules);
        if (!result.ok) throw new Error('does not settle');
        const { settled } = result;
        const paid = payCash('0193a5c0-0000-7000-8000-000000000001', settled.total, settled.total, 1);
        const order = draftOrder({ cart, settled, rules, currency: 'GBP', ...paid });
        expect(parse(OrderDraft, order)).toMatchObject({ ok: true });
        expect(order).toMatchObject({
          currency: 'GBP',
          pricesIncludeTax: rules.pricesIncludeTax,
          taxVersion: rules.version,
          engineVersion: 2,
          cartOpenedAt: cart.openedAt,
          discounts: cart.discounts,
          total: settled.total,
        });
        expect(order.memberId).toBe(cart.memberId);
        for (const [index, line] of order.lines.entries()) {
          const { lineId, ...figures } = settled.lines[index] ?? {};
          expect(line).toEqual({ ...cart.lines[index], ...figures });
        }
      }),
    );
  });

  it('survives JSON unchanged, so that what is journalled is what was settled', () => {
    fc.assert(
      fc.property(arbitraryOrder, ({ order }) => {
        const read: unknown = JSON.parse(JSON.stringify(order));
        expect(read).toEqual(order);
        expect(parse(OrderCompleted, read)).toMatchObject({ ok: true });
      }),
    );
  });

  it('refuses the figures of another cart', () => {
    const [cart, other] = fc.sample(arbitraryCart, { numRuns: 2, seed: 1 });
    const [rules] = fc.sample(arbitraryRules, { numRuns: 1, seed: 1 });
    if (!cart || !other || !rules) throw new Error('no sample');
    const result = settle({ ...other, lines: other.lines.map((line) => ({ ...line, id: `other-${line.id}` })) }, rules);
    if (!result.ok) throw new Error('does not settle');
    const paid = { cart, settled: result.settled, rules, currency: 'GBP', payments: [], rounding: 0 };
    expect(() => draftOrder(paid)).toThrow(RangeError);
  });
});
