import { describe, expect, it } from 'vitest';
import { paperOf } from './use-paper.ts';

describe('paperOf', () => {
  it.each([
    [null, undefined, 48],
    [null, 58, 32],
    [{ model: 'epson-tm-t88' }, 80, 42],
    [{ model: 'epson-tm-t88', widthMm: 58 }, 80, 30],
    [{ model: 'epson-tm-t20' }, 58, 35],
    [{ model: 'unheard-of', widthMm: 58 }, undefined, 32],
  ] as const)('%o with a receipt for %s mm has %i columns', (printer, widthMm, columns) => {
    expect(paperOf(printer, widthMm).columns).toBe(columns);
  });

  it('counts Greek as wide as the printer sets it', () => {
    expect(paperOf(null, 80).columnsOf('Ω')).toBe(2);
    expect(paperOf({ model: 'epson-tm-t88' }, 80).columnsOf('Ω')).toBe(1);
  });
});
