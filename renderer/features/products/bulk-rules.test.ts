import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ProductListRow } from '#contracts/http/catalogue.ts';
import { withEnding } from '#domain/pricing/price-ending.ts';
import { bulkChanges, homesOf, isBulkChange, planBulk, priceAfter, undoChanges } from './bulk-rules.ts';
import { NO_BULK, readBulk } from './bulk-texts.ts';

function row(variantId: string, more: Partial<ProductListRow['variant']> = {}, amount = 487): ProductListRow {
  const variant = { variantId, productId: variantId, sku: variantId, name: variantId, gtins: [], categoryId: 'c' };
  return {
    variant: { ...variant, unit: 'each', taxCategory: 'standard', ...more },
    revision: 3,
    categoryName: 'C',
    prices: [
      { storeId: 'hs', amount, version: 7, ahead: [] },
      { storeId: 'tokyo', amount: 700, version: 2, ahead: [] },
      { storeId: 'new', amount: null, version: 0, ahead: [] },
    ],
    onHand: 0,
    changedAt: null,
    changedBy: null,
  };
}
const digitsOf = (storeId: string) => (storeId === 'tokyo' ? 0 : 2);
const NOW = '2026-07-01T09:00:00.000Z';
const PLACE = { digits: 2, timeZone: 'Europe/London', now: NOW };
const MONDAY = '2026-07-06T07:00:00.000Z';
let made = 0;
const newId = () => `id-${made++}`;

it.each([
  [487, 99, 499],
  [449, 99, 499],
  [448, 99, 399],
  [20, 99, 99],
  [1000, 99, 999],
  [499, 99, 499],
  [487, 0, 500],
])('%i with the ending %i is %i', (amount, ending, expected) => {
  expect(withEnding(amount, ending, 100)).toBe(expected);
});

it('an ending is never further than half a unit away, but for prices below it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 99 }), (amount, ending) => {
      const rounded = withEnding(amount, ending, 100);
      expect(rounded % 100).toBe(ending);
      if (amount >= ending) expect(Math.abs(rounded - amount)).toBeLessThanOrEqual(50);
    }),
  );
});

it('changes a price by percent, by an amount or to one; never below nothing, and nothing stays nothing', () => {
  const rule = { ending: null };
  expect(priceAfter(487, { ...rule, how: { by: 'percent', ppm: -100_000 } }, 2)).toBe(438);
  expect(priceAfter(487, { ...rule, how: { by: 'percent', ppm: 50_000 }, ending: 99 }, 2)).toBe(499);
  expect(priceAfter(487, { ...rule, how: { by: 'amount', minor: -500 } }, 2)).toBe(0);
  expect(priceAfter(487, { ...rule, how: { by: 'set', minor: 100 } }, 2)).toBe(100);
  expect(priceAfter(0, { ...rule, how: { by: 'percent', ppm: 50_000 }, ending: 99 }, 2)).toBe(0);
});

it('plans every row before and after, and leaves out what does not change', () => {
  const rows = [row('a', { rules: { minimumAge: 18, plu: '4' } }), row('b', { archived: true })];
  const plan = planBulk(rows, { minimumAge: 0, archived: true }, digitsOf);
  expect(plan.map(({ isChanged }) => isChanged)).toEqual([true, false]);
  expect(plan[0]?.after).toMatchObject({ archived: true, rules: { plu: '4' } });
  expect(plan[0]?.after.rules).not.toHaveProperty('minimumAge');
  expect(bulkChanges(plan, newId)).toMatchObject([{ variants: [{ base: 3, after: { variantId: 'a' } }], prices: [] }]);
});

