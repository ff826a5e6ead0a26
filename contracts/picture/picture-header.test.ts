import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CLEAR_WEBP,
  JPEG,
  LOSSLESS_WEBP,
  pictureBytes,
  WEBP,
  withSegment,
} from '#contracts/picture/testing/sample-pictures.ts';
import { readPictureHeader } from './picture-header.ts';

const size = { width: 8, height: 6 };
const text = (source: string) => new TextEncoder().encode(source);

describe('the header of a picture', () => {
  it('says what it is and how large', () => {
    expect(readPictureHeader(pictureBytes(JPEG))).toEqual({ type: 'image/jpeg', ...size, hasMetadata: false });
    for (const webp of [WEBP, LOSSLESS_WEBP, CLEAR_WEBP]) {
      expect(readPictureHeader(pictureBytes(webp))).toEqual({ type: 'image/webp', ...size, hasMetadata: false });
    }
  });

  it('tells that it carries more than its pixels', () => {
    const jpeg = pictureBytes(JPEG);
    for (const marker of [0xe1, 0xed, 0xfe]) {
      expect(readPictureHeader(withSegment(jpeg, marker, 'Exif\0\0GPS'))).toMatchObject({ ...size, hasMetadata: true });
    }
    expect(readPictureHeader(withSegment(jpeg, 0xe2, 'ICC_PROFILE\0'))).toMatchObject({ hasMetadata: false });
    const webp = pictureBytes(CLEAR_WEBP);
    webp[20] = (webp[20] ?? 0) | 0x08;
    expect(readPictureHeader(webp)).toMatchObject({ ...size, hasMetadata: true });
  });

  it('is none of what is no picture, or may hold a program', () => {
    const others = ['', '<svg xmlns="http://www.w3.org/2000/svg"/>', '<!doctype html><script>', 'GIF89a', 'RIFF'];
    expect(others.map((one) => readPictureHeader(text(one)))).toEqual(others.map(() => null));
    const animated = pictureBytes(CLEAR_WEBP);
    animated[20] = (animated[20] ?? 0) | 0x02;
    expect(readPictureHeader(animated)).toBeNull();
  });

  it('is none of a picture that is cut off, wherever', () => {
    for (const whole of [JPEG, WEBP, LOSSLESS_WEBP, CLEAR_WEBP].map(pictureBytes)) {
      for (let length = 0; length < whole.length; length++) {
        expect(readPictureHeader(whole.subarray(0, length))).toBeNull();
      }
    }
  });

  it('never fails on other bytes', () => {
    const starts = [JPEG, WEBP, CLEAR_WEBP].map(pictureBytes);
    const spoilt = fc.tuple(fc.constantFrom(...starts), fc.nat(400), fc.nat(255));
    fc.assert(
      fc.property(spoilt, ([bytes, at, value]) => {
        const other = Uint8Array.from(bytes);
        other[at % other.length] = value;
        const header = readPictureHeader(other);
        expect(header === null || (header.width > 0 && header.height > 0)).toBe(true);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void readPictureHeader(bytes)));
  });
});
