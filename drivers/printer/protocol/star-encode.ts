import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import type { BarcodeSymbology } from './barcode.ts';
import { type CharsetState, encodeText } from './charset.ts';
import type { CodePage } from './code-pages.ts';
import { ESC, GS, LF } from './escpos-codes.ts';
import type { Align } from './layout.ts';
import { BARCODE_HEIGHT_DOTS, type PrinterLine } from './prepare-receipt.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { profileColumns } from './profile-columns.ts';
import { planQr } from './qr.ts';
import { bandsOf, stacked } from './raster.ts';
import { RS } from './star-commands.ts';
import { type ColumnsOf, textColumns } from './text-width.ts';

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
  const job = new Job(profile);
  job.initialize();
  for (const line of joined(lines)) job.line(line);
  job.cut();
  return job.bytes();
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

/** The bytes of a job as they grow, with the modes the printer is in, so that each is set only when it changes. */
class Job {
  readonly #profile: PrinterProfile;
  readonly #columnsOf: ColumnsOf;
  readonly #bytes: number[] = [];
  #align: Align = 'left';
  #bold = false;
  #size: 1 | 2 = 1;
  readonly #charset: CharsetState;

  constructor(profile: PrinterProfile) {
    this.#profile = profile;
    this.#columnsOf = profileColumns(profile);
    this.#charset = { page: null, wide: this.#alwaysWide };
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  /** Chinese and Korean models read pairs of bytes always; only Japanese ones have a mode for it. */
  get #alwaysWide(): boolean {
    return this.#profile.wide !== 'none' && this.#profile.wide !== 'shift-jis';
  }

  initialize(): void {
    this.#push(ESC, 0x40, ESC, RS, 0x46, 0);
    if (this.#profile.wide === 'shift-jis') this.#push(ESC, 0x24, 0);
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
        this.#push(ESC, 0x61, line.lines);
        break;
      case 'barcode':
        this.#barcode(line.symbology, line.text);
        break;
      case 'qr':
        this.#qr(line.text);
        break;
      case 'image':
        this.#image(line);
        break;
    }
  }

  /** `ESC d` 2 and 3 feed to the cutter and cut, fully or but for a point. Without a cutter, feeds past the tear bar. */
  cut(): void {
    this.#style('left', false, 1);
    if (this.#profile.cut === 'none') this.#push(ESC, 0x61, 4);
    else this.#push(ESC, 0x64, this.#profile.cut === 'full' ? 2 : 3);
  }

  /** n2 = 2: characters under the bar code, and a line feed after it. In Code 128 a percent sign introduces functions. */
  #barcode(symbology: BarcodeSymbology, text: string): void {
    const { n1, n3 } = SYMBOLOGY[symbology];
    const data = symbology === 'code128' ? text.replaceAll('%', '%0') : text;
    this.#style('center', false, 1);
    this.#push(ESC, 0x62, n1, 2, n3, BARCODE_HEIGHT_DOTS, ...[...data].map((char) => char.charCodeAt(0)), RS);
  }

  #qr(text: string): void {
    const plan = planQr(text);
    if (plan === null) return;
    const { data, level, moduleDots } = plan;
    this.#style('center', false, 1);
    this.#push(ESC, GS, 0x79, 0x53, 0x30, 2);
    this.#push(ESC, GS, 0x79, 0x53, 0x31, level === 'M' ? 1 : 0);
    this.#push(ESC, GS, 0x79, 0x53, 0x32, Math.min(LARGEST_QR_CELL, moduleDots));
    this.#push(ESC, GS, 0x79, 0x44, 0x31, 0, data.length & 0xff, data.length >> 8, ...data);
    this.#push(ESC, GS, 0x79, 0x50);
  }

  /** Strips of 24 rows, each column three bytes from the top, at a line feed of 3 mm (24 dots); then 4 mm again. */
  #image(image: ReceiptImage): void {
    if (image.width > this.#profile.dots) return;
    this.#style('center', false, 1);
    this.#push(ESC, 0x30);
    const across = image.width / 8;
    for (const { rows, data } of bandsOf(image, STRIP)) {
      this.#push(ESC, 0x58, image.width & 0xff, image.width >> 8);
      for (let x = 0; x < image.width; x += 1) {
        const column = [0, 0, 0];
        for (let y = 0; y < rows; y += 1) {
          const dark = ((data[y * across + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
          if (dark) column[y >> 3] = (column[y >> 3] ?? 0) | (0x80 >> (y & 7));
        }
        this.#push(...column);
      }
      this.#push(LF);
    }
    this.#push(ESC, 0x7a, 1);
  }

  #style(align: Align, bold: boolean, size: 1 | 2): void {
    if (align !== this.#align) this.#push(ESC, GS, 0x61, ALIGN[align]);
    if (bold !== this.#bold) this.#push(ESC, bold ? 0x45 : 0x46);
    if (size !== this.#size) this.#push(ESC, 0x69, size - 1, size - 1);
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
    this.#push(ESC, 0x24, 1);
    this.#charset.wide = true;
  }

  #selectPage(page: CodePage): void {
    if (this.#charset.wide) this.#push(ESC, 0x24, 0);
    this.#charset.wide = false;
    if (page === this.#charset.page) return;
    this.#charset.page = page;
    this.#push(ESC, GS, 0x74, this.#profile.pages.find((one) => one.page === page)?.number ?? 0);
  }

  #push(...bytes: number[]): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }
}
