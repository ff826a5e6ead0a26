import { expect, test } from 'vitest';
import { isReservedStoreId, storeIdOf } from './store-id.ts';

test.each([
  ['Corner Shop', 'corner-shop'],
  ['Café Nº 5', 'cafe-no-5'],
  ['Müller & Söhne Straße', 'muller-sohne-strasse'],
  ['街角小店', 'shop'],
  ['', 'shop'],
  ['Chain', 'chain-shop'],
  ['ALL!', 'all-shop'],
  ['Chain Reaction', 'chain-reaction'],
  [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
])('%s gives %s', (name, id) => expect(storeIdOf(name)).toBe(id));

test('ids that mean something else are reserved, however they are written', () => {
  expect(['chain', 'Chain', 'all', 'ALL', 'chain-shop', 'mall'].map(isReservedStoreId)).toEqual([
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});
