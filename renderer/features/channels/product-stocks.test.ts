import { expect, test } from 'vitest';
import type { ChannelStockRow } from '#contracts/http/channels.ts';
import { productStocks } from './product-stocks.ts';

function row(variantId: string, locationId: string, onHand: number, more: Partial<ChannelStockRow> = {}) {
  return {
    ...{ variantId, sku: variantId, name: variantId, locationId, onHand, committed: 0, staged: 0, safetyStock: 1 },
    ...{ sellable: Math.max(0, onHand - 1), told: null, toldAt: null, fault: null, ...more },
  };
}

test('a product is one row over its locations, each named with what it may sell', () => {
  const [tea, rice] = productStocks([row('tea', 'LON', 5), row('tea', 'PAR', 3), row('rice', 'LON', 1)]);
  expect(tea).toMatchObject({ onHand: 8, safetyStock: 2, sellable: 6, differs: true });
  expect(tea?.places).toEqual([
    { locationId: 'LON', sellable: 4 },
    { locationId: 'PAR', sellable: 2 },
  ]);
  expect(rice).toMatchObject({ onHand: 1, sellable: 0 });
});

test('what was told of all locations together is beside what may be sold of all of them', () => {
  const told = { told: 6, toldAt: '2026-11-22T10:00:00.000Z' };
  expect(productStocks([row('tea', 'LON', 5, told), row('tea', 'PAR', 3, told)])[0]?.differs).toBe(false);
  expect(productStocks([row('tea', 'LON', 4, told), row('tea', 'PAR', 3, told)])[0]?.differs).toBe(true);
});
