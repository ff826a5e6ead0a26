import type { Align } from './layout.ts';
import { base64Of, bytesOf } from './raster.ts';

/** Text with one style. `width` and `height` are multiples of font A. */
export interface DrawnPiece {
  text: string;
  bold: boolean;
  width: number;
  height: number;
}

/** What comes out on paper. */
export type Drawn =
  | { kind: 'line'; align: Align; pieces: DrawnPiece[]; columns: number }
  | { kind: 'feed'; lines: number }
  | {
      kind: 'barcode';
      symbology: string;
      text: string;
      align: Align;
      moduleDots: number;
      heightDots: number;
      label: boolean;
    }
  | { kind: 'qr'; text: string; align: Align; moduleDots: number }
  /** Black dots, see `ReceiptImage`. */
  | { kind: 'image'; align: Align; width: number; height: number; dots: string };

/** Adds what comes out next; a strip of a picture joins the strip above it, since nothing is fed between them. */
export function addDrawn(paper: Drawn[], next: Drawn): void {
  const last = paper.at(-1);
  if (last?.kind === 'image' && next.kind === 'image' && last.width === next.width && last.align === next.align) {
    last.dots = base64Of([...bytesOf(last.dots), ...bytesOf(next.dots)]);
    last.height += next.height;
  } else {
    paper.push(next.kind === 'image' ? { ...next } : next);
  }
}

/** UTF-8 where it is that, else one character per byte. */
export function utf8Text(bytes: readonly number[]): string {
  try {
    return decodeURIComponent(bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return String.fromCharCode(...bytes);
  }
}
