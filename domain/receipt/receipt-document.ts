/**
 * A receipt as meant, before any printer: blocks from top to bottom, in words and amounts already formatted
 * for the receipt's language. Encoders turn it into a printer's bytes, the screen into a picture.
 */
export type ReceiptBlock =
  | { kind: 'text'; text: string; align?: 'left' | 'center' | 'right'; bold?: boolean; size?: 1 | 2 }
  /** Left text wraps, right text (an amount) never does. */
  | { kind: 'row'; left: string; right: string; bold?: boolean; size?: 1 | 2 }
  | { kind: 'rule' }
  | { kind: 'feed'; lines: number }
  /** Code 128 of printable ASCII where nothing else is said; EAN, UPC and ITF of all their digits, the check digit too. */
  | { kind: 'barcode'; text: string; symbology?: 'code128' | 'ean13' | 'ean8' | 'upca' | 'itf' | 'code39' }
  | { kind: 'qr'; text: string }
  | ReceiptImage;

/** A picture of black dots: rows from the top, each of `width / 8` bytes, the leftmost dot in the highest bit; in base64. */
export interface ReceiptImage {
  kind: 'image';
  /** In dots, a multiple of 8. */
  width: number;
  height: number;
  dots: string;
}

export interface ReceiptDocument {
  /** BCP 47 tag of its language: picks the printer's code page. */
  language: string;
  /** The paper it is meant for; 80 mm when not said. */
  widthMm?: 58 | 80;
  /** What is put above it, large, when it is printed again though it may have come out before. */
  copyMark?: string;
  blocks: ReceiptBlock[];
}
