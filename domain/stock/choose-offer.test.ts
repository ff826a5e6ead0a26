import { expect, it } from 'vitest';
import { chooseOffers } from './choose-offer.ts';
import { replenishmentTerms, USUAL_TERMS } from './supply-terms.ts';

function supplier(supplierId: string, packSize: number, packCost: number, more: object = {}) {
  const items = [{ variantId: 'tea', packSize, packCost }];
  return { supplierId, status: 'active' as const, leadTimeDays: 7, items, ...more };
}

const chosen = (...suppliers: ReturnType<typeof supplier>[]) => chooseOffers(suppliers).get('tea')?.supplier.supplierId;

it('buys where a unit costs least, whatever the pack', () => {
  expect(chosen(supplier('a', 6, 600), supplier('b', 12, 1_199), supplier('c', 1, 101))).toBe('b');
});

it('buys equals from who delivers sooner, then by id, in whatever order they are told', () => {
  const [slow, late, soon] = [
    supplier('a', 1, 5),
    supplier('c', 2, 10, { leadTimeDays: 3 }),
    supplier('b', 1, 5, { leadTimeDays: 3 }),
  ];
  expect(chosen(slow, late, soon)).toBe('b');
  expect(chosen(soon, late, slow)).toBe('b');
});

it('buys nothing from suppliers that are not used', () => {
  expect(chosen(supplier('a', 1, 1, { status: 'archived' }), supplier('b', 1, 5))).toBe('b');
  expect(chosen(supplier('a', 1, 1, { status: 'archived' }))).toBeUndefined();
});

it('replenishes on the terms a supplier names, and as usual for the rest', () => {
  expect(replenishmentTerms({ leadTimeDays: 2, reviewDays: 0, serviceLevelPpm: 990_000 })).toEqual({
    ...USUAL_TERMS,
    leadTimeDays: 2,
    reviewDays: 0,
    serviceLevelPpm: 990_000,
  });
});
