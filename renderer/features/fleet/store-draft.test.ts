import { expect, test } from 'vitest';
import { shortNameOf, storeDraftFaults } from './store-draft.ts';

test('a short name is what of a name can stand in the number of a receipt', () => {
  expect(['Harbour Side', 'Café Müller & Söhne', '  --  ', '北京店', `${'long '.repeat(12)}`].map(shortNameOf)).toEqual(
    ['harbour-side', 'cafe-muller-sohne', '', '', 'long-long-long-long-long-long'],
  );
});

test('a store needs a name and a short name', () => {
  const draft = { copyOf: 'a', name: 'Pier', address: [], storeId: 'pier', prices: true };
  expect(storeDraftFaults(draft)).toEqual([]);
  expect(storeDraftFaults({ ...draft, name: ' ', storeId: '-x' })).toEqual(['name', 'short']);
  expect(storeDraftFaults({ ...draft, storeId: 'x' })).toEqual(['short']);
});
