import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import type { BarcodeSymbology } from './barcode.ts';
import { ESC, GS, LF } from './escpos-codes.ts';
import { type JobCommands, jobBytes } from './job-bytes.ts';
import type { Align } from './layout.ts';
import { BARCODE_HEIGHT_DOTS, type PrinterLine } from './prepare-receipt.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { planQr } from './qr.ts';
import { bandsOf, stacked } from './raster.ts';
import { RS } from './star-commands.ts';

const ALIGN: Readonly<Record<Align, number>> = { left: 0, center: 1, right: 2 };
/** `ESC b`: n1 is the kind, n3 its mode that gives narrow elements of 2 dots (and of 2 and 6 dots for Code 39 and ITF). */
const SYMBOLOGY: Readonly<Record<BarcodeSymbology, { n1: number; n3: number }>> = {
  upca: { n1: 1, n3: 1 },
  ean8: { n1: 2, n3: 1 },
  ean13: { n1: 3, n3: 1 },
  code39: { n1: 4, n3: 1 },
  itf: { n1: 5, n3: 7 },
  code128: { n1: 6, n3: 1 },
};
/** Rows of a strip of `ESC X`. */
const STRIP = 24;
const LARGEST_QR_CELL = 8;

/**
 * Prepared lines as the bytes of one print job for a Star printer, in the commands that StarPRNT and Star Line Mode share
 * (StarPRNT Command Specifications Rev. 2.13; STAR Line Mode Command Specifications Rev. 0.09): `ESC @` (Command
 * initialization), `ESC RS F` (font), `ESC GS t` (code page), `ESC $` (Shift JIS), `ESC GS a` (position alignment),
 * `ESC E`, `ESC F` (emphasized printing), `ESC i` (double wide and high), `ESC a` (feed n lines), `ESC b` (bar code),
 * `ESC GS y` (QR Code), `ESC X` (fine density bit image), `ESC d` (cutter). Nothing in the document's texts reaches the
 * printer as a control code. For the till's host only.
 */
export function starJob(lines: readonly PrinterLine[], profile: PrinterProfile): Uint8Array {
  return jobBytes(joined(lines), profile, commandsOf(profile));
}

/** Lines of dots that stand on one another as one picture, so that only its end is filled up to a whole strip. */
function joined(lines: readonly PrinterLine[]): PrinterLine[] {
  const done: PrinterLine[] = [];
  for (const line of lines) {
    const last = done.at(-1);
    const stacks = line.kind === 'image' && last?.kind === 'image' && line.width === last.width;
    if (stacks) done.splice(-1, 1, stacked(last, line));
    else done.push(line);
  }
  return done;
}

function commandsOf({ wide, dots }: PrinterProfile): JobCommands {
  return {
    // Chinese and Korean models read pairs of bytes always; only Japanese ones have a mode for it.
    startsWide: wide !== 'none' && wide !== 'shift-jis',
    initialize: [ESC, 0x40, ESC, RS, 0x46, 0, ...(wide === 'shift-jis' ? [ESC, 0x24, 0] : [])],
    wideOn: [ESC, 0x24, 1],
    wideOff: [ESC, 0x24, 0],
    page: (number) => [ESC, GS, 0x74, number],
    align: (align) => [ESC, GS, 0x61, ALIGN[align]],
    bold: (on) => [ESC, on ? 0x45 : 0x46],
    size: (size) => [ESC, 0x69, size - 1, size - 1],
    feed: (lines) => [ESC, 0x61, lines],
    barcode,
    qr,
    image: (image) => (image.width > dots ? [] : strips(image)),
    // 2 and 3 feed to the cutter and cut, fully or but for a point.
    cut: (how) => [ESC, 0x64, how === 'full' ? 2 : 3],
  };
}

/** n2 = 2: characters under the bar code, and a line feed after it. In Code 128 a percent sign introduces functions. */
function barcode(symbology: BarcodeSymbology, text: string): number[] {
  const { n1, n3 } = SYMBOLOGY[symbology];
  const data = symbology === 'code128' ? text.replaceAll('%', '%0') : text;
  return [ESC, 0x62, n1, 2, n3, BARCODE_HEIGHT_DOTS, ...[...data].map((char) => char.charCodeAt(0)), RS];
}

function qr(text: string): number[] {
  const plan = planQr(text);
  if (plan === null) return [];
  const { data, level, moduleDots } = plan;
  return [
    ...[ESC, GS, 0x79, 0x53, 0x30, 2],
    ...[ESC, GS, 0x79, 0x53, 0x31, level === 'M' ? 1 : 0],
    ...[ESC, GS, 0x79, 0x53, 0x32, Math.min(LARGEST_QR_CELL, moduleDots)],
    ...[ESC, GS, 0x79, 0x44, 0x31, 0, data.length & 0xff, data.length >> 8, ...data],
    ...[ESC, GS, 0x79, 0x50],
  ];
}

/** Strips of 24 rows, each column three bytes from the top, at a line feed of 3 mm (24 dots); then 4 mm again. */
function strips(image: ReceiptImage): number[] {
  const across = image.width / 8;
  const bytes: number[] = [ESC, 0x30];
  for (const { rows, data } of bandsOf(image, STRIP)) {
    bytes.push(ESC, 0x58, image.width & 0xff, image.width >> 8);
    for (let x = 0; x < image.width; x += 1) {
      const column = [0, 0, 0];
      for (let y = 0; y < rows; y += 1) {
        const dark = ((data[y * across + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
        if (dark) column[y >> 3] = (column[y >> 3] ?? 0) | (0x80 >> (y & 7));
      }
      bytes.push(...column);
    }
    bytes.push(LF);
  }
  bytes.push(ESC, 0x7a, 1);
  return bytes;
}
