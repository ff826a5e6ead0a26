import { expect, test } from 'vitest';
import { changeTags, readTag, TAG_LENGTH, TAGS_MAX } from './tags.ts';

test('a tag is what was typed without the spaces too many; nothing is none', () => {
  expect(readTag('  Big   spender ')).toBe('Big spender');
  expect(readTag('ＶＩＰ')).toBe('VIP');
  expect(readTag(' \t ')).toBeNull();
  expect(readTag('x'.repeat(99))).toHaveLength(TAG_LENGTH);
  const half = readTag(`${'x'.repeat(TAG_LENGTH - 1)}😀`) ?? '';
  expect(half).toBe('x'.repeat(TAG_LENGTH - 1));
});

test('what is on is not put on twice, what is taken off goes however it is written, and there are not too many', () => {
  expect(changeTags(['Florist'], { added: ['florist', 'Café', 'cafe'], removed: [] })).toEqual(['Florist', 'Café']);
  expect(changeTags(['Florist', 'Café'], { added: [], removed: ['FLORIST', 'cafe'] })).toEqual([]);
  expect(changeTags(['a'], { added: ['A'], removed: ['a'] })).toEqual(['A']);
  const many = Array.from({ length: 30 }, (_, at) => `tag ${at}`);
  expect(changeTags([], { added: many, removed: [] })).toEqual(many.slice(0, TAGS_MAX));
});
