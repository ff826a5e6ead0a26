import { expect, it } from 'vitest';
import { readInStore } from '#domain/gs1/read-in-store.ts';
import { sampleBarcode } from './sample-layout.ts';

it.each([
  ['21IIIIIWWWWWC', { plu: '12345', weightGrams: 1234 }],
  ['22IIIIIPPPPPC', { plu: '12345', price: 1234 }],
  ['0200IIIIVPPPC', { plu: '1234', price: 123 }],
])('a sample of %s is read as what it says', (pattern, item) => {
  expect(readInStore(sampleBarcode(pattern), [{ pattern }])).toEqual({ kind: 'item', item });
});
