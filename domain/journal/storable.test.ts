import fc from 'fast-check';
import { expect, test } from 'vitest';
import { storable } from '#domain/journal/storable.ts';
import { isStorable } from '#sync-server/db/is-storable.ts';

test('what no database keeps is replaced, sign by sign', () => {
  expect(storable({ name: 'Tea\0 \uD83C cup', lines: ['\uDF75', 'ok 🍵'] })).toEqual({
    name: 'Tea\uFFFD \uFFFD cup',
    lines: ['\uFFFD', 'ok 🍵'],
  });
});

test('what can be kept is the very same value', () => {
  const value = { name: '茶 🍵', lines: [{ amount: 1 }, null, true] };
  expect(storable(value)).toBe(value);
});

test('whatever the text, it can be kept afterwards, is as long as it was, and stays so', () => {
  const text = fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) });
  fc.assert(
    fc.property(fc.dictionary(text, fc.array(text)), (value) => {
      const kept = storable(value);
      expect(isStorable(kept)).toBe(true);
      expect(storable(kept)).toBe(kept);
    }),
  );
  fc.assert(fc.property(text, (value) => storable(value).length === value.length));
});
