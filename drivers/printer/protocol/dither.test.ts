import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dither, fitDots } from './dither.ts';
import { base64Of, bytesOf } from './raster.ts';

const blackShare = (dots: string, count: number) =>
  bytesOf(dots).reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0) / count;
const even = (width: number, height: number, grey: number) => ({
  width,
  height,
  grey: Array(width * height).fill(grey),
});

describe('dither', () => {
  it('gives seven sixteenths of a dot’s error to the next: every second dot of a middle grey is black', () => {
    // By hand: 128 is white, 72.4 black, 159.7 white, 86.3 black, 165.8 white, 89.0 black, 166.9 white, 89.5 black.
    expect(bytesOf(dither(even(8, 1, 128), 'floyd-steinberg').dots)).toEqual([0b0101_0101]);
  });

  it.each([0, 40, 100, 128, 190, 255])('keeps how dark a grey of %i is', (grey) => {
    const { dots } = dither(even(64, 64, grey), 'floyd-steinberg');
    expect(blackShare(dots, 64 * 64)).toBeCloseTo(1 - grey / 255, 1.5);
  });

  it('leaves what is black or white as it is, by either method', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(255), { minLength: 6, maxLength: 6 }),
        fc.constantFrom('floyd-steinberg' as const, 'atkinson' as const),
        (bytes, method) => {
          const grey = bytes.flatMap((byte) => Array.from({ length: 8 }, (_, at) => (byte & (0x80 >> at) ? 0 : 255)));
          expect(dither({ width: 16, height: 3, grey }, method).dots).toBe(base64Of(bytes));
        },
      ),
    );
  });

  it('by Atkinson’s method leaves a light ground clean', () => {
    expect(blackShare(dither(even(64, 8, 250)).dots, 512)).toBe(0);
  });
});

describe('fitDots', () => {
  /** Left half black, right half white. */
  const halves = (width: number) => ({
    kind: 'image' as const,
    width,
    height: 32,
    dots: base64Of(Array.from({ length: (width / 8) * 32 }, (_, at) => (at % (width / 8) < width / 16 ? 0xff : 0))),
  });

  it('leaves a picture that fits as it is', () => {
    expect(fitDots(halves(384), 384)).toEqual(halves(384));
  });

  it('makes a wider one as wide as the paper, in its shape, with black where black was', () => {
    const fitted = fitDots(halves(768), 390);
    expect(fitted).toMatchObject({ width: 384, height: 16 });
    expect(fitted.dots).toBe(base64Of(Array.from({ length: 48 * 16 }, (_, at) => (at % 48 < 24 ? 0xff : 0))));
  });

  it('keeps how dark a pattern is, but for what Atkinson’s method loses', () => {
    const dots = base64Of(Array.from({ length: 96 * 64 }, (_, at) => (Math.floor(at / 96) % 2 === 0 ? 0xaa : 0x00)));
    const fitted = fitDots({ kind: 'image', width: 768, height: 64, dots }, 512);
    const black = blackShare(fitted.dots, fitted.width * fitted.height);
    expect(black).toBeGreaterThan(0.17);
    expect(black).toBeLessThan(0.26);
  });
});
