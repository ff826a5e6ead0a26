import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { bytesOf } from '#drivers/printer/protocol/raster.ts';

/** The black dots of a picture as one SVG path, a unit a dot. */
export function dotsPath({ width, dots }: ReceiptImage): string {
  const across = width / 8;
  let path = '';
  for (const [at, byte] of bytesOf(dots).entries()) {
    for (let bit = 0; bit < 8; bit++) {
      if (byte & (0x80 >> bit)) path += `M${(at % across) * 8 + bit} ${Math.floor(at / across)}h1v1h-1z`;
    }
  }
  return path;
}
