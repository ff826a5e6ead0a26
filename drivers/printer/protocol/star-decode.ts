import type { CommandToken } from './command-tokens.ts';
import { type Drawn, utf8Text } from './drawn.ts';
import type { Charsets } from './escpos-decode.ts';
import type { Align } from './layout.ts';
import { PaperLine, type ReadText } from './paper-line.ts';
import { base64Of } from './raster.ts';
import { starTokenizer } from './star-tokens.ts';

export type StarEvent =
  | { kind: 'drawn'; drawn: Drawn }
  | { kind: 'cut'; full: boolean }
  | { kind: 'pulse'; pin: 2 | 5; onMs: number; realTime: boolean }
  /** `ESC ACK SOH`, `ENQ` or `EOT`, obeyed out of turn. */
  | { kind: 'status-request'; by: 'asb' | 'enq' | 'eot' }
  /** `ESC RS a n`. */
  | { kind: 'automatic-status'; n: number }
  /** `ESC GS ETX s n1 n2`: 0 asks for the counter, 1 counts when all is printed, 2 sets it back. */
  | { kind: 'print-end'; s: number; n1: number; n2: number }
  /** `ETB`. */
  | { kind: 'etb' }
  /** `CAN`: what was received is thrown away. */
  | { kind: 'cancel' }
  /** Bytes without a meaning here: an unknown command, a code its page or font lacks, broken parameters. */
  | { kind: 'unknown'; bytes: readonly number[] };

