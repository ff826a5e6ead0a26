import type { Drawn, DrawnPiece } from '#drivers/printer/protocol/drawn.ts';
import { bytesOf } from '#drivers/printer/protocol/raster.ts';
import { charColumns } from '#drivers/printer/protocol/text-width.ts';
import { barcodeModules, qrModules } from './symbols.ts';

/** Dots of font A, of a line, and of the blank paper around the print. */
const COLUMN = 12;
const LINE = 30;
const MARGIN = 32;
const BASELINE = 23;
/** Squeezed into its columns, so that letters are as tall and narrow as a printer's. */
const FONT_SIZE = 22;
const SERRATION = 10;

interface Placed {
  svg: string;
  height: number;
}

/**
 * Paper as a picture: an SVG of what a printer drew, one unit per dot (8 per millimetre), every character in its
 * column whatever the viewer's fonts. Styles come from the page's style sheet (`.paper`, `.print`).
 */
export function receiptPicture(drawn: readonly Drawn[], options: { columns: number; cut: boolean }): string {
  const printable = options.columns * COLUMN;
  const width = printable + 2 * MARGIN;
  let y = MARGIN;
  let body = '';
  for (const one of drawn) {
    const placed = place(one, printable);
    body += `<g transform="translate(${MARGIN} ${y})">${placed.svg}</g>`;
    y += placed.height;
  }
  const height = y + MARGIN;
  const paper = `<path class="paper" fill="#fffefb" d="${outline(width, height, options.cut)}"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${paper}<g class="print" font-family="monospace">${body}</g></svg>`;
}

/** The paper's edges: serrated where the cutter or the tear bar went through. */
function outline(width: number, height: number, cut: boolean): string {
  const teeth = Math.round(width / SERRATION / 2) * 2;
  const tooth = width / teeth;
  const zigzag = (y: number, depth: number, direction: 1 | -1): string =>
    Array.from({ length: teeth }, (_, at) => {
      const x = direction === 1 ? (at + 1) * tooth : width - (at + 1) * tooth;
      return `L${round(x)} ${y + (at % 2 === 0 ? depth : 0)}`;
    }).join('');
  const bottom = cut ? zigzag(height, -SERRATION / 2, -1) : `L0 ${height}`;
  return `M0 0${zigzag(0, SERRATION / 2, 1)}L${width} ${height}${bottom}Z`;
}

function place(drawn: Drawn, printable: number): Placed {
  switch (drawn.kind) {
    case 'line':
      return textLine(drawn.pieces, offset(drawn.align, drawn.columns * COLUMN, printable));
    case 'feed':
      return { svg: '', height: drawn.lines * LINE };
    case 'barcode':
      return barcode(drawn, printable);
    case 'qr':
      return qr(drawn, printable);
    case 'image':
      return image(drawn, printable);
  }
}

function offset(align: 'left' | 'center' | 'right', width: number, printable: number): number {
  const slack = Math.max(0, printable - width);
  return align === 'left' ? 0 : align === 'center' ? slack / 2 : slack;
}

function textLine(pieces: readonly DrawnPiece[], left: number): Placed {
  const tallest = Math.max(1, ...pieces.map(({ height }) => height));
  let x = left;
  let svg = '';
  for (const piece of pieces) {
    for (const run of runs(piece.text)) {
      const width = run.columns * COLUMN;
      const scale = piece.width === 1 && piece.height === 1 ? '' : ` scale(${piece.width} ${piece.height})`;
      const bold = piece.bold ? ' font-weight="700"' : '';
      if (run.text.trim() !== '') {
        svg += `<text${bold} transform="translate(${x} ${BASELINE * tallest})${scale}" font-size="${run.wide ? COLUMN * 2 : FONT_SIZE}" textLength="${width}" lengthAdjust="spacingAndGlyphs">${escapeXml(run.text)}</text>`;
      }
      x += width * piece.width;
    }
  }
  return { svg, height: LINE * tallest };
}

/** Text in words, each with its columns: full-width characters stand alone, spaces are left out of the measuring. */
function runs(text: string): { text: string; columns: number; wide: boolean }[] {
  const found: { text: string; columns: number; wide: boolean }[] = [];
  for (const char of text) {
    const columns = charColumns(char);
    const last = found.at(-1);
    const joins =
      last !== undefined && !last.wide && columns === 1 && (last.text.endsWith(' ') ? char === ' ' : char !== ' ');
    if (joins) {
      last.text += char;
      last.columns += 1;
    } else {
      found.push({ text: char, columns, wide: columns === 2 });
    }
  }
  return found;
}

function barcode(drawn: Extract<Drawn, { kind: 'barcode' }>, printable: number): Placed {
  const modules = barcodeModules(drawn.symbology, drawn.text);
  if (modules === null) return textLine([plain(`[${drawn.symbology}: ${drawn.text}]`)], 0);
  const total = modules.reduce((sum, width) => sum + width, 0) * drawn.moduleDots;
  if (total > printable) return textLine([plain(`[${drawn.symbology}: ${drawn.text}]`)], 0);
  let x = offset(drawn.align, total, printable);
  let bars = '';
  for (const [at, width] of modules.entries()) {
    if (at % 2 === 0) bars += `M${x} 4h${width * drawn.moduleDots}v${drawn.heightDots}H${x}z`;
    x += width * drawn.moduleDots;
  }
  const svg = `<path d="${bars}"/>`;
  if (!drawn.label) return { svg, height: drawn.heightDots + 8 };
  const label = textLine([plain(drawn.text)], offset(drawn.align, drawn.text.length * COLUMN, printable));
  return {
    svg: `${svg}<g transform="translate(0 ${drawn.heightDots + 6})">${label.svg}</g>`,
    height: drawn.heightDots + 6 + LINE,
  };
}

function qr(drawn: Extract<Drawn, { kind: 'qr' }>, printable: number): Placed {
  const symbol = qrModules(drawn.text);
  if (symbol === null) return textLine([plain(`[QR: ${drawn.text}]`)], 0);
  const { size, dark } = symbol;
  const left = offset(drawn.align, size * drawn.moduleDots, printable);
  let path = '';
  for (const [at, isDark] of dark.entries()) {
    const x = left + (at % size) * drawn.moduleDots;
    if (isDark)
      path += `M${x} ${8 + Math.floor(at / size) * drawn.moduleDots}h${drawn.moduleDots}v${drawn.moduleDots}H${x}z`;
  }
  return { svg: `<path shape-rendering="crispEdges" d="${path}"/>`, height: size * drawn.moduleDots + 16 };
}

function image(drawn: Extract<Drawn, { kind: 'image' }>, printable: number): Placed {
  const left = offset(drawn.align, drawn.width, printable);
  const across = drawn.width / 8;
  let path = '';
  for (const [at, byte] of bytesOf(drawn.dots).entries()) {
    const y = Math.floor(at / across);
    for (let bit = 0; bit < 8; bit++) {
      if (byte & (0x80 >> bit)) path += `M${left + (at % across) * 8 + bit} ${y}h1v1h-1z`;
    }
  }
  return { svg: `<path shape-rendering="crispEdges" d="${path}"/>`, height: drawn.height + 8 };
}

function plain(text: string): DrawnPiece {
  return { text, bold: false, width: 1, height: 1 };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export function escapeXml(text: string): string {
  const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, (char) => named[char] ?? char);
}
