import { code128Text } from './code128-text.ts';
import type { CommandToken } from './command-tokens.ts';
import { type Drawn, utf8Text } from './drawn.ts';
import { LF } from './escpos-codes.ts';
import { escPosTokenizer } from './escpos-tokens.ts';
import type { Align } from './layout.ts';
import { PaperLine, type ReadText } from './paper-line.ts';
import { base64Of } from './raster.ts';

export type EscPosEvent =
  | { kind: 'drawn'; drawn: Drawn }
  | { kind: 'cut'; full: boolean }
  | { kind: 'pulse'; pin: 2 | 5; onMs: number; realTime: boolean }
  /** `DLE EOT n`, obeyed out of turn. */
  | { kind: 'status-request'; n: number }
  /** `DLE DC4` function 8, obeyed out of turn. */
  | { kind: 'clear-request' }
  /** `GS ( H` function 48. */
  | { kind: 'process-id-request'; id: string }
  /** `GS r n`. */
  | { kind: 'sensor-request'; n: number }
  /** `GS I n`. */
  | { kind: 'identity-request'; n: number }
  /** `GS a n`: which changes are to be told by themselves; 0 for none. */
  | { kind: 'automatic-status'; n: number }
  /** Bytes without a meaning here: an unknown command, a code its page or font lacks, broken parameters. */
  | { kind: 'unknown'; bytes: readonly number[] };

/** What bytes mean in a printer's fonts; injected, since the language alone has no decoders. */
export interface Charsets {
  /** The character of a byte from 80h in the page that `ESC t` knows by this number. */
  latin(pageNumber: number, byte: number): string | null;
  /** A printer without it has no wide font and no mode for one. */
  wide?: WideCharset;
}

/** The font of a country whose script takes two bytes or more a character, and how such a model behaves. */
export interface WideCharset {
  /** Whether bytes are the whole code of a character, may become one with more, or can't. */
  reads(code: readonly number[]): 'whole' | 'more' | 'broken';
  /** The character of a whole code; `null` where the font has none. */
  char(code: readonly number[]): string | null;
  /** Whether it wakes up reading such codes, as Chinese and Korean models do. */
  initially: boolean;
  /** Whether it has two systems of codes, and reads pairs by Shift_JIS only after `FS C 1`, as Japanese models do. */
  choosesSystem: boolean;
}

