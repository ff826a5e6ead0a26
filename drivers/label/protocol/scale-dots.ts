import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { bytesOf } from '#drivers/printer/protocol/raster.ts';

/** Rows of black dots, the leftmost in the highest bit. */
export interface Dots {
  bytesPerRow: number;
  rows: number;
  bytes: Uint8Array;
}

/** So much of a dot must be covered to be black: thin strokes stay. */
const BLACK_FROM = 0.4;

/** A picture made smaller, each dot by how much of it was black. */
export function scaleDots(image: ReceiptImage, width: number, height: number): Dots {
  const from = bytesOf(image.dots);
  const across = image.width / 8;
  const bytesPerRow = Math.ceil(width / 8);
  const bytes = new Uint8Array(bytesPerRow * height);
  const black = (x: number, y: number): number => ((from[y * across + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1;
  for (let y = 0; y < height; y += 1) {
    const [top, end] = span(y, height, image.height);
    for (let x = 0; x < width; x += 1) {
      const [left, right] = span(x, width, image.width);
      let covered = 0;
      for (let row = top; row < end; row += 1) for (let at = left; at < right; at += 1) covered += black(at, row);
      if (covered < BLACK_FROM * (end - top) * (right - left)) continue;
      const byte = y * bytesPerRow + (x >> 3);
      bytes[byte] = (bytes[byte] ?? 0) | (0x80 >> (x & 7));
    }
  }
  return { bytesPerRow, rows: height, bytes };
}

function span(at: number, size: number, of: number): [number, number] {
  const first = Math.floor((at * of) / size);
  return [first, Math.max(first + 1, Math.floor(((at + 1) * of) / size))];
}
