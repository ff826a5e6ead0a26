import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groupPrice,
  isListFor,
  isListInForce,
  type LinePriceList,
  listState,
  type PriceListEntry,
  type PriceRule,
  type PublishedPriceList,
  priceByList,
  priceByRule,
} from '#domain/pricing/price-list.ts';
import { RUNS } from '#tests/fixtures/property-runs.ts';

const minute = (at: number) => `2026-11-22T09:${String(at).padStart(2, '0')}:00.000Z`;

const rule: fc.Arbitrary<PriceRule> = fc
  .record({
    categoryId: fc.constantFrom(undefined, 'tea', 'cups'),
    ppm: fc.integer({ min: 1, max: 1_000_000 }),
    ending: fc.constantFrom(undefined, { end: 99, step: 100 }, { end: 0, step: 5 }),
  })
  .map(({ categoryId, ppm, ending }) => ({
    ppm,
    ...(categoryId === undefined ? {} : { categoryId }),
    ...(ending === undefined ? {} : { ending }),
  }));

const list: fc.Arbitrary<PublishedPriceList> = fc.record({
  listId: fc.constantFrom('a', 'b', 'c', 'd'),
  name: fc.constant('A list'),
  currency: fc.constant('EUR'),
  groupIds: fc.constant(['trade']),
  storeIds: fc.constantFrom(null, ['s1']),
  from: fc.constantFrom(null, minute(0), minute(10), minute(30)),
  until: fc.constantFrom(null, minute(20), minute(40)),
  priority: fc.integer({ min: 0, max: 2 }),
  rules: fc.uniqueArray(rule, { selector: ({ categoryId }) => categoryId, maxLength: 3 }),
  version: fc.integer({ min: 1, max: 9 }),
});
const lists = fc.uniqueArray(list, { selector: ({ listId }) => listId, maxLength: 4 });
const entries: fc.Arbitrary<PriceListEntry[]> = fc.uniqueArray(
  fc.record({
    listId: fc.constantFrom('a', 'b', 'c', 'd'),
    amount: fc.integer({ min: 0, max: 2000 }),
    version: fc.integer({ min: 1, max: 9 }),
  }),
  { selector: ({ listId }) => listId },
);
const item = fc.record({
  categoryId: fc.constantFrom('tea', 'cups', 'other'),
  basePrice: fc.integer({ min: 0, max: 2000 }),
  undiscountable: fc.boolean(),
});
const at = fc.integer({ min: 0, max: 59 }).map(minute);

function holds(check: (...given: [PublishedPriceList[], PriceListEntry[], Item, string]) => void): void {
  fc.assert(fc.property(lists, entries, item, at, check), { numRuns: RUNS });
}
type Item = { categoryId: string; basePrice: number; undiscountable: boolean };

describe('the list that decides', () => {
  it('never lets anybody pay more, and says what the price would have been', () => {
    holds((known, named, goods, now) => {
      const found = groupPrice(known, named, goods, now);
      if (!found) return;
      expect(found.unitPrice).toBeLessThan(goods.basePrice);
      expect(found.unitPrice).toBeGreaterThanOrEqual(0);
      expect(found.priceList.basePrice).toBe(goods.basePrice);
    });
  });

  it('does not depend on the order in which lists and prices are known', () => {
    holds((known, named, goods, now) => {
      const found = groupPrice(known, named, goods, now);
      expect(groupPrice([...known].reverse(), [...named].reverse(), goods, now)).toEqual(found);
    });
  });

  it('is in force, and no list that says a price goes before it', () => {
    holds((known, named, goods, now) => {
      const priced = known
        .filter((one) => isListInForce(one, now))
        .flatMap((one) => {
          const price = priceByList(
            one,
            goods,
            named.find(({ listId }) => listId === one.listId),
          );
          return price ? [{ one, price }] : [];
        });
      const top = Math.max(...priced.map(({ one }) => one.priority));
      const lowest = Math.min(...priced.filter(({ one }) => one.priority === top).map(({ price }) => price.amount));
      const found = groupPrice(known, named, goods, now);
      if (priced.length === 0 || lowest >= goods.basePrice) {
        expect(found).toBeNull();
        return;
      }
      expect(found?.unitPrice).toBe(lowest);
      expect(priced.find(({ one }) => one.listId === found?.priceList.listId)?.one.priority).toBe(top);
    });
  });

  it('can be proven from what the line keeps of it', () => {
    holds((known, named, goods, now) => {
      const found = groupPrice(known, named, goods, now);
      if (found) expect(provenPrice(known, named, goods, found.priceList)).toBe(found.unitPrice);
    });
  });

  it('takes nothing by a rule off what no discount reduces, but what it names holds', () => {
    holds((known, named, goods, now) => {
      const found = groupPrice(known, named, { ...goods, undiscountable: true }, now);
      if (found) expect(found.priceList.entryVersion).toBeDefined();
    });
  });
});

