import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import type { BarcodeSymbology } from './barcode.ts';
import type { Align } from './layout.ts';

/** One text of a line that is drawn as dots, in the order it is read. */
export interface RasterRun {
  text: string;
  /** Of the text as a whole; inside it the Unicode bidirectional algorithm decides. */
  direction: 'ltr' | 'rtl';
  /** Dots from the left edge, and the room from there; what is wider is drawn narrower. */
  x: number;
  width: number;
  align: Align;
}

export interface RasterLine {
  /** Dots across the paper, a multiple of 8. */
  width: number;
  runs: readonly RasterRun[];
  bold: boolean;
  /** 2 is twice as wide and high as font A. */
  size: 1 | 2;
}

/** Dark and light modules of a symbol, in rows. A barcode has one row. */
export interface SymbolModules {
  across: number;
  dark: readonly boolean[];
}

/** Draws what a printer's fonts and symbols lack: for whoever has fonts to implement. */
export interface Rasterizer {
  /** The line as black dots across the whole paper. */
  line(line: RasterLine): ReceiptImage;
  /** A symbol without its quiet zone; `null` for text that none holds. */
  symbol(kind: BarcodeSymbology | 'qr', text: string): SymbolModules | null;
}