it('says where products lie but of those that lie there, and changes nothing else of them', () => {
  const rows = [row('a'), { ...row('b'), placeId: 'shelf' }, { ...row('c'), placeId: 'back' }];
  const plan = planBulk(rows, readBulk({ ...NO_BULK, place: 'shelf' }, PLACE, rows).edit, digitsOf);
  expect(homesOf(plan)).toEqual([
    { variantId: 'a', base: null, placeId: 'shelf' },
    { variantId: 'c', base: 'back', placeId: 'shelf' },
  ]);
  expect(plan.map(isBulkChange)).toEqual([true, false, true]);
  expect(bulkChanges(plan, newId)).toEqual([]);
  const nowhere = planBulk(rows, readBulk({ ...NO_BULK, place: 'none' }, PLACE, rows).edit, digitsOf);
  expect(homesOf(nowhere).map(({ variantId, placeId }) => [variantId, placeId])).toEqual([
    ['b', null],
    ['c', null],
  ]);
});

it('a change back has what was there before, on the revisions that the change led to', () => {
  const rows = [row('a'), row('b')];
  const edit = {
    categoryId: 'd',
    price: { storeId: 'hs', how: { by: 'set', minor: 300 }, ending: null, from: null },
  } as const;
  const plan = planBulk(rows, edit, digitsOf);
  const [change] = bulkChanges(plan, newId);
  expect(change?.prices).toEqual([
    { storeId: 'hs', variantId: 'a', base: 7, amount: 300 },
    { storeId: 'hs', variantId: 'b', base: 7, amount: 300 },
  ]);
  const back = undoChanges(plan, { 'variant/a': 4, 'price/hs/a': 8 }, NOW, newId);
  expect(back).toMatchObject([
    { variants: [{ base: 4, after: rows[0]?.variant }], prices: [{ variantId: 'a', base: 8, amount: 487 }] },
  ]);
  expect(back[0]?.variants).toHaveLength(1);
});

it('goes in parts that a request can hold', () => {
  const rows = Array.from({ length: 230 }, (_, at) => row(String(at)));
  const changes = bulkChanges(planBulk(rows, { categoryId: 'd' }, digitsOf), newId);
  expect(changes.map(({ variants }) => variants.length)).toEqual([100, 100, 30]);
  expect(new Set(changes.map(({ changeId }) => changeId)).size).toBe(3);
});

it('reads what was typed, and says what makes no sense', () => {
  const read = (texts: Partial<typeof NO_BULK>) => readBulk({ ...NO_BULK, ...texts }, PLACE, []);
  expect(read({}).edit).toEqual({});
  expect(read({ how: 'percent', price: '-7,5 %', ending: '.99' }).edit.price).toEqual({
    how: { by: 'percent', ppm: -75_000 },
    ending: 99,
    storeId: null,
    from: null,
  });
  expect(read({ how: 'amount', price: '-0.50', storeId: 'hs' }).edit.price).toMatchObject({
    how: { by: 'amount', minor: -50 },
    storeId: 'hs',
  });
  expect(read({ how: 'set', price: '-1' }).wrong.price).toBe(true);
  expect(read({ how: 'percent', price: '-101' }).wrong.price).toBe(true);
  expect(read({ how: 'set', price: '1.005' }).wrong.price).toBe(true);
  expect(read({ ending: '9' }).wrong.ending).toBe(true);
  expect(read({ age: '0', archived: 'no' }).edit).toEqual({ minimumAge: 0, archived: false });
  expect(read({ age: 'x' })).toEqual({ edit: {}, wrong: { price: false, ending: false, from: false, age: true } });
});

