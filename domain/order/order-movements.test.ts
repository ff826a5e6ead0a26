import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CartLine, ReturnLine } from '#domain/order/cart.ts';
import { orderMovements } from '#domain/order/order-movements.ts';
import { arbitraryOrder } from '#tests/fixtures/arbitrary-cart.ts';
import { linesOf } from '#tests/fixtures/golden-cart.ts';

describe('orderMovements', () => {
  it('takes each variant off the shelf once, for all its lines', () => {
    const [drawn] = fc.sample(arbitraryOrder, { numRuns: 1, seed: 1 });
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

  const figures = { listAmount: 0, adjustments: [], amount: 0, taxes: [] };
  const sold = (own: Partial<CartLine>, quantity = 1) =>
    linesOf([[100, quantity, 'S', own]]).map((line) => ({ ...line, ...figures }));
  const back = (own: Partial<ReturnLine>): ReturnLine => ({
    id: 'r',
    source: null,
    ...{ variantId: 'mug', sku: 'mug', name: 'Mug', unit: 'each', taxCategory: 'S' },
    ...{ quantity: 2, amount: 0, taxes: [], reason: 'unwanted', condition: 'restock', ...own },
  });

  it('takes the parts of a bundle instead of it, nothing for a service, and nothing for what is not listed', () => {
    const parts = [
      { variantId: 'mug', quantity: 2 },
      { variantId: 'tea', quantity: 250 },
    ];
    expect(orderMovements({ lines: sold({ parts }, 3) })).toEqual([
      { variantId: 'mug', quantity: -6 },
      { variantId: 'tea', quantity: -750 },
    ]);
    expect(orderMovements({ lines: sold({ parts: [] }) })).toEqual([]);
    expect(orderMovements({ lines: sold({ variantId: 'unlisted/misc', unlisted: { categoryId: 'misc' } }) })).toEqual(
      [],
    );
  });

  it('takes parts of a measured bundle by the priced unit', () => {
    const parts = [{ variantId: 'nuts', quantity: 400 }];
    expect(orderMovements({ lines: sold({ unit: 'kg', parts }, 500) })).toEqual([
      { variantId: 'nuts', quantity: -200 },
    ]);
  });

  it('puts back what is restocked, and nothing that is damaged or in quarantine', () => {
    expect(orderMovements({ lines: [], returns: [back({})] })).toEqual([{ variantId: 'mug', quantity: 2 }]);
    for (const condition of ['damaged', 'quarantine'] as const) {
      expect(orderMovements({ lines: [], returns: [back({ condition })] })).toEqual([]);
    }
    expect(orderMovements({ lines: [], returns: [back({ variantId: 'unlisted/misc' })] })).toEqual([]);
    const bundle = back({ parts: [{ variantId: 'cup', quantity: 3 }] });
    expect(orderMovements({ lines: [], returns: [bundle] })).toEqual([{ variantId: 'cup', quantity: 6 }]);
  });

  it('moves the difference in an exchange', () => {
    const lines = sold({ variantId: 'mug' }, 3);
    expect(orderMovements({ lines, returns: [back({})] })).toEqual([{ variantId: 'mug', quantity: -1 }]);
    expect(orderMovements({ lines: sold({ variantId: 'mug' }, 2), returns: [back({})] })).toEqual([]);
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
