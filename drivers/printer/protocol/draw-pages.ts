import { addDrawn, type Drawn } from './drawn.ts';
import type { EscPosEvent } from './escpos-decode.ts';
import type { StarEvent } from './star-decode.ts';

/** What lies between two cuts. */
export interface DrawnPage {
  drawn: Drawn[];
  /** `false` while nothing has cut it off. */
  cut: boolean;
  /** Drawer pulses that came with it. */
  pulses: number;
  unknown: (readonly number[])[];
}

/** Gathers a decoder's events into pages, oldest first; events that draw, open or mean nothing leave none. */
export function drawPages(events: readonly (EscPosEvent | StarEvent)[]): DrawnPage[] {
  const pages: DrawnPage[] = [];
  let page = emptyPage();
  for (const event of events) {
    if (event.kind === 'drawn') addDrawn(page.drawn, event.drawn);
    if (event.kind === 'pulse') page.pulses += 1;
    if (event.kind === 'unknown') page.unknown.push(event.bytes);
    if (event.kind === 'cut') {
      pages.push({ ...page, cut: true });
      page = emptyPage();
    }
  }
  if (page.drawn.length > 0 || page.pulses > 0 || page.unknown.length > 0) pages.push(page);
  return pages;
}

function emptyPage(): DrawnPage {
  return { drawn: [], cut: false, pulses: 0, unknown: [] };
}

/** A drawn thing as plain text, spaces included: alignment is shown as a printer of so many columns would. */
export function plainLines(drawn: Drawn, columns: number): string[] {
  switch (drawn.kind) {
    case 'line': {
      const text = drawn.pieces.map((piece) => piece.text).join('');
      const slack = Math.max(0, columns - drawn.columns);
      const width = drawn.pieces[0]?.width ?? 1;
      const indent = { left: 0, center: slack / 2, right: slack }[drawn.align];
      return [`${' '.repeat(Math.floor(indent / width))}${text}`.trimEnd()];
    }
    case 'feed':
      return Array.from({ length: drawn.lines }, () => '');
    case 'barcode':
      return [`[${drawn.symbology} ${drawn.text}]`];
    case 'qr':
      return [`[qr ${drawn.text}]`];
    case 'image':
      return [`[image ${drawn.width}x${drawn.height}]`];
  }
}
