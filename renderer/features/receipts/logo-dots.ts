import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { dither } from '#drivers/printer/protocol/dither.ts';

/** Dots across the paper, and the most a logo takes of it down the paper. */
const PAPER_DOTS = { 58: 384, 80: 576 } as const;
const HEIGHT_MAX = 240;

const drawn = new Map<string, Promise<ReceiptImage | null>>();

/** A logo (a PNG as data URL) as black dots for the paper; null when it can't be read. Drawn once for each logo and paper. */
export function logoDots(dataUrl: string, widthMm: 58 | 80): Promise<ReceiptImage | null> {
  const key = `${widthMm} ${dataUrl}`;
  const known = drawn.get(key) ?? draw(dataUrl, PAPER_DOTS[widthMm]).catch(() => null);
  drawn.set(key, known);
  return known;
}

async function draw(dataUrl: string, paper: number): Promise<ReceiptImage | null> {
  const picture = new Image();
  picture.src = dataUrl;
  await picture.decode();
  const scale = Math.min(1, paper / picture.naturalWidth, HEIGHT_MAX / picture.naturalHeight);
  const width = Math.max(8, Math.floor((picture.naturalWidth * scale) / 8) * 8);
  const height = Math.max(1, Math.round(picture.naturalHeight * scale));
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return null;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  return dotsOf(context.getImageData(0, 0, width, height));
}

/** Pixels (RGBA, a row after the other) as dots whose density is their darkness. The width is a multiple of 8. */
export function dotsOf({ data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>): ReceiptImage {
  const grey = new Float64Array(width * height);
  for (const at of grey.keys()) {
    const [red = 255, green = 255, blue = 255] = data.subarray(at * 4, at * 4 + 3);
    grey[at] = 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  return dither({ width, height, grey });
}
