import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPhoto, PHOTO_LIMITS, type Picture, photoOf, sizeWithin } from './photo.ts';

/** A picture whose JPEG takes so many characters a pixel at full quality. */
function picture(width: number, height: number, density: number) {
  const drawn: [number, number, number][] = [];
  const seen = { closed: 0 };
  const read = async (): Promise<Picture> => ({
    width,
    height,
    jpeg(w, h, quality) {
      drawn.push([w, h, quality]);
      return `data:image/jpeg;base64,${'A'.repeat(Math.ceil(w * h * density * quality) + 1)}`;
    },
    close: () => void seen.closed++,
  });
  return { read, drawn, seen };
}

const FILE = new Blob(['x']);

describe('a photo', () => {
  it('is scaled down to 640 pixels in its shape', async () => {
    const { read, drawn, seen } = picture(4000, 3000, 0.1);
    expect((await photoOf(FILE, read))?.length).toBeLessThan(PHOTO_LIMITS.characters);
    expect([drawn, seen.closed]).toEqual([[[640, 480, 0.8]], 1]);
  });

  it('that is too long is drawn coarser, then smaller', async () => {
    const { read, drawn } = picture(1000, 1000, 0.6);
    expect((await photoOf(FILE, read))?.length).toBeLessThan(PHOTO_LIMITS.characters);
    expect(drawn).toEqual([
      [640, 640, 0.8],
      [640, 640, 0.6],
      [640, 640, 0.4],
      [320, 320, 0.8],
    ]);
  });

  it('is none where the file is no image, or nothing can be drawn of it', async () => {
    expect(await photoOf(FILE, () => Promise.reject(new Error('not an image')))).toBeNull();
    const blank = async (): Promise<Picture> => ({ width: 0, height: 0, jpeg: () => 'data:,', close: () => undefined });
    expect(await photoOf(FILE, blank)).toBeNull();
    const broken = async (): Promise<Picture> => ({
      ...(await blank()),
      jpeg() {
        throw new Error('no memory');
      },
    });
    expect(await photoOf(FILE, broken)).toBeNull();
  });

  it('never grows, and keeps both sides', () => {
    const side = fc.integer({ min: 1, max: 20_000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        const small = sizeWithin({ width, height }, PHOTO_LIMITS.side);
        expect(Math.min(small.width, small.height)).toBeGreaterThanOrEqual(1);
        expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(PHOTO_LIMITS.side);
        expect(small.width).toBeLessThanOrEqual(width);
        expect(small.height).toBeLessThanOrEqual(height);
      }),
    );
  });

  it('is shown only as JPEG or PNG', () => {
    expect(['data:image/jpeg;base64,/9j/4AAQ', 'data:image/png;base64,iVBORw0KGgo='].map(isPhoto)).toEqual([
      true,
      true,
    ]);
    const others = [
      'data:image/svg+xml;base64,PHN2Zz4=',
      'data:image/jpeg,AAAA',
      'data:text/html;base64,AAAA',
      'https://example.com/data:image/jpeg;base64,AAAA',
      ' data:image/png;base64,AAAA',
      'data:image/png;base64,',
      'Blue coat',
    ];
    expect(others.filter(isPhoto)).toEqual([]);
  });
});
