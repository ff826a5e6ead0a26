import { expect, it } from 'vitest';
import type { ProductRow } from '#contracts/http/api.ts';
import type { CategoryListAnswer, ProductListRow } from '#contracts/http/catalogue.ts';
import { readProductCsv } from '#contracts/product-csv/product-csv.ts';
import { writeProductCsv } from '#contracts/product-csv/write-product-csv.ts';
import { instantAt, localMinute } from '#domain/session/store-minute.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import { barcodeEntry, shortGtin } from './barcode-entry.ts';
import { gtinsTwice, importParts } from './import-plan.ts';
import { stepsOf } from './price-steps.ts';

it('reads a price with a point or a comma, and no more decimals than the currency has', () => {
  expect([priceOf('12', 2), priceOf('12,9', 2), priceOf(' 12.95 ', 2), priceOf('700', 0)]).toEqual([
    1200, 1290, 1295, 700,
  ]);
  expect([priceOf('12.955', 2), priceOf('1.0', 0), priceOf('-1', 2), priceOf('', 2), priceOf('1,000.00', 2)]).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

it('takes barcodes by their check digit, and says why not', () => {
  expect(barcodeEntry('4006381 333931', {}, [])).toEqual({ ok: true, gtin: '04006381333931' });
  expect(barcodeEntry('4006381333932', {}, [])).toEqual({ ok: false, reason: 'check-digit', expected: '1' });
  expect(barcodeEntry('4006381333931', {}, ['04006381333931'])).toEqual({ ok: false, reason: 'known' });
  expect(barcodeEntry('TEA', {}, [])).toEqual({ ok: false, reason: 'no-gtin' });
  const rules = { inStoreLayouts: [{ pattern: '21IIIIIWWWWWC' }] };
  expect(barcodeEntry('2100041002501', rules, [])).toEqual({ ok: false, reason: 'weighed' });
  expect(shortGtin('04006381333931')).toBe('4006381333931');
  expect(shortGtin('00000096385074')).toBe('96385074');
});

// Summer time in London ended on 2026-10-25 at 02:00 and began on 2026-03-29 at 01:00 (IANA tz, Europe/London).
it('a minute on a store’s clocks is an instant, also when the clocks change', () => {
  expect(instantAt('2026-06-01T09:30', 'Europe/London')).toBe('2026-06-01T08:30:00.000Z');
  expect(instantAt('2026-12-01T09:30', 'Europe/London')).toBe('2026-12-01T09:30:00.000Z');
  expect(instantAt('2026-10-25T03:00', 'Europe/London')).toBe('2026-10-25T03:00:00.000Z');
  expect(instantAt('2026-03-29T00:30', 'Europe/London')).toBe('2026-03-29T00:30:00.000Z');
  expect(instantAt('2026-06-01T09:30', 'Asia/Shanghai')).toBe('2026-06-01T01:30:00.000Z');
  expect(instantAt('', 'UTC')).toBeNull();
  expect(localMinute(new Date('2026-06-01T08:30:12.000Z'), 'Europe/London')).toBe('2026-06-01T09:30');
  expect(localMinute(new Date('2026-99-99T99:99:99.999Z'), 'Europe/London')).toBe('');
});

it('a price over time is level until it changes, and goes on until now', () => {
  const points = [
    { at: '2026-01-02T00:00:00.000Z', amount: 2 },
    { at: '2026-01-01T00:00:00.000Z', amount: 1 },
  ];
  const now = Date.parse('2026-01-03T00:00:00.000Z');
  expect(stepsOf(points, now).map(({ amount }) => amount)).toEqual([1, 1, 2, 2]);
  expect(stepsOf([], now)).toEqual([]);
});

const product = (line: number, sku: string, more: Partial<ProductRow> = {}): ProductRow => ({
  ...{ line, sku, name: sku, category: 'c', prices: {}, gtins: [], taxCategory: 't', stock: {} },
  ...more,
});

it('sends rows that name others after what they name, and tells a dry run what is coming', () => {
  const bundle = product(2, 'B', {
    rules: {
      parts: [
        { sku: 'A', quantity: 1 },
        { sku: 'Z', quantity: 1 },
      ],
    },
  });
  const rows = [bundle, product(3, 'A'), ...Array.from({ length: 260 }, (_, at) => product(at + 4, `P${at}`))];
  const parts = importParts(rows);
  expect(parts.map((part) => part.rows.length)).toEqual([250, 12]);
  expect(parts[1]?.rows.at(-1)?.sku).toBe('B');
  expect(parts.map(({ planned }) => planned)).toEqual([[], ['A']]);
});

it('sends no more at once than a request can hold, however long descriptions are', () => {
  const long = { descriptions: { en: 'x'.repeat(5000), 'zh-CN': '茶'.repeat(5000) } };
  const rows = Array.from({ length: 100 }, (_, at) => product(at, `P${at}`, long));
  const parts = importParts(rows);
  expect(parts.flatMap((part) => part.rows)).toEqual(rows);
  for (const part of parts) expect(new TextEncoder().encode(JSON.stringify(part)).length).toBeLessThan(750_000);
});

it('finds a barcode that two rows have', () => {
  const found = gtinsTwice([product(2, 'A', { gtins: ['1'] }), product(3, 'B', { gtins: ['2', '1'] })]);
  expect(found.rows.map(({ sku }) => sku)).toEqual(['A']);
  expect(found.refused).toMatchObject([{ line: 3, code: 'row-twice', params: { text: '1', line: '2' } }]);
});

it('an export comes back as it was', () => {
  const rows: ProductListRow[] = [
    {
      variant: {
        ...{ variantId: 'v1', productId: 'p', sku: 'A', name: 'Tea, "fine"', names: { 'zh-CN': '茶' } },
        ...{ gtins: ['04006381333931', '00000096385074'], categoryId: 'c', unit: 'kg', taxCategory: 'zero' },
        rules: { productName: 'Teas', options: { size: 'M' }, openPrice: true, minimumAge: 18, plu: '7' },
      },
      ...{ revision: 1, categoryName: 'Food', onHand: 0, changedAt: null, changedBy: null },
      prices: [
        { storeId: 'hs', amount: 495, version: 1, ahead: [] },
        { storeId: 'tokyo', amount: 700, version: 1, ahead: [] },
      ],
    },
    {
      variant: {
        ...{ variantId: 'v2', productId: 'q', sku: 'B', name: 'Set', gtins: [], categoryId: 'c', unit: 'each' },
        taxCategory: 'standard',
        rules: { parts: [{ variantId: 'v1', quantity: 250 }] },
      },
      ...{ revision: 1, categoryName: 'Food', onHand: 0, changedAt: null, changedBy: null },
      prices: [{ storeId: 'hs', amount: 5, version: 1, ahead: [] }],
    },
  ];
  const catalogue: Pick<CategoryListAnswer, 'categories' | 'stores'> = {
    categories: [{ category: { categoryId: 'c', name: 'Food', names: { 'zh-CN': '食品' } }, revision: 1, variants: 2 }],
    stores: [
      {
        storeId: 'hs',
        name: 'High Street',
        currency: 'GBP',
        digits: 2,
        pricesIncludeTax: true,
        timeZone: 'Europe/London',
      },
      {
        storeId: 'tokyo',
        name: 'Tokyo',
        currency: 'JPY',
        digits: 0,
        pricesIncludeTax: true,
        timeZone: 'Europe/London',
      },
    ],
  };
  const read = readProductCsv(writeProductCsv(rows, catalogue), catalogue.stores);
  expect(read.refused).toEqual([]);
  expect(read.rows).toMatchObject([
    {
      ...{ sku: 'A', name: 'Tea, "fine"', names: { 'zh-CN': '茶' }, categoryNames: { 'zh-CN': '食品' }, unit: 'kg' },
      ...{ gtins: ['04006381333931', '00000096385074'], prices: { hs: 495, tokyo: 700 } },
      rules: { productName: 'Teas', options: { size: 'M' }, openPrice: true, minimumAge: 18, plu: '7' },
    },
    { sku: 'B', prices: { hs: 5 }, rules: { parts: [{ sku: 'A', quantity: 250 }] } },
  ]);
});
