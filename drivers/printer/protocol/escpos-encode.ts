import type { ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import type { BarcodeSymbology } from './barcode.ts';
import { type CharsetState, encodeText } from './charset.ts';
import type { CodePage } from './code-pages.ts';
import { code128 } from './code128.ts';
import { ESC, FS, GS, LF } from './escpos-codes.ts';
import type { Align } from './layout.ts';
import { BARCODE_HEIGHT_DOTS, BARCODE_MODULE_DOTS, type PrinterLine, prepareReceipt } from './prepare-receipt.ts';
import type { PrinterProfile, WideFont } from './printer-profile.ts';
import { profileColumns } from './profile-columns.ts';
import { qrCommands } from './qr.ts';
import { rasterCommand } from './raster.ts';
import { type ColumnsOf, textColumns } from './text-width.ts';

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
  const job = new Job(profile);
  job.initialize();
  for (const line of lines) job.line(line);
  job.cut();
  return job.bytes();
}

/** The bytes of a job as they grow, with the modes the printer is in, so that each is set only when it changes. */
class Job {
  readonly #profile: PrinterProfile;
  readonly #columnsOf: ColumnsOf;
  readonly #bytes: number[] = [];
  #align: Align = 'left';
  #bold = false;
  #size: 1 | 2 = 1;
  readonly #charset: CharsetState = { page: null, wide: false };

  constructor(profile: PrinterProfile) {
    this.#profile = profile;
    this.#columnsOf = profileColumns(profile);
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  /** Chinese models wake up in Chinese mode, where high bytes of a page would pair up: it is left at once. */
  initialize(): void {
    this.#push(ESC, 0x40, ...WIDE_OFF[this.#profile.wide]);
    const first = this.#profile.pages[0];
    if (first) this.#selectPage(first.page);
  }

  line(line: PrinterLine): void {
    switch (line.kind) {
      case 'text': {
        this.#style(line.align, line.bold, line.size);
        let column = 0;
        for (const run of line.runs) {
          this.#text(' '.repeat(Math.max(0, run.column - column)) + run.text);
          column = run.column + textColumns(run.text, this.#columnsOf);
        }
        this.#push(LF);
        break;
      }
      case 'rule':
        this.#style('left', false, 1);
        this.#text('-'.repeat(this.#profile.columns));
        this.#push(LF);
        break;
      case 'feed':
        this.#push(ESC, 0x64, line.lines);
        break;
      case 'barcode':
        this.#barcode(line.symbology, line.text);
        break;
      case 'qr':
        this.#style('center', false, 1);
        this.#push(...(qrCommands(line.text) ?? []));
        break;
      case 'image':
        this.#style('center', false, 1);
        this.#push(...rasterCommand(line, this.#profile.dots));
        break;
    }
  }

  /** `GS V` function B: feeds to the cutter, then cuts. Without a cutter, feeds past the tear bar. */
  cut(): void {
    this.#style('left', false, 1);
    if (this.#profile.cut === 'none') this.#push(ESC, 0x64, 4);
    else this.#push(GS, 0x56, this.#profile.cut === 'full' ? 65 : 66, 0);
  }

  #barcode(symbology: BarcodeSymbology, text: string): void {
    const data = symbology === 'code128' ? (code128(text)?.data ?? []) : [...text].map((char) => char.charCodeAt(0));
    this.#style('center', false, 1);
    this.#push(GS, 0x48, 2, GS, 0x66, 0, GS, 0x68, BARCODE_HEIGHT_DOTS, GS, 0x77, BARCODE_MODULE_DOTS);
    this.#push(GS, 0x6b, SYMBOLOGY[symbology], data.length, ...data);
  }

  #style(align: Align, bold: boolean, size: 1 | 2): void {
    if (align !== this.#align) this.#push(ESC, 0x61, ALIGN[align]);
    if (bold !== this.#bold) this.#push(ESC, 0x45, bold ? 1 : 0);
    if (size !== this.#size) this.#push(GS, 0x21, size === 2 ? 0x11 : 0x00);
    this.#align = align;
    this.#bold = bold;
    this.#size = size;
  }

  #text(text: string): void {
    for (const { change, bytes } of encodeText(this.#profile, text, this.#charset)) {
      if (change === 'wide') this.#selectWide();
      else if (change !== null) this.#selectPage(change);
      this.#push(...bytes);
    }
  }

  #selectWide(): void {
    this.#push(...WIDE_ON[this.#profile.wide]);
    this.#charset.wide = true;
  }

  #selectPage(page: CodePage): void {
    if (this.#charset.wide) this.#push(...WIDE_OFF[this.#profile.wide]);
    this.#charset.wide = false;
    if (page === this.#charset.page) return;
    this.#charset.page = page;
    this.#push(ESC, 0x74, this.#profile.pages.find((one) => one.page === page)?.number ?? 0);
  }

  #push(...bytes: number[]): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }
}