it('pictures of one product are given to all, or taken from all, and come back as they were', () => {
  const pictures = [{ hash: 'a'.repeat(64), alt: { en: 'Front' } }];
  const rows = [row('a', { pictures }), row('b'), row('c', { pictures: [{ hash: 'c'.repeat(64) }] })];
  const given = planBulk(rows, readBulk({ ...NO_BULK, pictures: 'a' }, PLACE, rows).edit, digitsOf);
  expect(given.map(({ after }) => after.pictures)).toEqual([pictures, pictures, pictures]);
  expect(given.map(({ isChanged }) => isChanged)).toEqual([false, true, true]);
  const taken = planBulk(rows, readBulk({ ...NO_BULK, pictures: 'none' }, PLACE, rows).edit, digitsOf);
  expect(taken.map(({ after }) => 'pictures' in after)).toEqual([false, false, false]);
  const [back] = undoChanges(taken, { 'variant/a': 4, 'variant/c': 4 }, NOW, newId);
  expect(back?.variants.map(({ after }) => after.pictures)).toEqual([pictures, rows[2]?.variant.pictures]);
  expect(planBulk(rows, readBulk(NO_BULK, PLACE, rows).edit, digitsOf).some(({ isChanged }) => isChanged)).toBe(false);
});

describe('prices from a date', () => {
  const rule = { storeId: 'hs', how: { by: 'percent', ppm: 100_000 }, ending: null } as const;
  const planned = (effectiveAt: string, amount: number, version: number) => ({ effectiveAt, amount, version });
  const rowWith = (ahead: ReturnType<typeof planned>[]) => {
    const one = row('a', {}, 500);
    return { ...one, prices: one.prices.map((price) => (price.storeId === 'hs' ? { ...price, ahead } : price)) };
  };
  const plan = (ahead: ReturnType<typeof planned>[]) =>
    planBulk([rowWith(ahead)], { price: { ...rule, from: MONDAY } }, digitsOf);
  const back = (ahead: ReturnType<typeof planned>[], now: string) =>
    undoChanges(plan(ahead), { 'price/hs/a': 9 }, now, newId)[0]?.prices;

  it('begin then, on top of what would be in force then', () => {
    expect(bulkChanges(plan([]), newId)[0]?.prices).toEqual([
      { storeId: 'hs', variantId: 'a', base: 7, amount: 550, effectiveAt: MONDAY },
    ]);
    const sooner = planned('2026-07-03T07:00:00.000Z', 600, 8);
    const later = planned('2026-07-09T07:00:00.000Z', 700, 9);
    expect(bulkChanges(plan([sooner, later]), newId)[0]?.prices).toMatchObject([{ base: 8, amount: 660 }]);
  });

  it('are taken back while they are ahead, and once they hold the ones before are put back', () => {
    const price = { storeId: 'hs', variantId: 'a', base: 9 };
    expect(back([], NOW)).toEqual([{ ...price, amount: null, effectiveAt: MONDAY }]);
    expect(back([], MONDAY)).toEqual([{ ...price, amount: 500 }]);
  });

  it('put back one that was to begin at the same instant', () => {
    const same = planned(MONDAY, 600, 8);
    expect(plan([same])[0]?.prices).toMatchObject([{ version: 8, before: 600, after: 660, isReplaced: true }]);
    expect(back([same], NOW)).toMatchObject([{ base: 9, amount: 600, effectiveAt: MONDAY }]);
  });

  it('are read on the clocks of the store, and nothing is planned without a time', () => {
    const later = { ...NO_BULK, how: 'set', price: '3', when: 'later' } as const;
    expect(readBulk({ ...later, from: '2026-07-06T08:00' }, PLACE, []).edit.price?.from).toBe(MONDAY);
    expect(readBulk(later, PLACE, [])).toMatchObject({ edit: {}, wrong: { from: true } });
    expect(readBulk({ ...later, how: 'keep' }, PLACE, []).wrong.from).toBe(false);
  });

  it('are not planned for a time that is over', () => {
    const later = { ...NO_BULK, how: 'set', price: '3', when: 'later' } as const;
    for (const from of ['2020-01-01T10:00', '2026-07-01T10:00'])
      expect(readBulk({ ...later, from }, PLACE, [])).toMatchObject({ edit: {}, wrong: { from: true } });
    expect(readBulk({ ...later, from: '2026-07-01T10:01' }, PLACE, []).wrong.from).toBe(false);
  });
});
