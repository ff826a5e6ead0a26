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

/** One picture above another of the same width. */
export function stacked(above: ReceiptImage, below: ReceiptImage): ReceiptImage {
  const dots = base64Of([...bytesOf(above.dots), ...bytesOf(below.dots)]);
  return { ...above, height: above.height + below.height, dots };
}

/** Rows of a picture sent at once: small printers keep a command's dots in memory until they have all of them. */
const CHUNK_ROWS = 512;

/** The picture in pieces of so many rows, from the top; none when its dots are not those that its size says. */
export function bandsOf({ width, height, dots }: ReceiptImage, rows: number): { rows: number; data: number[] }[] {
  const across = width / 8;
  const data = bytesOf(dots);
  if (!Number.isInteger(across) || across === 0 || data.length !== across * height) return [];
  const bands: { rows: number; data: number[] }[] = [];
  for (let y = 0; y < height; y += rows) {
    const held = Math.min(rows, height - y);
    bands.push({ rows: held, data: data.slice(y * across, (y + held) * across) });
  }
  return bands;
}

/**
 * `GS v 0` (Print raster bit image) of a picture, at normal size; a tall one in several commands, between which nothing is
 * fed. What is wider than the paper, or does not have the bytes that its size says, is not printed: no bytes.
 */
export function rasterCommand(image: ReceiptImage, paperDots: number): number[] {
  if (image.width > paperDots) return [];
  const across = image.width / 8;
  return bandsOf(image, CHUNK_ROWS).flatMap(({ rows, data }) => [
    ...[GS, 0x76, 0x30, 0, across & 0xff, across >> 8, rows & 0xff, rows >> 8],
    ...data,
  ]);
}
