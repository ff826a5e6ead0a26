import type { ReceiptImage } from '#domain/receipt/receipt-document.ts';
import type { BarcodeSymbology } from './barcode.ts';
import { type CharsetState, encodeText } from './charset.ts';
import type { CodePage } from './code-pages.ts';
import { LF } from './escpos-codes.ts';
import type { Align } from './layout.ts';
import type { PrinterLine } from './prepare-receipt.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { profileColumns } from './profile-columns.ts';
import { type ColumnsOf, textColumns } from './text-width.ts';

type Bytes = readonly number[];

/** How a language says what a job needs; what can't be printed is no bytes. */
export interface JobCommands {
  /** Whether the printer reads codes of several bytes before it was told to. */
  startsWide: boolean;
  initialize: Bytes;
  /** Into and out of codes of several bytes. */
  wideOn: Bytes;
  wideOff: Bytes;
  /** A code page by the printer's own number. */
  page(number: number): Bytes;
  align(align: Align): Bytes;
  bold(on: boolean): Bytes;
  size(size: 1 | 2): Bytes;
  feed(lines: number): Bytes;
  barcode(symbology: BarcodeSymbology, text: string): Bytes;
  qr(text: string): Bytes;
  image(image: ReceiptImage): Bytes;
  /** Feeds to the cutter and cuts. */
  cut(how: 'full' | 'partial'): Bytes;
}

/** Lines fed past the tear bar of a printer without a cutter. */
const TEAR_LINES = 4;

/** Prepared lines as the bytes of one print job, from the printer's initialization to the cut. */
export function jobBytes(lines: readonly PrinterLine[], profile: PrinterProfile, commands: JobCommands): Uint8Array {
  const job = new Job(profile, commands);
  job.initialize();
  for (const line of lines) job.line(line);
  job.cut();
  return job.bytes();
}

/** The bytes of a job as they grow, with the modes the printer is in, so that each is set only when it changes. */
class Job {
  readonly #profile: PrinterProfile;
  readonly #commands: JobCommands;
  readonly #columnsOf: ColumnsOf;
  readonly #bytes: number[] = [];
  readonly #charset: CharsetState;
  #align: Align = 'left';
  #bold = false;
  #size: 1 | 2 = 1;

  constructor(profile: PrinterProfile, commands: JobCommands) {
    this.#profile = profile;
    this.#commands = commands;
    this.#columnsOf = profileColumns(profile);
    this.#charset = { page: null, wide: commands.startsWide };
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  initialize(): void {
    this.#push(this.#commands.initialize);
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
        this.#push([LF]);
        break;
      }
      case 'rule':
        this.#style('left', false, 1);
        this.#text('-'.repeat(this.#profile.columns));
        this.#push([LF]);
        break;
      case 'feed':
        this.#push(this.#commands.feed(line.lines));
        break;
      case 'barcode':
        this.#centred(this.#commands.barcode(line.symbology, line.text));
        break;
      case 'qr':
        this.#centred(this.#commands.qr(line.text));
        break;
      case 'image':
        this.#centred(this.#commands.image(line));
        break;
    }
  }

  cut(): void {
    this.#style('left', false, 1);
    const { cut } = this.#profile;
    this.#push(cut === 'none' ? this.#commands.feed(TEAR_LINES) : this.#commands.cut(cut));
  }

  #centred(bytes: Bytes): void {
    if (bytes.length === 0) return;
    this.#style('center', false, 1);
    this.#push(bytes);
  }

  #style(align: Align, bold: boolean, size: 1 | 2): void {
    if (align !== this.#align) this.#push(this.#commands.align(align));
    if (bold !== this.#bold) this.#push(this.#commands.bold(bold));
    if (size !== this.#size) this.#push(this.#commands.size(size));
    this.#align = align;
    this.#bold = bold;
    this.#size = size;
  }

  #text(text: string): void {
    for (const { change, bytes } of encodeText(this.#profile, text, this.#charset)) {
      if (change === 'wide') this.#selectWide();
      else if (change !== null) this.#selectPage(change);
      this.#push(bytes);
    }
  }

  #selectWide(): void {
    this.#push(this.#commands.wideOn);
    this.#charset.wide = true;
  }

  #selectPage(page: CodePage): void {
    if (this.#charset.wide) this.#push(this.#commands.wideOff);
    this.#charset.wide = false;
    if (page === this.#charset.page) return;
    this.#charset.page = page;
    this.#push(this.#commands.page(this.#profile.pages.find((one) => one.page === page)?.number ?? 0));
  }

  #push(bytes: Bytes): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }
}
