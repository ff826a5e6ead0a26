import type { LatinPage } from './latin-page.ts';

/** What a receipt printer can do, as far as bytes depend on it. Pure data: it can be kept in settings. */
export interface PrinterProfile {
  /** Columns of font A (12 dots each): 32 on 58 mm paper, 48 on 80 mm. */
  columns: number;
  /** The single-byte page for Latin text. */
  latin: LatinPage;
  /** The number `ESC t` knows that page by; Epson's numbers are in `EPSON_PAGE_NUMBERS`. */
  latinPageNumber: number;
  /**
   * How much of GB18030 the printer's Chinese font has: none; its two-byte part (that is GBK, what every Chinese
   * printer has); or the four-byte codes of CJK Extension A as well. What it lacks is printed as `?`.
   */
  chinese: 'none' | 'two-byte' | 'four-byte';
  /** How the receipt is parted at its end; `none` for printers with a tear bar. */
  cut: 'full' | 'partial' | 'none';
}

/** Numbers of the pages in Epson's character code tables (`ESC t`). */
export const EPSON_PAGE_NUMBERS: Readonly<Record<LatinPage, number>> = { cp1252: 16, cp858: 19 };

/** A Chinese-capable printer with 80 mm paper and a cutter. */
export const PAPER_80MM: PrinterProfile = {
  columns: 48,
  latin: 'cp1252',
  latinPageNumber: EPSON_PAGE_NUMBERS.cp1252,
  chinese: 'two-byte',
  cut: 'partial',
};

/** The same with 58 mm paper. */
export const PAPER_58MM: PrinterProfile = { ...PAPER_80MM, columns: 32 };

/** The usual printer of a paper width. */
export function profileOf(widthMm: 58 | 80 | undefined): PrinterProfile {
  return widthMm === 58 ? PAPER_58MM : PAPER_80MM;
}
