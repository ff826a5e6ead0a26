import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { parse } from '#contracts/schema.ts';
import { checkOrder } from '#domain/order/check-order.ts';
import { ENGINE_VERSION } from '#domain/pricing/settled.ts';
import { arbitraryOrder } from '#tests/fixtures/arbitrary-cart.ts';
import { figuresOf, withFigure } from '#tests/fixtures/order-figures.ts';

describe('hostile orders', () => {
  const figure = fc.oneof(
    fc.maxSafeInteger(),
    fc.constantFrom(Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 0, 1),
  );

  it('with figures of any size that fit the schema get an answer, and a short one', () => {
    let valid = 0;
    fc.assert(
      fc.property(arbitraryOrder, fc.array(fc.tuple(fc.nat(), figure), { maxLength: 60 }), ({ order, rules }, odd) => {
        const places = figuresOf(order);
        const hostile = odd.reduce((bent, [at, value]) => {
          const changed = withFigure(bent, places[at % places.length] ?? 'total', () => value);
          return parse(OrderCompleted, changed).ok ? changed : bent;
        }, order);
        valid += parse(OrderCompleted, hostile).ok ? 1 : 0;
        expect(checkOrder(hostile, rules).length).toBeLessThanOrEqual(20);
        expect(checkOrder({ ...hostile, engineVersion: ENGINE_VERSION }, rules).length).toBeLessThanOrEqual(20);
        expect(checkOrder(hostile, undefined).length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 300 },
    );
    expect(valid).toBe(300);
  });
});
