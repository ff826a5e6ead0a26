import { expect, test } from 'vitest';
import type { ChannelGoods } from '#contracts/http/channel-goods.ts';
import { listingCsv, readListingCsv } from './listing-csv.ts';

const read = (text: string) => readListingCsv(new TextEncoder().encode(text), 2, ['LON-shelf', 'NYC-shelf']);

test('a column that is missing changes nothing, an empty cell takes back what was said', () => {
  expect(read('sku,price\nT,4.50\nJ,\n').changes).toEqual([
    { line: 2, sku: 'T', amount: { to: 450 } },
    { line: 3, sku: 'J', amount: { to: null } },
  ]);
  const { changes, ignored } = read('sku,name,status,safety stock,safety stock:NYC-shelf\nT,Tea,Published,2,\n');
  expect(ignored).toEqual(['name']);
  expect(changes[0]).toMatchObject({ status: { to: 'published' } });
  expect(changes[0]?.safetyStock).toEqual([
    { locationId: null, to: 2 },
    { locationId: 'NYC-shelf', to: null },
  ]);
});

test('a bad row is told, and the rest is read', () => {
  const { changes, refused } = read('sku,status,price\nT,hidden,1\nJ,published,cheap\nK,published,1\nK,published,2\n');
  expect(changes.map(({ sku }) => sku)).toEqual(['K']);
  expect(refused.map(({ line, code }) => [line, code])).toEqual([
    [2, 'choice'],
    [3, 'number'],
    [5, 'sku-twice'],
  ]);
});

test('what is written is read as it stands', () => {
  const tea: ChannelGoods = {
    ...{ variantId: 'tea', sku: 'T', name: 'Tea, green', unit: 'each', storeAmount: 499, ahead: [], places: [] },
    listing: { status: 'unpublished', amount: 450, safetyStock: [{ locationId: 'NYC-shelf', quantity: 3 }] },
    ...{ sellable: 4, told: 4, toldAt: null, known: true, differs: false, fault: null },
  };
  const again = read(listingCsv([tea], 2, ['LON-shelf', 'NYC-shelf']));
  expect(again.refused).toEqual([]);
  expect(again.changes).toEqual([
    {
      ...{ line: 2, sku: 'T', status: { to: 'unpublished' }, amount: { to: 450 } },
      safetyStock: [
        { locationId: null, to: null },
        { locationId: 'LON-shelf', to: null },
        { locationId: 'NYC-shelf', to: 3 },
      ],
    },
  ]);
});
