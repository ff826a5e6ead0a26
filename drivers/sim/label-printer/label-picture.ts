import { textColumns } from '#drivers/printer/protocol/text-width.ts';
import { escapeXml } from '#drivers/sim/receipt-picture.ts';
import { symbolPicture } from '#drivers/sim/symbols.ts';
import type { LabelPiece, ZplLabel } from './zpl-label.ts';

/** How wide a letter of Zebra's scalable font is, of its height, when no width is said. */
const LETTER = 0.55;

/** A label as a picture: an SVG, one unit a dot. */
export function labelPicture({ width, height, pieces }: ZplLabel): string {
  const paper = `<rect class="paper" fill="#fffefb" width="${width}" height="${height}" rx="12"/>`;
  const print = `<g class="print" font-family="sans-serif">${pieces.map(drawn).join('')}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${paper}${print}</svg>`;
}

function drawn(piece: LabelPiece): string {
  switch (piece.kind) {
    case 'text':
      return text(piece);
    case 'symbol':
      return symbol(piece);
    case 'box':
      return box(piece);
    case 'dots':
      return dots(piece);
  }
}

function text({ x, y, height, width, align, room, text }: Extract<LabelPiece, { kind: 'text' }>): string {
  const long = textColumns(text) * (width || height * LETTER);
  const slack = Math.max(0, room - long);
  const left = align === 'left' ? x : align === 'center' ? x + slack / 2 : x + slack;
  const fits = room > 0 ? Math.min(long, room) : long;
  return `<text x="${left}" y="${y + height * 0.82}" font-size="${height}" textLength="${fits}" lengthAdjust="spacingAndGlyphs">${escapeXml(text)}</text>`;
}

function symbol({ x, y, symbology, height, moduleDots, text }: Extract<LabelPiece, { kind: 'symbol' }>): string {
  const known = symbology === 'ean13' ? text.slice(0, 12) : symbology === 'ean8' ? text.slice(0, 7) : text;
  const picture = symbolPicture(symbology, known);
  const size = /viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"/.exec(picture ?? '');
  const inside = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(picture ?? '')?.[1];
  if (!size || inside === undefined) return `<text x="${x}" y="${y + 20}" font-size="20">[${escapeXml(text)}]</text>`;
  // bwip-js draws a module two units wide.
  const across = (Number(size[1]) / 2) * moduleDots;
  const down = symbology === 'qrcode' || symbology === 'datamatrix' ? across : height;
  return `<svg x="${x}" y="${y}" width="${across}" height="${down}" viewBox="0 0 ${size[1]} ${size[2]}" preserveAspectRatio="none">${inside}</svg>`;
}

function box({ x, y, width, height, thickness }: Extract<LabelPiece, { kind: 'box' }>): string {
  const solid = thickness * 2 >= Math.min(width, height);
  if (solid) return `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`;
  const half = thickness / 2;
  return `<rect x="${x + half}" y="${y + half}" width="${width - thickness}" height="${height - thickness}" fill="none" stroke="currentColor" stroke-width="${thickness}"/>`;
}

function dots({ x, y, bytesPerRow, bytes }: Extract<LabelPiece, { kind: 'dots' }>): string {
  let path = '';
  for (const [at, byte] of bytes.entries()) {
    const row = y + Math.floor(at / bytesPerRow);
    for (let bit = 0; bit < 8; bit += 1) {
      if (byte & (0x80 >> bit)) path += `M${x + (at % bytesPerRow) * 8 + bit} ${row}h1v1h-1z`;
    }
  }
  return `<path shape-rendering="crispEdges" d="${path}"/>`;
}
