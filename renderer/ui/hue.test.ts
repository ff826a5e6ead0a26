import { describe, expect, it } from 'vitest';
import { hueOf, initialsOf } from './hue.ts';

describe('initialsOf', () => {
  it.each([
    ['Mug red', 'MR'],
    ['Tea', 'TE'],
    ['  "quoted" name', 'QN'],
    ['箱包与钱包', '箱包'],
    ['3D Christmas', '3C'],
    ['', ''],
    ['Éclair', 'ÉC'],
  ])('%s is %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('hueOf', () => {
  it('gives the same text the same hue, and never one that means something', () => {
    for (const seed of ['a', 'b', 'christmas', '箱包', 'x'.repeat(99)]) {
      expect(hueOf(seed)).toBe(hueOf(seed));
      expect(hueOf(seed)).toBeGreaterThan(190);
      expect(hueOf(seed)).toBeLessThan(355);
    }
  });
});
