import { describe, expect, it } from 'vitest';
import { formatLine, splitLine } from '#domain/journal/envelope.ts';

const LINE = { body: '{"seq":1}', hash: 'ab'.repeat(32), signature: 'c2ln' };

describe('a journal line', () => {
  it('is three fields parted by tabs, ended by a newline', () => {
    expect(formatLine(LINE)).toBe(`{"seq":1}\t${'ab'.repeat(32)}\tc2ln\n`);
    expect(splitLine(formatLine(LINE).slice(0, -1))).toEqual(LINE);
  });

  it.each([
    ['nothing', ''],
    ['two fields', `{}\t${LINE.hash}`],
    ['four fields', `{}\t${LINE.hash}\tc2ln\tmore`],
    ['no body', `\t${LINE.hash}\tc2ln`],
    ['no signature', `{}\t${LINE.hash}\t`],
    ['a short hash', '{}\tabcd\tc2ln'],
    ['a hash in capitals', `{}\t${LINE.hash.toUpperCase()}\tc2ln`],
  ])('is not %s', (_, text) => {
    expect(splitLine(text)).toBeUndefined();
  });
});