const ALIGNS: readonly Align[] = ['left', 'center', 'right'];
/** n1 of `ESC b`. */
const SYMBOLOGIES = ['upce', 'upca', 'ean8', 'ean13', 'code39', 'interleaved2of5', 'code128', 'code93', 'codabar'];
/** Narrow elements in dots by n3: 1 to 3 for most; 1 to 9 for Code 39, ITF and NW-7, by their ratio. */
const NARROW_DOTS = [2, 3, 4];
const NARROW_BY_RATIO: Readonly<Record<string, readonly number[]>> = {
  code39: [2, 3, 4, 2, 3, 4, 2, 3, 4],
  codabar: [2, 3, 4, 2, 3, 4, 2, 3, 4],
  interleaved2of5: [2, 4, 6, 2, 4, 6, 2, 3, 4],
};
const STRIP_ROWS = 24;
const TAB_COLUMNS = 8;
const DEVICE_2_MS = 200;
/** Commands that change nothing on the picture drawn here: spacing, fonts, sizes of marks, margins, settings. */
const NO_PICTURE = /^(ESC RS [FEdrACLR]|ESC GS [P#)(xAR]|ESC [MP:g\-_45R/ z0yNOlQCDBs#?I67ux%A]|ESC t)$/;

interface Modes {
  align: Align;
  bold: boolean;
  width: number;
  height: number;
  page: number;
  wide: boolean;
  pulseMs: number;
  qrCell: number;
  qrData: readonly number[];
}

const POWER_ON: Omit<Modes, 'wide'> = {
  align: 'left',
  bold: false,
  width: 1,
  height: 1,
  page: 1,
  pulseMs: 200,
  qrCell: 3,
  qrData: [],
};

/**
 * What a Star printer makes of a byte stream, in any chunks: a reading of the StarPRNT and STAR Line Mode Command
 * Specifications that shares nothing with the encoder. Breaks lines at the paper's edge. Never throws, whatever the bytes.
 */
export class StarDecoder {
  readonly #charsets: Charsets;
  readonly #tokenizer = starTokenizer();
  readonly #line: PaperLine;
  #modes: Modes;
  /** A strip of dots that waits for its line feed. */
  #strip: { width: number; rows: number[] } | null = null;
  #events: StarEvent[] = [];

  constructor(options: { charsets: Charsets; columns: number }) {
    this.#charsets = options.charsets;
    this.#line = new PaperLine(options.charsets, options.columns);
    this.#modes = this.#powerOn();
  }

  push(chunk: Uint8Array): StarEvent[] {
    for (const token of this.#tokenizer.push(chunk)) this.#take(token);
    const events = this.#events;
    this.#events = [];
    return events;
  }

  /** Forgets what has come but is not drawn: the unfinished command and line. */
  clear(): void {
    this.#tokenizer.reset();
    this.#line.clear();
    this.#strip = null;
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
    if (byte >= 0x20 && byte !== 0x7f) {
      this.#set(this.#line.read(byte, this.#modes.page, this.#modes.wide));
      return;
    }
    this.#set(this.#line.drop());
    this.#control(byte);
  }

  #control(byte: number): void {
    switch (byte) {
      case 0x00:
        break;
      case 0x04:
      case 0x05:
        this.#events.push({ kind: 'status-request', by: byte === 0x04 ? 'eot' : 'enq' });
        break;
      case 0x07:
      case 0x1c:
        this.#events.push({ kind: 'pulse', pin: 2, onMs: this.#modes.pulseMs, realTime: byte === 0x1c });
        break;
      case 0x19:
      case 0x1a:
        this.#events.push({ kind: 'pulse', pin: 5, onMs: DEVICE_2_MS, realTime: byte === 0x19 });
        break;
      case 0x09:
        this.#set([{ text: ' '.repeat(TAB_COLUMNS - (this.#line.column % TAB_COLUMNS)), columns: 1 }]);
        break;
      case 0x0a:
      case 0x0d:
        this.#lineFeed();
        break;
      case 0x0e:
      case 0x14:
        this.#modes.width = byte === 0x0e ? 2 : 1;
        break;
      case 0x17:
        this.#events.push({ kind: 'etb' });
        break;
      case 0x18:
        this.#modes = this.#powerOn();
        this.#line.clear();
        this.#strip = null;
        this.#events.push({ kind: 'cancel' });
        break;
      default:
        this.#unknown([byte]);
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

  #lineFeed(): void {
    if (this.#strip) this.#endStrip(this.#strip);
    else this.#endLine();
  }

  #endLine(): void {
    this.#drawn({ kind: 'line', align: this.#modes.align, ...this.#line.take() });
  }

  #endStrip({ width, rows }: { width: number; rows: number[] }): void {
    this.#strip = null;
    const across = Math.ceil(width / 8);
    this.#drawn({
      kind: 'image',
      align: this.#modes.align,
      width: across * 8,
      height: STRIP_ROWS,
      dots: base64Of(rows),
    });
  }

  /** What is set before a command that prints by itself comes out first. */
  #finishLine(): void {
    if (this.#strip || this.#line.pieces.length > 0) this.#lineFeed();
  }

  #command(name: string, parameters: readonly number[]): void {
    const [first = 0, second = 0, third = 0] = parameters;
    switch (name) {
      case 'ESC @':
        this.#modes = this.#powerOn();
        this.#line.clear();
        this.#strip = null;
        break;
      case 'ESC E':
      case 'ESC F':
        this.#modes.bold = name === 'ESC E';
        break;
      case 'ESC i':
        this.#modes.height = expansion(first);
        this.#modes.width = expansion(second);
        break;
      case 'ESC h':
        this.#modes.height = expansion(first);
        break;
      case 'ESC W':
        this.#modes.width = expansion(first);
        break;
      case 'ESC \x0e':
      case 'ESC \x14':
        this.#modes.height = name === 'ESC \x0e' ? 2 : 1;
        break;
      case 'ESC GS a':
        this.#modes.align = ALIGNS[first % 48] ?? this.#modes.align;
        break;
      case 'ESC GS t':
        this.#modes.page = first;
        break;
      case 'ESC $':
        if (this.#charsets.wide?.choosesSystem) this.#modes.wide = first % 48 === 1;
        break;
      case 'ESC p':
      case 'ESC q':
        break;
      case 'ESC a':
        this.#finishLine();
        this.#drawn({ kind: 'feed', lines: first });
        break;
      case 'ESC J':
        this.#finishLine();
        break;
      case 'ESC d':
        this.#finishLine();
        this.#events.push({ kind: 'cut', full: first % 2 === 0 });
        break;
      case 'ESC \x07':
        if (first > 0 && second > 0) this.#modes.pulseMs = Math.min(first, 127) * 10;
        break;
      case 'ESC \x06':
        if (first === 1) this.#events.push({ kind: 'status-request', by: 'asb' });
        else this.#unknown([0x1b, 0x06, first]);
        break;
      case 'ESC RS a':
        this.#events.push({ kind: 'automatic-status', n: first % 48 });
        break;
      case 'ESC GS \x03':
        this.#events.push({ kind: 'print-end', s: first, n1: second, n2: third });
        break;
      case 'ESC X':
        this.#columns(parameters);
        break;
      case 'ESC GS S':
        this.#raster(parameters);
        break;
      case 'ESC b':
        this.#barcode(parameters);
        break;
      case 'ESC GS y':
        this.#qr(parameters);
        break;
      default:
        if (!NO_PICTURE.test(name)) this.#unknown(bytesOf(name, parameters));
    }
  }

  /** Columns of 24 dots, three bytes each from the top, on the line with what stands there; here they stand alone. */
  #columns([nl = 0, nh = 0, ...data]: readonly number[]): void {
    if (this.#line.pieces.length > 0) this.#endLine();
    const width = nl + nh * 256;
    const across = Math.ceil(width / 8);
    const rows: number[] = new Array(across * STRIP_ROWS).fill(0);
    for (let x = 0; x < width; x += 1) {
      for (let y = 0; y < STRIP_ROWS; y += 1) {
        if (((data[x * 3 + (y >> 3)] ?? 0) & (0x80 >> (y & 7))) === 0) continue;
        const at = y * across + (x >> 3);
        rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
      }
    }
    if (width > 0) this.#strip = { width, rows };
  }

  /** `ESC GS S m xL xH yL yH n`: rows of so many bytes. */
  #raster([, xl = 0, xh = 0, yl = 0, yh = 0, , ...data]: readonly number[]): void {
    this.#finishLine();
    const { align } = this.#modes;
    this.#drawn({ kind: 'image', align, width: (xl + xh * 256) * 8, height: yl + yh * 256, dots: base64Of(data) });
  }

  #barcode([n1 = 0, n2 = 0, n3 = 0, heightDots = 0, ...rest]: readonly number[]): void {
    this.#finishLine();
    const symbology = SYMBOLOGIES[n1 % 48];
    const data = String.fromCharCode(...rest.slice(0, -1));
    const text = symbology === 'code128' ? code128Text(data) : data;
    const narrow = (symbology ? NARROW_BY_RATIO[symbology] : undefined) ?? NARROW_DOTS;
    const moduleDots = narrow[(n3 % 48) - 1];
    if (symbology === undefined || moduleDots === undefined || text === null || text === '' || heightDots === 0) {
      this.#unknown(bytesOf('ESC b', [n1, n2, n3, heightDots, ...rest]));
      return;
    }
    const label = n2 % 48 === 2 || n2 % 48 === 4;
    this.#drawn({ kind: 'barcode', symbology, text, align: this.#modes.align, moduleDots, heightDots, label });
  }

  #qr([kind = 0, which = 0, value = 0, ...rest]: readonly number[]): void {
    if (kind === 0x53 && which === 0x32) this.#modes.qrCell = Math.min(8, Math.max(1, value));
    if (kind === 0x44) this.#modes.qrData = rest.slice(2);
    if (kind !== 0x50) return;
    this.#finishLine();
    const { align, qrCell, qrData } = this.#modes;
    if (qrData.length > 0) this.#drawn({ kind: 'qr', text: utf8Text(qrData), align, moduleDots: qrCell });
  }

  #drawn(drawn: Drawn): void {
    this.#events.push({ kind: 'drawn', drawn });
  }

  #unknown(bytes: readonly number[]): void {
    this.#events.push({ kind: 'unknown', bytes: [...bytes] });
  }
}

/** 0 to 5, or their digits: once to six times. */
function expansion(n: number): number {
  return Math.min(5, n % 48) + 1;
}

/** In Star's Code 128 a percent sign and a character stand for a function or a control; `%0` for the sign itself. */
function code128Text(data: string): string | null {
  let text = '';
  for (let at = 0; at < data.length; at += 1) {
    const char = data.charAt(at);
    if (char !== '%') {
      if (char > '\x7f') return null;
      text += char;
      continue;
    }
    at += 1;
    const next = data.charAt(at);
    if (next === '0') text += '%';
    else if (next === '5') text += '\x7f';
    else if (next >= '@' && next <= '_') text += String.fromCharCode(next.charCodeAt(0) - 0x40);
    else if (!'123'.includes(next) || next === '') return null;
  }
  return text;
}

function bytesOf(name: string, parameters: readonly number[]): number[] {
  const second = name.startsWith('ESC GS') ? [0x1d] : name.startsWith('ESC RS') ? [0x1e] : [];
  return [0x1b, ...second, name.charCodeAt(name.length - 1), ...parameters];
}