const ALIGNS: readonly Align[] = ['left', 'center', 'right'];
const SYMBOLOGIES = ['upca', 'upce', 'ean13', 'ean8', 'code39', 'interleaved2of5', 'codabar', 'code93', 'code128'];
const HT = 0x09;
const CR = 0x0d;
const TAB_COLUMNS = 8;
/** Commands that change nothing on the picture drawn here: spacing, fonts, panel, sensors, status back. */
const NO_PICTURE = /^(ESC [ %2347=?GLMRSTVWrc{]|ESC [-$\\KeDuv*(]|FS [!\-SWp(]|GS [$BILPW\\^bfj(]|DLE ENQ)/;

interface Modes {
  align: Align;
  bold: boolean;
  width: number;
  height: number;
  page: number;
  wide: boolean;
  shiftJis: boolean;
  barcodeHeight: number;
  barcodeModule: number;
  barcodeLabel: boolean;
  qrModule: number;
  qrData: readonly number[];
}

const POWER_ON: Modes = {
  align: 'left',
  bold: false,
  width: 1,
  height: 1,
  page: 0,
  wide: false,
  shiftJis: false,
  barcodeHeight: 162,
  barcodeModule: 3,
  barcodeLabel: false,
  qrModule: 3,
  qrData: [],
};

/**
 * What a receipt printer makes of a byte stream, in any chunks: a reading of Epson's command reference that shares
 * nothing with the encoder but the names of control codes. It wakes up in the mode of
 * its country's script as those models do, and breaks lines at the paper's edge. Never throws, whatever the bytes.
 */
export class EscPosDecoder {
  readonly #charsets: Charsets;
  readonly #line: PaperLine;
  readonly #tokenizer = escPosTokenizer();
  #modes: Modes;
  #events: EscPosEvent[] = [];

  constructor(options: { charsets: Charsets; columns: number }) {
    this.#charsets = options.charsets;
    this.#line = new PaperLine(options.charsets, options.columns);
    this.#modes = this.#powerOn();
  }

  push(chunk: Uint8Array): EscPosEvent[] {
    for (const token of this.#tokenizer.push(chunk)) this.#take(token);
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Forgets what has come but is not drawn: the unfinished command and line. Modes stay, as with `DLE DC4` function 8. */
  clear(): void {
    this.#tokenizer.reset();
    this.#line.clear();
  }

  #powerOn(): Modes {
    return { ...POWER_ON, wide: this.#charsets.wide?.initially ?? false };
  }

  #take(token: CommandToken): void {
    if (token.kind === 'byte') {
      this.#byte(token.byte);
      return;
    }
    this.#set(this.#line.drop());
    if (token.kind === 'unknown') this.#unknown(token.bytes);
    else this.#command(token.name, token.parameters);
  }

  #byte(byte: number): void {
    if (byte >= 0x80 || this.#line.open || (byte >= 0x20 && byte !== 0x7f)) {
      this.#text(byte);
    } else if (byte === LF) {
      this.#endLine();
    } else if (byte === HT) {
      this.#set([{ text: ' '.repeat(TAB_COLUMNS - (this.#line.column % TAB_COLUMNS)), columns: 1 }]);
    } else if (byte !== CR) {
      this.#unknown([byte]);
    }
  }

  /** A control in the place of a wide code's second byte ends that code and is obeyed. */
  #text(byte: number): void {
    const { page, wide, shiftJis } = this.#modes;
    const readsWide = wide && (shiftJis || !this.#charsets.wide?.choosesSystem);
    if (this.#line.open && (byte < 0x20 || byte === 0x7f)) {
      this.#set(this.#line.drop());
      this.#byte(byte);
    } else {
      this.#set(this.#line.read(byte, page, readsWide));
    }
  }

  #set(read: readonly ReadText[]): void {
    const { bold, width, height } = this.#modes;
    for (const one of read) {
      if ('unknown' in one) {
        this.#unknown(one.unknown);
        continue;
      }
      if (!this.#line.fits(one.columns * width)) this.#endLine();
      this.#line.set(one.text, one.columns, { bold, width, height });
    }
  }

  #endLine(): void {
    const { align } = this.#modes;
    this.#drawn({ kind: 'line', align, ...this.#line.take() });
  }

  /** Text before a command that prints by itself comes out first. */
  #finishLine(): void {
    if (this.#line.pieces.length > 0) this.#endLine();
  }

  #command(name: string, parameters: readonly number[]): void {
    const [first = 0, second = 0, third = 0] = parameters;
    switch (name) {
      case 'ESC @':
        this.#modes = this.#powerOn();
        this.#line.clear();
        break;
      case 'ESC !':
        Object.assign(this.#modes, { bold: (first & 8) > 0, height: first & 16 ? 2 : 1, width: first & 32 ? 2 : 1 });
        break;
      case 'ESC E':
        this.#modes.bold = (first & 1) === 1;
        break;
      case 'ESC a':
        this.#modes.align = ALIGNS[first % 48] ?? this.#modes.align;
        break;
      case 'ESC t':
        this.#modes.page = first;
        break;
      case 'ESC d':
        this.#finishLine();
        this.#drawn({ kind: 'feed', lines: first });
        break;
      case 'ESC J':
        this.#finishLine();
        break;
      case 'ESC i':
      case 'ESC m':
        this.#cut(name === 'ESC i');
        break;
      case 'ESC p':
        this.#events.push({ kind: 'pulse', pin: first % 48 === 0 ? 2 : 5, onMs: second * 2, realTime: false });
        break;
      case 'FS &':
      case 'FS .':
        this.#modes.wide = name === 'FS &' && this.#charsets.wide !== undefined;
        break;
      case 'FS C':
        this.#modes.shiftJis = first % 48 === 1;
        break;
      case 'GS !':
        Object.assign(this.#modes, { width: ((first >> 4) & 7) + 1, height: (first & 7) + 1 });
        break;
      case 'GS H':
        this.#modes.barcodeLabel = first % 48 > 0;
        break;
      case 'GS h':
        this.#modes.barcodeHeight = Math.max(1, first);
        break;
      case 'GS w':
        this.#modes.barcodeModule = Math.min(6, Math.max(2, first));
        break;
      case 'GS k':
        this.#barcode(parameters);
        break;
      case 'GS v':
        this.#image(parameters);
        break;
      case 'GS V':
        this.#cut([0, 48, 65, 97, 103].includes(first));
        break;
      case 'GS a':
        this.#events.push({ kind: 'automatic-status', n: first });
        break;
      case 'GS r':
        this.#events.push({ kind: 'sensor-request', n: first });
        break;
      case 'GS I':
        this.#events.push({ kind: 'identity-request', n: first });
        break;
      case 'GS (':
        this.#extended(String.fromCharCode(first), parameters.slice(3), parameters);
        break;
      case 'DLE EOT':
        this.#events.push({ kind: 'status-request', n: first });
        break;
      case 'DLE DC4':
        if (first === 1)
          this.#events.push({ kind: 'pulse', pin: second === 0 ? 2 : 5, onMs: third * 100, realTime: true });
        else if (parameters.join() === '8,1,3,20,1,6,2,8') this.#events.push({ kind: 'clear-request' });
        else this.#unknown([0x10, 0x14, ...parameters]);
        break;
      default:
        if (!NO_PICTURE.test(name)) this.#unknown(bytesOf(name, parameters));
    }
  }

  /** `GS ( H` and `GS ( k`; the others change nothing on the picture. */
  #extended(letter: string, data: readonly number[], parameters: readonly number[]): void {
    const [first = 0, fn = 0, value = 0] = data;
    if (letter === 'H' && first === 48 && data.length === 6) {
      this.#events.push({ kind: 'process-id-request', id: String.fromCharCode(...data.slice(2)) });
    } else if (letter === 'k' && first === 49) {
      if (fn === 67) this.#modes.qrModule = Math.min(16, Math.max(1, value));
      if (fn === 80) this.#modes.qrData = data.slice(3);
      if (fn === 81) this.#qr();
    } else if (letter === 'H' || letter === 'k') {
      this.#unknown(bytesOf('GS (', parameters));
    }
  }

  #qr(): void {
    this.#finishLine();
    const { align, qrModule, qrData } = this.#modes;
    if (qrData.length === 0) return;
    this.#drawn({ kind: 'qr', text: utf8Text(qrData), align, moduleDots: qrModule });
  }

  #barcode(parameters: readonly number[]): void {
    this.#finishLine();
    const [m = 0] = parameters;
    const data = m <= 6 ? parameters.slice(1, -1) : parameters.slice(2);
    const symbology = SYMBOLOGIES[m <= 6 ? m : m - 65];
    const text = symbology === 'code128' ? code128Text(data) : String.fromCharCode(...data);
    if (symbology === undefined || text === null || text === '') {
      this.#unknown(bytesOf('GS k', parameters));
      return;
    }
    const { align, barcodeModule, barcodeHeight, barcodeLabel } = this.#modes;
    const look = { align, moduleDots: barcodeModule, heightDots: barcodeHeight, label: barcodeLabel };
    this.#drawn({ kind: 'barcode', symbology, text, ...look });
  }

  /** `GS v 0`: two bytes each of bytes across and dots down, then the dots. */
  #image(parameters: readonly number[]): void {
    this.#finishLine();
    const [, , xl = 0, xh = 0, yl = 0, yh = 0, ...data] = parameters;
    const { align } = this.#modes;
    this.#drawn({ kind: 'image', align, width: (xl + xh * 256) * 8, height: yl + yh * 256, dots: base64Of(data) });
  }

  #cut(full: boolean): void {
    this.#finishLine();
    this.#events.push({ kind: 'cut', full });
  }

  #drawn(drawn: Drawn): void {
    this.#events.push({ kind: 'drawn', drawn });
  }

  #unknown(bytes: readonly number[]): void {
    this.#events.push({ kind: 'unknown', bytes: [...bytes] });
  }
}

function bytesOf(name: string, parameters: readonly number[]): number[] {
  const prefix = name.startsWith('ESC') ? 0x1b : name.startsWith('FS') ? 0x1c : name.startsWith('GS') ? 0x1d : 0x10;
  return [prefix, ...(name.length > 3 ? [name.charCodeAt(name.length - 1)] : []), ...parameters];
}
