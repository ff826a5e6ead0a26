import { expect, test } from 'vitest';
import { readProductCsv } from './product-csv.ts';
import { refusedRowsCsv } from './refused-rows-csv.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const FILE = [
  'sku;name;category;tax;price;description:en',
  'A;"Lamp; red";Home;standard;12.50;',
  'B;Vase;Home;standard;9.999;"two',
  'lines"',
  'C;=Bowl;Home;standard;many;',
].join('\n');
const STORES = [{ storeId: 'here', digits: 2 }];

test('refused rows come back as they stand in the file with their reason, and are read again when mended', () => {
  const { refused } = readProductCsv(bytes(FILE), STORES);
  expect(refused.map(({ line }) => line)).toEqual([3, 5]);
  const file = refusedRowsCsv(bytes(FILE), refused);
  expect(file).toContain('B,Vase,Home,standard,9.999,"two\nlines",');
  expect(file).toContain('C,=Bowl,Home,standard,many,,');
  const mended = readProductCsv(file.replace('9.999', '9.99').replace('many', '3'), STORES);
  expect(mended.refused).toEqual([]);
  expect(mended.rows.map(({ sku, name }) => [sku, name])).toEqual([
    ['B', 'Vase'],
    ['C', '=Bowl'],
  ]);
  expect(mended.rows[0]?.descriptions).toEqual({ en: 'two\nlines' });
  expect(mended.ignored).toEqual(['reason']);
});

test('a file that fails again has one column of reasons', () => {
  const { refused } = readProductCsv(bytes(FILE), STORES);
  const once = refusedRowsCsv(bytes(FILE), refused);
  const again = readProductCsv(once, STORES);
  const twice = refusedRowsCsv(bytes(once), again.refused);
  expect(twice.split('\r\n')[0]?.match(/reason/g)).toHaveLength(1);
});

test('of a file that cannot be read there are the reasons alone', () => {
  const { refused } = readProductCsv(bytes('sku,name\nA,Lamp'), STORES);
  expect(refusedRowsCsv(bytes('sku,name\nA,Lamp'), refused)).toMatch(/^\ufeffline,reason\r\n1,/);
});
