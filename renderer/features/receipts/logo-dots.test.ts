import { describe, expect, it } from 'vitest';
import { dotsPath } from './dots-path.ts';
import { dotsOf } from './logo-dots.ts';

/** Pixels of one grey each. */
function pixels(greys: number[], width: number) {
  const data = new Uint8ClampedArray(greys.flatMap((grey) => [grey, grey, grey, 255]));
  return { data, width, height: greys.length / width } as ImageData;
}

describe('dotsOf', () => {
  it('is black where a picture is dark, the leftmost dot in the highest bit', () => {
    const white = Array.from({ length: 16 }, () => 255);
    const image = dotsOf(pixels(white.with(0, 0).with(7, 0).with(9, 0), 8));
    expect(image).toEqual({ kind: 'image', width: 8, height: 2, dots: Buffer.from([0x81, 0x40]).toString('base64') });
    expect(dotsPath(image)).toBe('M0 0h1v1h-1zM7 0h1v1h-1zM1 1h1v1h-1z');
  });

  it('keeps greys as a density of dots', () => {
    const share = (grey: number) => {
      const bytes = Buffer.from(dotsOf(pixels(new Array(64 * 64).fill(grey), 64)).dots, 'base64');
      return [...bytes].reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0) / (64 * 64);
    };
    expect([share(0), share(255)]).toEqual([1, 0]);
    expect(share(128)).toBeGreaterThan(0.4);
    expect(share(128)).toBeLessThan(0.6);
    expect(share(80)).toBeGreaterThan(share(128));
    expect(share(190)).toBeLessThan(share(128));
  });
});
