import { expect, test } from 'vitest';
import { storeIdOf } from './store-id.ts';

test.each([
  ['Corner Shop', 'corner-shop'],
  ['Café Nº 5', 'cafe-no-5'],
  ['Müller & Söhne Straße', 'muller-sohne-strasse'],
  ['街角小店', 'shop'],
  ['', 'shop'],
  [`${'a'.repeat(39)} b`, 'a'.repeat(39)],
])('%s gives %s', (name, id) => expect(storeIdOf(name)).toBe(id));
