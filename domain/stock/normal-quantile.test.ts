import { describe, expect, it } from 'vitest';
import { normalQuantile } from './normal-quantile.ts';

describe('normalQuantile', () => {
  // The values that Wichura (1988) gives to check an implementation of PPND16 with.
  it.each([
    [0.25, -0.6744897501960817],
    [0.001, -3.090232306167814],
    [1e-20, -9.262340089798409],
  ])('of %d is %d', (p, expected) => {
    expect(Math.abs(normalQuantile(p) / expected - 1)).toBeLessThan(1e-15);
  });
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.1.
  it.each([
    [0.9, 1.282],
    [0.95, 1.645],
    [0.975, 1.96],
    [0.99, 2.326],
    [0.999, 3.09],
  ])('of the usual service level %d is %d', (p, expected) => {
    expect(normalQuantile(p)).toBeCloseTo(expected, 3);
    expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 12);
  });
  it('is of a probability', () => {
    for (const p of [0, 1, -1, 2, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
    expect(normalQuantile(0.5)).toBe(0);
  });
});
