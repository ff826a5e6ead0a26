import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountOfFirst, cancelledAmountOf } from './part-amount.ts';

test('parts one after another come to the whole', () => {
  fc.assert(
    fc.property(
      fc.nat(100_000),
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }),
      (amount, parts) => {
        const of = parts.reduce((sum, part) => sum + part, 0);
        let pieces = 0;
        let total = 0;
        for (const part of parts) {
          const share = amountOfFirst(amount, pieces + part, of) - amountOfFirst(amount, pieces, of);
          expect(share).toBeGreaterThanOrEqual(0);
          pieces += part;
          total += share;
        }
        expect(total).toBe(amount);
      },
    ),
  );
});

test('what is cancelled in parts comes to all of the line, and never to more', () => {
  fc.assert(
    fc.property(
      fc.nat(10_000),
      fc.integer({ min: 1, max: 12 }),
      fc.array(fc.integer({ min: 1, max: 4 })),
      (amount, ordered, asks) => {
        const line = { ordered, cancelled: 0, gone: 0, amount, cancelledAmount: 0, ticketed: 0, ticketedAmount: 0 };
        for (const ask of [...asks, ordered]) {
          const quantity = Math.min(ask, line.ordered - line.cancelled);
          if (quantity === 0) continue;
          line.cancelledAmount += cancelledAmountOf(line, quantity);
          line.cancelled += quantity;
          expect(line.cancelledAmount).toBeLessThanOrEqual(amount);
        }
        expect(line.cancelledAmount).toBe(amount);
      },
    ),
  );
});

test('what left and what is cancelled, in any order, come to the line: tickets to what is owed', () => {
  const step = fc.record({ leaves: fc.boolean(), quantity: fc.integer({ min: 1, max: 4 }) });
  fc.assert(
    fc.property(fc.nat(10_000), fc.integer({ min: 1, max: 12 }), fc.array(step), (amount, ordered, steps) => {
      const line = { ordered, cancelled: 0, gone: 0, amount, cancelledAmount: 0, ticketed: 0, ticketedAmount: 0 };
      for (const { leaves, quantity: asked } of [...steps, { leaves: false, quantity: ordered }]) {
        const quantity = Math.min(asked, line.ordered - line.cancelled - line.gone);
        if (quantity === 0) continue;
        if (!leaves) {
          line.cancelledAmount += cancelledAmountOf(line, quantity);
          line.cancelled += quantity;
          continue;
        }
        line.gone += quantity;
        const kept = line.amount - line.cancelledAmount;
        const upTo = Math.max(line.ticketedAmount, amountOfFirst(kept, line.gone, line.ordered - line.cancelled));
        line.ticketed = line.gone;
        line.ticketedAmount = upTo;
      }
      expect(line.amount - line.cancelledAmount).toBe(line.ticketedAmount);
    }),
  );
});
