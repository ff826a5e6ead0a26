import type { Label } from '#contracts/ipc/devices.ts';
import type { Rasterizer } from '#drivers/printer/protocol/rasterizer.ts';
import { transliterate } from '#drivers/printer/protocol/transliterate.ts';
import { directionOf } from '#drivers/printer/protocol/visual-order.ts';
import { type LabelPart, type LabelStock, labelDots, layoutLabel } from './label-layout.ts';
import { scaleDots } from './scale-dots.ts';
import { asciiBytes } from './text-bytes.ts';
import { barcodeField, blockData } from './zpl-commands.ts';

type TextPart = Extract<LabelPart, { kind: 'text' }>;

/** Rows of a line that a rasterizer draws at size 2. */
const DRAWN_ROWS = 60;
/** What Zebra's font 0 has under `^CI28` in every firmware: printable ASCII, Latin-1, the euro. A backslash acts inside `^FB`. */
const RESIDENT = /^[\x20-\x5b\x5d-\x7e\u00a0-\u00ac\u00ae-\u00ff€]*$/;

/** Whether something on a label must be drawn, so that a rasterizer has to be loaded. */
export function labelNeedsDots(label: Label, stock: LabelStock): boolean {
  return layoutLabel(label, stock).some((part) => part.kind === 'text' && !isResident(part));
}

/**
 * One label with its copies as a format, `^XA` to `^XZ`, in ASCII (ZPL II Programming Guide: `^CI28`, `^PW`, `^LL`, `^LH`, `^FO`,
 * `^A0`, `^FB`, `^FH`, `^GB`, `^GF`, `^BY`, `^BE`, `^B8`, `^BU`, `^BC`, `^PQ`). Scripts that font 0 lacks go as dots the rasterizer
 * draws; without one (`null`) they are spelled with what it has, or are `?`.
 */
export function encodeZpl(label: Label, stock: LabelStock, rasterizer: Rasterizer | null): Uint8Array {
  const { width, height } = labelDots(stock);
  const parts = layoutLabel(label, stock).flatMap((part) => partCommands(part, rasterizer));
  return asciiBytes(['^XA', `^CI28^PW${width}^LL${height}^LH0,0`, ...parts, `^PQ${label.copies}`, '^XZ\n'].join('\n'));
}

function isResident({ lines }: TextPart): boolean {
  return lines.every((line) => RESIDENT.test(line));
}

function partCommands(part: LabelPart, rasterizer: Rasterizer | null): string[] {
  const at = `^FO${part.x},${part.y}`;
  switch (part.kind) {
    case 'strike':
      return [`${at}^GB${part.width},${part.height},${part.height}^FS`];
    case 'barcode':
      return [at + barcodeField(part.symbology, part.text, part.moduleDots, part.height)];
    case 'text':
      return rasterizer && !isResident(part) ? drawnLines(part, rasterizer) : [at + textField(part)];
  }
}

const JUSTIFIED = { left: 'L', center: 'C', right: 'R' } as const;

function textField({ height, width, align, lines }: TextPart): string {
  const spelled = lines.map((line) => transliterate(line.replaceAll('\\', '/'), (char) => RESIDENT.test(char)));
  return `^A0N,${height}^FB${width},${lines.length},0,${JUSTIFIED[align]}${blockData(spelled)}`;
}

function drawnLines(part: TextPart, rasterizer: Rasterizer): string[] {
  const scale = part.height / DRAWN_ROWS;
  const width = Math.floor(part.width / scale / 8) * 8;
  if (width < 8) return [];
  return part.lines.map((text, at) => {
    const run = { text, direction: directionOf(text, ''), x: 0, width, align: part.align };
    const image = rasterizer.line({ width, runs: [run], bold: part.role !== 'detail', size: 2 });
    const wide = Math.min(part.width, Math.floor(width * scale));
    const { bytesPerRow, bytes } = scaleDots(image, wide, part.height);
    const y = part.y + at * part.height;
    return `^FO${part.x},${y}^GFA,${bytes.length},${bytes.length},${bytesPerRow},${hexOf(bytes)}^FS`;
  });
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');
}
