import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderMovements } from '#domain/order/order-movements.ts';
import { arbitraryOrder } from '#tests/fixtures/arbitrary-cart.ts';

describe('orderMovements', () => {
  it('takes each variant off the shelf once, for all its lines', () => {
    const [drawn] = fc.sample(arbitraryOrder, 1);
    const line = drawn?.order.lines[0];
    if (!line) throw new Error('no sample');
    const lines = [
      { ...line, variantId: 'tea', quantity: 2 },
      { ...line, variantId: 'mug', quantity: 1 },
      { ...line, variantId: 'tea', quantity: 3 },
    ];
    expect(orderMovements({ lines })).toEqual([
      { variantId: 'tea', quantity: -5 },
      { variantId: 'mug', quantity: -1 },
    ]);
  });

  it('moves as much as was sold', () => {
    fc.assert(
      fc.property(arbitraryOrder, fc.array(fc.nat(2), { minLength: 7, maxLength: 7 }), ({ order }, names) => {
        const lines = order.lines.map((line, index) => ({ ...line, variantId: `variant-${names[index]}` }));
        const movements = orderMovements({ lines });
        const moved = movements.reduce((sum, movement) => sum + movement.quantity, 0);
        expect(moved).toBe(-lines.reduce((sum, line) => sum + line.quantity, 0));
        expect(new Set(movements.map((movement) => movement.variantId)).size).toBe(movements.length);
      }),
    );
  });
});
