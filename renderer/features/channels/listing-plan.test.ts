import { expect, test } from 'vitest';
import type { ChannelGoods } from '#contracts/http/channel-goods.ts';
import { type ListingEdit, planListings } from './listing-plan.ts';

const TEA: ChannelGoods = {
  ...{ variantId: 'tea', sku: 'T', name: 'Tea', unit: 'each', storeAmount: 499 },
  listing: { status: 'published', amount: null, safetyStock: [{ locationId: null, quantity: 2 }] },
  ahead: [{ effectiveAt: '2026-12-01T00:00:00.000Z', status: 'unpublished' }],
  ...{ places: [], sellable: 4, told: 4, toldAt: null, known: true, differs: false, fault: null },
};
const KEEP: ListingEdit = {
  ...{ status: 'keep', price: { how: 'keep' }, safety: { how: 'keep' }, locationId: null, effectiveAt: undefined },
};

function changeOf(edit: Partial<ListingEdit>, row = TEA) {
  return planListings([row], { ...KEEP, ...edit })[0]?.change;
}

test('what stays as it is is not sent', () => {
  expect(changeOf({})).toBeNull();
  expect(changeOf({ status: 'published', price: { how: 'store' } })).toBeNull();
});

test('a change says what stood there; a price in percent is of the store’s', () => {
  expect(changeOf({ status: 'unpublished' })).toEqual({
    variantId: 'tea',
    status: { was: 'published', to: 'unpublished' },
  });
  expect(changeOf({ price: { how: 'percent', ppm: -100_000 } })?.amount).toEqual({ was: null, to: 449 });
  expect(changeOf({ price: { how: 'percent', ppm: -100_000 } }, { ...TEA, storeAmount: null })).toBeNull();
});

test('from an instant on, what follows until then is what stands', () => {
  const edit = { status: 'unpublished' as const };
  expect(changeOf({ ...edit, effectiveAt: '2026-12-02T00:00:00.000Z' })).toBeNull();
  expect(changeOf({ ...edit, effectiveAt: '2026-11-30T00:00:00.000Z' })?.status).toEqual({
    ...{ was: 'published', to: 'unpublished' },
  });
});

test('safety stock is of one location, or of each', () => {
  expect(changeOf({ safety: { how: 'unsaid' } })?.safetyStock).toEqual([{ locationId: null, was: 2, to: null }]);
  expect(changeOf({ safety: { how: 'set', quantity: 2 } })).toBeNull();
  expect(changeOf({ safety: { how: 'set', quantity: 5 }, locationId: 'north' })?.safetyStock).toEqual([
    { locationId: 'north', was: null, to: 5 },
  ]);
});
