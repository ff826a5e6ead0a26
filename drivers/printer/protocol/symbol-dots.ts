import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { base64Of } from './raster.ts';
import type { SymbolModules } from './rasterizer.ts';

/** A symbol as black dots: modules so many dots wide; a barcode's one row as high as said. The right edge is filled up to whole bytes. */
export function symbolDots(symbol: SymbolModules, moduleDots: number, rowDots: number): ReceiptImage {
  const rows = symbol.dark.length / symbol.across;
  const across = Math.ceil((symbol.across * moduleDots) / 8);
  const bytes: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const line: number[] = new Array(across).fill(0);
    for (let x = 0; x < symbol.across * moduleDots; x += 1) {
      const dark = symbol.dark[row * symbol.across + Math.floor(x / moduleDots)];
      if (dark) line[x >> 3] = (line[x >> 3] ?? 0) | (0x80 >> (x & 7));
    }
    for (let copy = 0; copy < rowDots; copy += 1) bytes.push(...line);
  }
  return { kind: 'image', width: across * 8, height: rows * rowDots, dots: base64Of(bytes) };
}
