import type { ReceiptBlock, ReceiptDocument } from '#domain/receipt/receipt-document.ts';
import { canPrint, encodeChar } from './charset.ts';
import { cleanText } from './clean-text.ts';
import { code128 } from './code128.ts';
import { ESC, FS, GS, LF } from './escpos-codes.ts';
import { type Align, layoutReceipt, type ReceiptLine } from './layout.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { qrCommands } from './qr.ts';
import { rasterCommand } from './raster.ts';
import { textColumns } from './text-width.ts';
import { transliterate } from './transliterate.ts';

const DOTS_PER_COLUMN = 12;
const BARCODE_MODULE_DOTS = 2;
const BARCODE_HEIGHT_DOTS = 80;
const ALIGN: Readonly<Record<Align, number>> = { left: 0, center: 1, right: 2 };

/**
 * A receipt as the bytes of one print job, from `ESC @` (Initialize printer) to the cut, in commands of Epson's ESC/POS
 * command reference: `ESC t` (Select character code table), `FS &` and `FS .` (Select, cancel Kanji character mode, which
 * on Chinese models is GB18030), `ESC a` (justification), `ESC E` (emphasized mode), `GS !` (character size), `ESC d`
 * (Print and feed n lines), `GS k` (Print bar code), `GS ( k` (QR Code), `GS V` (cut). Lines are those of
 * `layoutReceipt`; pictures go by `GS v 0` (Print raster bit image). Nothing in the document's texts reaches the printer as
 * a control code.
 *
 * For the till's host only: iconv-lite stands on Node's Buffer. The window draws from `layoutReceipt`.
 */
export function encodeEscPos(document: ReceiptDocument, profile: PrinterProfile): Uint8Array {
  const job = new Job(profile);
  job.initialize();
  for (const line of layoutReceipt(printable(document, profile), profile.columns)) job.line(line);
  job.cut();
  return job.bytes();
}

/** The document with every character its printer lacks replaced, before the layout counts columns. */
function printable(document: ReceiptDocument, profile: PrinterProfile): ReceiptDocument {
  const fitted = (text: string) => transliterate(cleanText(text), (char) => canPrint(profile, char));
  const block = (source: ReceiptBlock): ReceiptBlock => {
    if (source.kind === 'text') return { ...source, text: fitted(source.text) };
    if (source.kind === 'row') return { ...source, left: fitted(source.left), right: fitted(source.right) };
    return source;
  };
  return { ...document, blocks: document.blocks.map(block) };
}

/** The bytes of a job as they grow, with the modes the printer is in, so that each is set only when it changes. */
class Job {
  readonly #profile: PrinterProfile;
  readonly #bytes: number[] = [];
  #align: Align = 'left';
  #bold = false;
  #size: 1 | 2 = 1;
  #chinese = false;

  constructor(profile: PrinterProfile) {
    this.#profile = profile;
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }

  /** Chinese models wake up in Chinese mode, where high bytes of the Latin page would pair up: it is left at once. */
  initialize(): void {
    this.#push(ESC, 0x40);
    if (this.#profile.chinese !== 'none') this.#push(FS, 0x2e);
    this.#push(ESC, 0x74, this.#profile.latinPageNumber);
  }

  line(line: ReceiptLine): void {
    switch (line.kind) {
      case 'text': {
        this.#style(line.align, line.bold, line.size);
        let column = 0;
        for (const run of line.runs) {
          this.#text(' '.repeat(Math.max(0, run.column - column)) + run.text);
          column = run.column + textColumns(run.text);
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
        this.#barcode(line.text);
        break;
      case 'qr':
        this.#qr(line.text);
        break;
      case 'image':
        this.#style('center', false, 1);
        this.#push(...rasterCommand(line, this.#profile.columns * DOTS_PER_COLUMN));
        break;
    }
  }

  /** `GS V` function B: feeds to the cutter, then cuts. Without a cutter, feeds past the tear bar. */
  cut(): void {
    this.#style('left', false, 1);
    if (this.#profile.cut === 'none') this.#push(ESC, 0x64, 4);
    else this.#push(GS, 0x56, this.#profile.cut === 'full' ? 65 : 66, 0);
  }

  /** What no Code 128 symbol of this paper can hold is printed as text, so that it can still be typed in. */
  #barcode(text: string): void {
    const symbol = code128(text);
    const dots = this.#profile.columns * DOTS_PER_COLUMN;
    if (symbol === null || symbol.modules * BARCODE_MODULE_DOTS > dots) {
      this.#plain(text);
      return;
    }
    this.#style('center', false, 1);
    this.#push(GS, 0x48, 2, GS, 0x66, 0, GS, 0x68, BARCODE_HEIGHT_DOTS, GS, 0x77, BARCODE_MODULE_DOTS);
    this.#push(GS, 0x6b, 73, symbol.data.length, ...symbol.data);
  }

  #qr(text: string): void {
    const commands = qrCommands(text);
    if (commands === null) {
      this.#plain(text);
      return;
    }
    this.#style('center', false, 1);
    this.#push(...commands);
  }

  #plain(text: string): void {
    const document: ReceiptDocument = { language: 'en', blocks: [{ kind: 'text', text, align: 'center' }] };
    for (const line of layoutReceipt(printable(document, this.#profile), this.#profile.columns)) this.line(line);
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
    for (const char of text) {
      const coded = encodeChar(this.#profile, char);
      if (coded.mode === 'chinese' && !this.#chinese) this.#push(FS, 0x26);
      if (coded.mode === 'latin' && this.#chinese) this.#push(FS, 0x2e);
      if (coded.mode !== 'either') this.#chinese = coded.mode === 'chinese';
      this.#push(...coded.bytes);
    }
  }

  #push(...bytes: number[]): void {
    for (const byte of bytes) this.#bytes.push(byte);
  }
}
