import type { ReceiptBlock, ReceiptDocument, ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { type BarcodeSymbology, barcodeModules } from './barcode.ts';
import { canPrint } from './charset.ts';
import { cleanText } from './clean-text.ts';
import { fitDots } from './dither.ts';
import { type Align, layoutReceipt, type ReceiptLine, type ReceiptRun } from './layout.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { profileColumns } from './profile-columns.ts';
import { qrModuleDots } from './qr.ts';
import type { Rasterizer, RasterRun } from './rasterizer.ts';
import { symbolDots } from './symbol-dots.ts';
import { type ColumnsOf, textColumns } from './text-width.ts';
import { respell, transliterate } from './transliterate.ts';
import { directionOf, visualOrder } from './visual-order.ts';

/** Dots of a column of font A. */
const COLUMN_DOTS = 12;
export const BARCODE_MODULE_DOTS = 2;
export const BARCODE_HEIGHT_DOTS = 80;

/** A line that its printer can do: texts are in visual order and of its own fonts, all else is dots it can print. */
export type PrinterLine =
  | { kind: 'text'; runs: readonly ReceiptRun[]; align: Align; bold: boolean; size: 1 | 2 }
  | { kind: 'rule' }
  | { kind: 'feed'; lines: number }
  | { kind: 'barcode'; symbology: BarcodeSymbology; text: string }
  | { kind: 'qr'; text: string }
  /** In the middle of the paper. */
  | ReceiptImage;

/**
 * A receipt as lines for one printer: texts in its code pages where they have all of a line's characters, the whole line
 * as dots where they have not; barcodes and QR codes as commands or as dots; pictures no wider than the paper. Without a
 * rasterizer what the printer lacks is spelled with what it has, or is `?`.
 */
export function prepareReceipt(
  document: ReceiptDocument,
  profile: PrinterProfile,
  rasterizer: Rasterizer | null,
): PrinterLine[] {
  const columnsOf = profileColumns(profile);
  const prepare = { profile, rasterizer, columnsOf, language: document.language };
  const fitted = document.blocks.map((block) => fitBlock(block, prepare));
  return layoutReceipt({ ...document, blocks: fitted }, profile.columns, columnsOf).flatMap((line) =>
    prepareLine(line, prepare),
  );
}

interface Prepare {
  profile: PrinterProfile;
  rasterizer: Rasterizer | null;
  columnsOf: ColumnsOf;
  language: string;
}

/** Texts of a block with what the printer lacks replaced, as far as dots would not show it better. */
function fitBlock(block: ReceiptBlock, { profile, rasterizer }: Prepare): ReceiptBlock {
  const has = (char: string) => canPrint(profile, char);
  const spell = (text: string) => (rasterizer ? respell : transliterate)(cleanText(text), has);
  if (block.kind === 'text') return { ...block, text: spell(block.text) };
  if (block.kind === 'row') return { ...block, left: spell(block.left), right: spell(block.right) };
  return block;
}

function prepareLine(line: ReceiptLine, prepare: Prepare): PrinterLine[] {
  switch (line.kind) {
    case 'text':
      return [prepareText(line, prepare)];
    case 'barcode':
      return prepareBarcode(line.symbology ?? 'code128', line.text, prepare);
    case 'qr':
      return prepareQr(line.text, prepare);
    case 'image':
      return [fitDots(line, prepare.profile.dots)];
    default:
      return [line];
  }
}

/** Letters join or stack in these scripts, which a printer's fonts do not do: dots are better even where a page has them. */
const JOINED = /[\p{Script=Arabic}\p{Script=Syriac}\p{M}]/u;

function prepareText(line: Extract<ReceiptLine, { kind: 'text' }>, prepare: Prepare): PrinterLine {
  const { profile, rasterizer, language } = prepare;
  const printable = line.runs.every(({ text }) => [...text].every((char) => canPrint(profile, char)));
  const joined = line.runs.some(({ text }) => JOINED.test(text));
  if (rasterizer && (!printable || joined)) {
    const { bold, size } = line;
    return rasterizer.line({ width: wholeBytes(profile.dots), runs: rasterRuns(line, prepare), bold, size });
  }
  return { ...line, runs: line.runs.map((run) => ({ ...run, text: visualOrder(run.text, language) })) };
}

/** Dots of a picture across the paper: bytes of 8, from the left edge. */
function wholeBytes(dots: number): number {
  return dots - (dots % 8);
}

/** Places the runs of a line: each has the room up to its neighbours; one that ends at the paper's edge keeps to it. */
function rasterRuns(line: Extract<ReceiptLine, { kind: 'text' }>, prepare: Prepare): RasterRun[] {
  const { profile, columnsOf, language } = prepare;
  const column = COLUMN_DOTS * line.size;
  const columns = Math.floor(profile.columns / line.size);
  const paper = wholeBytes(profile.dots);
  const edge = Math.min(paper, profile.columns * COLUMN_DOTS);
  const end = ({ text, column: at }: ReceiptRun) => at + textColumns(text, columnsOf);
  return line.runs.map((run, at) => {
    const shared = { text: run.text, direction: directionOf(run.text, language) };
    if (line.runs.length === 1 && run.column === 0) return { ...shared, x: 0, width: paper, align: line.align };
    const next = line.runs[at + 1];
    const before = line.runs[at - 1];
    if (next === undefined && end(run) >= columns) {
      const x = before && run.column > 0 ? Math.min(run.column, end(before) + 1) * column : 0;
      return { ...shared, x, width: edge - x, align: 'right' };
    }
    const x = run.column * column;
    return { ...shared, x, width: (next ? next.column * column : paper) - x, align: 'left' };
  });
}

/** What no symbol of this paper can hold is printed as text, so that it can still be typed in. */
function prepareBarcode(symbology: BarcodeSymbology, text: string, prepare: Prepare): PrinterLine[] {
  const { profile, rasterizer } = prepare;
  const modules = barcodeModules(symbology, text);
  if (modules === null || modules * BARCODE_MODULE_DOTS > wholeBytes(profile.dots)) return plain(text, prepare);
  if (profile.barcodes === 'native') return [{ kind: 'barcode', symbology, text }];
  const symbol = rasterizer?.symbol(symbology, text) ?? null;
  if (symbol === null) return plain(text, prepare);
  return [symbolDots(symbol, BARCODE_MODULE_DOTS, BARCODE_HEIGHT_DOTS), ...plain(text, prepare)];
}

function prepareQr(text: string, prepare: Prepare): PrinterLine[] {
  const dots = qrModuleDots(text);
  if (dots === null) return plain(text, prepare);
  if (prepare.profile.qr === 'native') return [{ kind: 'qr', text }];
  const symbol = prepare.rasterizer?.symbol('qr', text) ?? null;
  return symbol === null ? plain(text, prepare) : [symbolDots(symbol, dots, dots)];
}

function plain(text: string, { profile, rasterizer, language }: Prepare): PrinterLine[] {
  return prepareReceipt({ language, blocks: [{ kind: 'text', text, align: 'center' }] }, profile, rasterizer);
}
