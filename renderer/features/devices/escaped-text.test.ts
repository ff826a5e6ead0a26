import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escaped, unescaped } from './escaped-text.ts';

describe('characters that can not be typed', () => {
  it('are written by name or number', () => {
    expect(unescaped('<STX>A<cr><0x1e>')).toBe('\u0002A\r\u001e');
    expect(escaped('\u0002A\r\u001e\u007f')).toBe('<STX>A<CR><0x1E><0x7F>');
  });

  it('are left alone where the name means nothing', () => {
    expect(unescaped('<b>')).toBe('<b>');
  });

  it('come back as they were', () => {
    const characters = fc.array(fc.integer({ min: 0, max: 0x7f }).filter((code) => code !== 0x3c));
    fc.assert(
      fc.property(characters, (codes) => {
        const text = String.fromCharCode(...codes);
        expect(unescaped(escaped(text))).toBe(text);
      }),
    );
  });
});
