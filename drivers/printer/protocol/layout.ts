import type { ReceiptDocument, ReceiptImage } from '#domain/receipt/receipt-document.ts';
import type { BarcodeSymbology } from './barcode.ts';
import { cleanData, cleanText } from './clean-text.ts';
import { type ColumnsOf, charColumns, textColumns } from './text-width.ts';
import { wrapText } from './wrap-text.ts';

export type Align = 'left' | 'center' | 'right';

/** Text that starts at a column, counted from 0 in columns of its line's size. */
export interface ReceiptRun {
  text: string;
  column: number;
}

/**
 * One thing below the other on the paper. A text line of size 2 is twice as wide and twice as high, so it holds half
 * the columns. `align` other than `left` has exactly one run, at column 0, which is to be set in the line as a whole.
 */
export type ReceiptLine =
  | { kind: 'text'; runs: ReceiptRun[]; align: Align; bold: boolean; size: 1 | 2 }
  | { kind: 'rule' }
  | { kind: 'feed'; lines: number }
  | { kind: 'barcode'; text: string; symbology?: BarcodeSymbology }
  | { kind: 'qr'; text: string }
  | ReceiptImage;

/** Space kept between the two texts of a row. */
const GUTTER = 1;
/** Left text gets a column of its own only where at least this many columns remain for it. */
const LEAST_LEFT = 8;

/** Languages written from right to left, by the primary subtag of their BCP 47 tag (CLDR, character order). */
const RIGHT_TO_LEFT = /^(ar|arc|ckb|dv|fa|he|iw|ks|ps|sd|syr|ug|ur|yi)(-(?!Latn)|$)/i;

/** Whether a receipt in this language starts at the right edge. */
export function startsAtRight(language: string): boolean {
  return RIGHT_TO_LEFT.test(language);
}

/** Left text in its own column, the right text at the right edge of the first line. */
function rowRuns(left: string, right: string, columns: number, columnsOf: ColumnsOf): ReceiptRun[][] {
  const rightColumns = textColumns(right, columnsOf);
  const leftColumns = columns - rightColumns - GUTTER;
  if (right === '') return wrapText(left, columns, columnsOf).map((text) => [{ text, column: 0 }]);
  const atEdge = (text: string): ReceiptRun => ({ text, column: Math.max(0, columns - textColumns(text, columnsOf)) });
  if (leftColumns < LEAST_LEFT && textColumns(left, columnsOf) > leftColumns) {
    const above: ReceiptRun[][] = wrapText(left, columns, columnsOf).map((text) => [{ text, column: 0 }]);
    return [...above, ...wrapText(right, columns, columnsOf).map((text) => [atEdge(text)])];
  }
  return wrapText(left, leftColumns, columnsOf).map((text, at) => {
    const run: ReceiptRun = { text, column: 0 };
    if (at > 0) return [run];
    return text === '' ? [atEdge(right)] : [run, atEdge(right)];
  });
}

/** The same runs seen in a mirror, for a receipt that starts at the right: what began a line ends it. */
function mirrored(runs: readonly ReceiptRun[], columns: number, columnsOf: ColumnsOf): ReceiptRun[] {
  return runs
    .map(({ text, column }) => ({ text, column: Math.max(0, columns - column - textColumns(text, columnsOf)) }))
    .reverse();
}

const OPPOSITE: Readonly<Record<Align, Align>> = { left: 'right', center: 'center', right: 'left' };

/**
 * Lays a receipt out for paper of so many columns. The printer's encoder and the picture on the screen both draw
 * from this, so they agree. Texts are cleaned (`cleanText`); text wraps; the right text of a row is never shortened:
 * where it leaves no room, it moves to lines of its own. In a language written from right to left, left and right change
 * places; the texts themselves stay in the order they are read, and whoever draws them puts that right. `columnsOf` says
 * how wide the printer's fonts are, where a model is known.
 */
export function layoutReceipt(
  document: ReceiptDocument,
  columns: number,
  columnsOf: ColumnsOf = charColumns,
): ReceiptLine[] {
  const lines: ReceiptLine[] = [];
  const fromRight = startsAtRight(document.language);
  for (const block of document.blocks) {
    switch (block.kind) {
      case 'text': {
        const size = block.size ?? 1;
        const said = block.align ?? 'left';
        const align = fromRight ? OPPOSITE[said] : said;
        const shared = { kind: 'text', align, bold: block.bold ?? false, size } as const;
        for (const text of wrapText(cleanText(block.text), Math.floor(columns / size), columnsOf)) {
          lines.push({ ...shared, runs: [{ text, column: 0 }] });
        }
        break;
      }
      case 'row': {
        const size = block.size ?? 1;
        const shared = { kind: 'text', align: 'left', bold: block.bold ?? false, size } as const;
        const left = cleanText(block.left).trimEnd();
        const wide = Math.floor(columns / size);
        for (const runs of rowRuns(left, cleanText(block.right).trim(), wide, columnsOf)) {
          lines.push({ ...shared, runs: fromRight ? mirrored(runs, wide, columnsOf) : runs });
        }
        break;
      }
      case 'barcode':
      case 'qr':
        lines.push({ ...block, text: cleanData(block.text) });
        break;
      default:
        lines.push({ ...block });
    }
  }
  return lines;
}
