import type { ReceiptDocument, ReceiptImage } from '#domain/receipt/receipt-document.ts';
import { cleanData, cleanText } from './clean-text.ts';
import { textColumns } from './text-width.ts';
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
  | { kind: 'barcode'; text: string }
  | { kind: 'qr'; text: string }
  | ReceiptImage;

/** Space kept between the two texts of a row. */
const GUTTER = 1;
/** Left text gets a column of its own only where at least this many columns remain for it. */
const LEAST_LEFT = 8;

/** Left text in its own column, the right text at the right edge of the first line. */
function rowRuns(left: string, right: string, columns: number): ReceiptRun[][] {
  const rightColumns = textColumns(right);
  const leftColumns = columns - rightColumns - GUTTER;
  if (right === '') return wrapText(left, columns).map((text) => [{ text, column: 0 }]);
  const atEdge = (text: string): ReceiptRun => ({ text, column: Math.max(0, columns - textColumns(text)) });
  if (leftColumns < LEAST_LEFT && textColumns(left) > leftColumns) {
    const above: ReceiptRun[][] = wrapText(left, columns).map((text) => [{ text, column: 0 }]);
    return [...above, ...wrapText(right, columns).map((text) => [atEdge(text)])];
  }
  return wrapText(left, leftColumns).map((text, at) => {
    const run: ReceiptRun = { text, column: 0 };
    if (at > 0) return [run];
    return text === '' ? [atEdge(right)] : [run, atEdge(right)];
  });
}

/**
 * Lays a receipt out for paper of so many columns. The printer's encoder and the picture on the screen both draw
 * from this, so they agree. Texts are cleaned (`cleanText`); text wraps; the right text of a row is never shortened:
 * where it leaves no room, it moves to lines of its own.
 */
export function layoutReceipt(document: ReceiptDocument, columns: number): ReceiptLine[] {
  const lines: ReceiptLine[] = [];
  for (const block of document.blocks) {
    switch (block.kind) {
      case 'text': {
        const size = block.size ?? 1;
        const shared = { kind: 'text', align: block.align ?? 'left', bold: block.bold ?? false, size } as const;
        for (const text of wrapText(cleanText(block.text), Math.floor(columns / size))) {
          lines.push({ ...shared, runs: [{ text, column: 0 }] });
        }
        break;
      }
      case 'row': {
        const size = block.size ?? 1;
        const shared = { kind: 'text', align: 'left', bold: block.bold ?? false, size } as const;
        const left = cleanText(block.left).trimEnd();
        for (const runs of rowRuns(left, cleanText(block.right).trim(), Math.floor(columns / size))) {
          lines.push({ ...shared, runs });
        }
        break;
      }
      case 'barcode':
      case 'qr':
        lines.push({ kind: block.kind, text: cleanData(block.text) });
        break;
      default:
        lines.push({ ...block });
    }
  }
  return lines;
}