/** As a server does it: by the list and version that the line names. */
function provenPrice(known: PublishedPriceList[], named: PriceListEntry[], goods: Item, kept: LinePriceList) {
  const one = known.find(({ listId, version }) => listId === kept.listId && version === kept.version);
  const entry = named.find(({ listId, version }) => listId === kept.listId && version === kept.entryVersion);
  return one && priceByList(one, goods, entry)?.amount;
}

it('the price it names goes before its category’s rule, and that before the rule of everything', () => {
  const rules = [{ ppm: 100_000 }, { categoryId: 'tea', ppm: 200_000 }];
  const goods = { categoryId: 'tea', basePrice: 1000 };
  expect(priceByList({ rules }, goods, { amount: 950, version: 4 })).toEqual({ amount: 950, entryVersion: 4 });
  expect(priceByList({ rules }, goods)).toEqual({ amount: 800 });
  expect(priceByList({ rules }, { ...goods, categoryId: 'cups' })).toEqual({ amount: 900 });
  expect(priceByList({ rules: [] }, goods)).toBeNull();
});

it.each([
  [1000, { ppm: 150_000 }, 850],
  [999, { ppm: 100_000 }, 899],
  [1000, { ppm: 150_000, ending: { end: 99, step: 100 } }, 899],
  [1000, { ppm: 180_000, ending: { end: 99, step: 100 } }, 799],
  [1000, { ppm: 333_333, ending: { end: 0, step: 5 } }, 665],
  [150, { ppm: 900_000, ending: { end: 99, step: 100 } }, 99],
  [50, { ppm: 900_000, ending: { end: 99, step: 100 } }, 50],
  [0, { ppm: 500_000, ending: { end: 99, step: 100 } }, 0],
  [1000, { ppm: 1_000_000 }, 0],
])('%d with %j is %d', (basePrice, takes, expected) => {
  expect(priceByRule(basePrice, takes)).toBe(expected);
});

it('holds from its first instant on and no more at its last, in the stores and the currency that it is for', () => {
  const one = { from: minute(10), until: minute(20) };
  expect([9, 10, 19, 20].map((now) => isListInForce(one, minute(now)))).toEqual([false, true, true, false]);
  expect([9, 10, 20].map((now) => listState(one, minute(now)))).toEqual(['ahead', 'now', 'ended']);
  const known = {
    groupIds: ['trade'],
    storeIds: ['s1'],
    currency: 'EUR',
    listId: 'a',
    name: 'A',
    priority: 0,
    rules: [],
  };
  const buyer = { groupId: 'trade', storeId: 's1', currency: 'EUR' };
  const isFor = (more: Partial<typeof buyer>) => isListFor({ ...known, ...one }, { ...buyer, ...more });
  expect([isFor({}), isFor({ groupId: 'staff' }), isFor({ storeId: 's2' }), isFor({ currency: 'USD' })]).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
