import { expect, test } from 'vitest';
import { NO_SAFETY_STOCK, safetyStockAt } from './safety-stock.ts';

test('what is said of a product at a store comes first, then of the product, then of the store, then of the channel', () => {
  const safety = {
    everywhere: 1,
    atLocation: { north: 2 },
    ofVariant: new Map<string, Record<string, number>>([
      ['tea', { '': 3, north: 4 }],
      ['jam', { south: 0 }],
    ]),
  };
  const at = (variantId: string, locationId: string) => safetyStockAt(safety, variantId, locationId);
  expect([at('tea', 'north'), at('tea', 'south')]).toEqual([4, 3]);
  expect([at('jam', 'north'), at('jam', 'south')]).toEqual([2, 0]);
  expect([at('oil', 'north'), at('oil', 'south')]).toEqual([2, 1]);
  expect(safetyStockAt(NO_SAFETY_STOCK, 'tea', 'north')).toBe(0);
});
