import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readProductCsv } from '#contracts/product-csv/product-csv.ts';

const STORES = [
  { storeId: 'high-street', digits: 2 },
  { storeId: 'trade-counter', digits: 2 },
];

test('the demo shop as shipped: every row goes in, categories stay useful, stock is never negative', () => {
  const file = new URL('../../resources/demo/products.csv.gz', import.meta.url);
  const { rows, refused, ignored } = readProductCsv(gunzipSync(readFileSync(file)), STORES);
  expect({ refused, ignored }).toEqual({ refused: [], ignored: [] });
  expect(rows.length).toBeGreaterThan(3700);
  const byCategory = new Map<string, number>();
  for (const { category } of rows) byCategory.set(category, (byCategory.get(category) ?? 0) + 1);
  expect(byCategory.size).toBe(17);
  expect(byCategory.get('Gifts & Novelties')).toBeLessThan(rows.length / 50);
  expect(new Set(rows.flatMap(({ gtins }) => gtins)).size).toBe(rows.length);
  expect(rows.filter(({ name }) => /\?|damage|thrown/i.test(name))).toEqual([]);
  expect(rows.every(({ prices }) => (prices['high-street'] ?? 0) >= (prices['trade-counter'] ?? 0))).toBe(true);
  const empty = rows.filter(({ stock }) => stock['high-street'] === 0).length;
  expect(empty).toBeGreaterThan(5);
  expect(empty).toBeLessThan(rows.length / 100);
});
