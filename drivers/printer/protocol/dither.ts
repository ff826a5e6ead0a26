import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { base64Of, bytesOf } from './raster.ts';

/** A picture of greys in rows from the top: 0 is black, 255 white. The width is a multiple of 8. */
export interface GreyImage {
  width: number;
  height: number;
  grey: ArrayLike<number>;
}

/** Where the error of a dot goes: right and down, and what part of it. */
type Diffusion = readonly (readonly [dx: number, dy: number, part: number])[];

/** R. W. Floyd and L. Steinberg, "An adaptive algorithm for spatial greyscale", 1976: sixteenths. */
const FLOYD_STEINBERG: Diffusion = [
  [1, 0, 7 / 16],
  [-1, 1, 3 / 16],
  [0, 1, 5 / 16],
  [1, 1, 1 / 16],
];
/** Bill Atkinson's for the first Macintosh: six eighths; a quarter is lost, which keeps white ground and black type clean. */
const ATKINSON: Diffusion = [
  [1, 0, 1 / 8],
  [2, 0, 1 / 8],
  [-1, 1, 1 / 8],
  [0, 1, 1 / 8],
  [1, 1, 1 / 8],
  [0, 2, 1 / 8],
];
const BLACK_BELOW = 128;

/** Greys as black dots by error diffusion. What is black or white already stays as it is. */
export function dither(image: GreyImage, method: 'floyd-steinberg' | 'atkinson' = 'atkinson'): ReceiptImage {
  const { width, height } = image;
  const diffusion = method === 'atkinson' ? ATKINSON : FLOYD_STEINBERG;
  const left = Float64Array.from(image.grey);
  const bytes: number[] = new Array((width / 8) * height).fill(0);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const value = left[at] ?? 255;
      const black = value < BLACK_BELOW;
      if (black) bytes[at >> 3] = (bytes[at >> 3] ?? 0) | (0x80 >> (at & 7));
      const error = value - (black ? 0 : 255);
      if (error === 0) continue;
      for (const [dx, dy, part] of diffusion) {
        const to = at + dy * width + dx;
        if (x + dx >= 0 && x + dx < width && y + dy < height) left[to] = (left[to] ?? 0) + error * part;
      }
    }
  }
  return { kind: 'image', width, height, dots: base64Of(bytes) };
}

/** A picture made no wider than so many dots (a multiple of 8), its greys dithered again; one that fits stays as it is. */
export function fitDots(image: ReceiptImage, dots: number): ReceiptImage {
  if (image.width <= dots || image.width % 8 !== 0) return image;
  const data = bytesOf(image.dots);
  const width = dots - (dots % 8);
  const scale = image.width / width;
  const height = Math.max(1, Math.round(image.height / scale));
  const grey = new Float64Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      grey[y * width + x] = meanGrey(data, image, { x: x * scale, y: y * (image.height / height), size: scale });
    }
  }
  return dither({ width, height, grey });
}

/** The mean of the dots under a square, by the nine places in it that matter. */
function meanGrey(
  data: readonly number[],
  { width, height }: ReceiptImage,
  square: { x: number; y: number; size: number },
): number {
  let white = 0;
  for (let place = 0; place < 9; place += 1) {
    const x = Math.min(width - 1, Math.floor(square.x + square.size * ((place % 3) + 0.5) * (1 / 3)));
    const y = Math.min(height - 1, Math.floor(square.y + square.size * (Math.floor(place / 3) + 0.5) * (1 / 3)));
    const at = y * width + x;
    if (((data[at >> 3] ?? 0) & (0x80 >> (at & 7))) === 0) white += 1;
  }
  return (white * 255) / 9;
}
