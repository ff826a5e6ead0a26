import { asciiByte, type CodePage, pageByte } from './code-pages.ts';

/**
 * The two-byte font a printer was made with, by the code it is reached with: GBK (the two-byte part of GB18030, what every
 * Chinese printer has), GB18030 with the four-byte codes of CJK Extension A, Big5, Shift_JIS (JIS X 0208), KS C 5601.
 */
export type WideFont = 'none' | 'gbk' | 'gb18030' | 'big5' | 'shift-jis' | 'ks-c-5601';

/** A code page under the number a model knows it by (`ESC t n`; on Star `ESC GS t n`). */
export interface NumberedPage {
  page: CodePage;
  number: number;
}

/** What a receipt printer can do, as far as bytes depend on it. Pure data: it can be kept in settings. */
export interface PrinterProfile {
  /** The commands it obeys: Epson's ESC/POS, or Star's (StarPRNT, and what Star Line Mode shares with it). */
  language: 'escpos' | 'starprnt';
  /** Columns of font A (12 dots each), such as 32 on 58 mm paper and 48 on 80 mm. */
  columns: number;
  /** Dots across the paper that can be printed on. */
  dots: number;
  dotsPerInch: 180 | 203;
  /** Its single-byte pages, the first chosen first; a character that several have is taken from where the printer is. */
  pages: readonly NumberedPage[];
  wide: WideFont;
  /** How the receipt is parted at its end; `none` for printers with a tear bar. */
  cut: 'full' | 'partial' | 'none';
  /** `raster`: the printer draws none itself, or too few kinds of it, and gets them as dots. */
  barcodes: 'native' | 'raster';
  qr: 'native' | 'raster';
  /** Pins of the kick-out connector that it can pulse. */
  drawerPins: readonly (2 | 5)[];
  /** How its state is learned: asked in real time (`DLE EOT`); also sent by itself while it prints (`GS a`); by Star's ASB; or not at all. */
  status: 'dle-eot' | 'asb' | 'star-asb' | 'none';
  /** How it tells that a job came out: `GS ( H`, `GS r` (`auto`: one of the two), `ESC GS ETX`; `none` where nothing tells. */
  confirms: 'auto' | 'process-id' | 'paper-sensor' | 'star-counter' | 'none';
}

/** Numbers of the pages in Epson's character code tables (`ESC t`) that are used without a model. */
const EPSON_PAGE_NUMBERS = { cp1252: 16, cp858: 19 } as const;

/** A Chinese-capable printer with 80 mm paper and a cutter. */
export const PAPER_80MM: PrinterProfile = {
  language: 'escpos',
  columns: 48,
  dots: 576,
  dotsPerInch: 203,
  pages: [{ page: 'cp1252', number: EPSON_PAGE_NUMBERS.cp1252 }],
  wide: 'gbk',
  cut: 'partial',
  barcodes: 'native',
  qr: 'native',
  drawerPins: [2, 5],
  status: 'dle-eot',
  confirms: 'auto',
};

/** The same with 58 mm paper. */
export const PAPER_58MM: PrinterProfile = { ...PAPER_80MM, columns: 32, dots: 384 };

/** The usual printer of a paper width. */
export function profileOf(widthMm: 58 | 80 | undefined): PrinterProfile {
  return widthMm === 58 ? PAPER_58MM : PAPER_80MM;
}

/** Whether one of the printer's single-byte pages has a character, so that it takes one column. */
export function inPages(profile: PrinterProfile, char: string): boolean {
  return asciiByte(char) !== null || profile.pages.some(({ page }) => pageByte(page, char) !== null);
}
