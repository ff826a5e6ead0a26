import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { GS } from './escpos-codes.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Bytes of base64 text; what is not base64 is left out. */
export function bytesOf(base64: string): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of base64) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) continue;
    bits = (bits << 6) | value;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes.push((bits >> held) & 0xff);
    bits &= (1 << held) - 1;
  }
  return bytes;
}

/** Base64 of bytes. */
export function base64Of(bytes: readonly number[]): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.slice(at, at + 3);
    const bits = (a << 16) | (b << 8) | c;
    const chars = [18, 12, 6, 0].map((shift) => ALPHABET.charAt((bits >> shift) & 63));
    text += chars.slice(0, Math.min(4, bytes.length - at + 1)).join('');
  }
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}

/**
 * `GS v 0` (Print raster bit image) of a picture, at normal size. What is wider than the paper, or does not have the bytes
 * that its size says, is not printed: no bytes.
 */
export function rasterCommand({ width, height, dots }: ReceiptImage, paperDots: number): number[] {
  const data = bytesOf(dots);
  const across = width / 8;
  if (width > paperDots || !Number.isInteger(across) || data.length !== across * height) return [];
  return [GS, 0x76, 0x30, 0, across & 0xff, across >> 8, height & 0xff, height >> 8, ...data];
}
