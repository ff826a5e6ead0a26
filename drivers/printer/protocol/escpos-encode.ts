import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import type { BarcodeSymbology } from './barcode.ts';
import { code128 } from './code128.ts';
import { ESC, FS, GS } from './escpos-codes.ts';
import { type JobCommands, jobBytes } from './job-bytes.ts';
import type { Align } from './layout.ts';
import { BARCODE_HEIGHT_DOTS, BARCODE_MODULE_DOTS, type PrinterLine, prepareReceipt } from './prepare-receipt.ts';
import type { PrinterProfile, WideFont } from './printer-profile.ts';
import { qrCommands } from './qr.ts';
import { rasterCommand } from './raster.ts';

const ALIGN: Readonly<Record<Align, number>> = { left: 0, center: 1, right: 2 };
/** `GS k m` of function B, which counts its data. */
const SYMBOLOGY: Readonly<Record<BarcodeSymbology, number>> = {
  upca: 65,
  ean13: 67,
  ean8: 68,
  code39: 69,
  itf: 70,
  code128: 73,
};

/**
 * Into and out of pairs of bytes: `FS &` and `FS .` (Select, cancel Kanji character mode). A Japanese model reads pairs as
 * Shift_JIS only after `FS C 1` (Select Kanji character code system), and must forget that for its single-byte pages.
 */
const WIDE_ON: Readonly<Record<WideFont, readonly number[]>> = {
  none: [],
  gbk: [FS, 0x26],
  gb18030: [FS, 0x26],
  big5: [FS, 0x26],
  'ks-c-5601': [FS, 0x26],
  'shift-jis': [FS, 0x43, 1, FS, 0x26],
};
const WIDE_OFF: Readonly<Record<WideFont, readonly number[]>> = {
  none: [],
  gbk: [FS, 0x2e],
  gb18030: [FS, 0x2e],
  big5: [FS, 0x2e],
  'ks-c-5601': [FS, 0x2e],
  'shift-jis': [FS, 0x2e, FS, 0x43, 0],
};

/** A receipt for an ESC/POS printer that has no rasterizer at hand, see `escPosJob`. */
export function encodeEscPos(document: ReceiptDocument, profile: PrinterProfile): Uint8Array {
  return escPosJob(prepareReceipt(document, profile, null), profile);
}

/**
 * Prepared lines as the bytes of one print job, from `ESC @` (Initialize printer) to the cut, in commands of Epson's ESC/POS
 * command reference: `ESC t` (Select character code table), `FS &`, `FS .` and `FS C` (Kanji character mode), `ESC a`
 * (justification), `ESC E` (emphasized mode), `GS !` (character size), `ESC d` (Print and feed n lines), `GS k` (Print bar
 * code), `GS ( k` (QR Code), `GS v 0` (Print raster bit image), `GS V` (cut). Nothing in the document's texts reaches the
 * printer as a control code.
 *
 * For the till's host only: iconv-lite stands on Node's Buffer. The window draws from `layoutReceipt`.
 */
export function escPosJob(lines: readonly PrinterLine[], profile: PrinterProfile): Uint8Array {
  return jobBytes(lines, profile, commandsOf(profile));
}

function commandsOf({ wide, dots }: PrinterProfile): JobCommands {
  return {
    startsWide: false,
    // Chinese models wake up in Chinese mode, where high bytes of a page would pair up: it is left at once.
    initialize: [ESC, 0x40, ...WIDE_OFF[wide]],
    wideOn: WIDE_ON[wide],
    wideOff: WIDE_OFF[wide],
    page: (number) => [ESC, 0x74, number],
    align: (align) => [ESC, 0x61, ALIGN[align]],
    bold: (on) => [ESC, 0x45, on ? 1 : 0],
    size: (size) => [GS, 0x21, size === 2 ? 0x11 : 0x00],
    feed: (lines) => [ESC, 0x64, lines],
    barcode,
    qr: (text) => qrCommands(text) ?? [],
    image: (image) => rasterCommand(image, dots),
    // Function B: feeds to the cutter, then cuts.
    cut: (how) => [GS, 0x56, how === 'full' ? 65 : 66, 0],
  };
}

function barcode(symbology: BarcodeSymbology, text: string): number[] {
  const data = symbology === 'code128' ? (code128(text)?.data ?? []) : [...text].map((char) => char.charCodeAt(0));
  return [
    ...[GS, 0x48, 2, GS, 0x66, 0, GS, 0x68, BARCODE_HEIGHT_DOTS, GS, 0x77, BARCODE_MODULE_DOTS],
    ...[GS, 0x6b, SYMBOLOGY[symbology], data.length, ...data],
  ];
}
