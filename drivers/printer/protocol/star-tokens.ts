import { ESC, GS } from './escpos-codes.ts';

/** A command by its name in Star's specifications with the bytes after the name, a byte that is none, or what is neither. */
export type StarToken =
  | { kind: 'command'; name: string; parameters: readonly number[] }
  | { kind: 'byte'; byte: number }
  | { kind: 'unknown'; bytes: readonly number[] };

/** How many bytes of parameters a command has, as far as they tell; `null`: not yet known. */
type Length = (at: (index: number) => number | undefined) => number | null;

const NUL = 0x00;
const ETX = 0x03;
const RECORD_SEPARATOR = 0x1e;
/** Longer parameters are taken for broken lengths, not for data. */
const LONGEST = 1 << 18;
const LONGEST_BARCODE = 300;
const MOST_TABS = 64;

const fixed =
  (length: number): Length =>
  () =>
    length;

/** A count of two bytes from `from` on, low byte first, of items of so many bytes; `after` bytes stand before them. */
const counted =
  (from: number, after: number, itemBytes = 1): Length =>
  (at) => {
    const low = at(from);
    const high = at(from + 1);
    return low === undefined || high === undefined ? null : after + (low + high * 256) * itemBytes;
  };

const until =
  (end: number, from: number, most: number): Length =>
  (at) => {
    for (let index = from; index < most; index += 1) {
      const byte = at(index);
      if (byte === undefined) return null;
      if (byte === end) return index + 1;
    }
    return most;
  };

const raster: Length = (at) => {
  const [xl, xh, yl, yh] = [at(1), at(2), at(3), at(4)];
  if (xl === undefined || xh === undefined || yl === undefined || yh === undefined) return null;
  return 6 + (xl + xh * 256) * (yl + yh * 256);
};

/** `ESC GS y` (QR Code): S sets, D takes data, P prints, I asks. */
const qr: Length = (at) => {
  const kind = at(0);
  if (kind === undefined) return null;
  if (kind === 0x53) return 3;
  return kind === 0x44 ? counted(3, 5)(at) : 1;
};

/** `ESC GS x` (PDF417): the same, but S 0 has three more bytes, and data has no kind. */
const pdf417: Length = (at) => {
  const kind = at(0);
  if (kind === undefined) return null;
  if (kind === 0x44) return counted(1, 3)(at);
  if (kind !== 0x53) return 1;
  const which = at(1);
  return which === undefined ? null : which % 48 === 0 ? 5 : 3;
};

function table(prefix: string, lengths: Readonly<Record<string, Length>>): [string, Length][] {
  return Object.entries(lengths).flatMap(([chars, length]) =>
    [...chars].map((char): [string, Length] => [`${prefix} ${char}`, length]),
  );
}

/** Commands of two bytes and more by their names, and the form of what follows (StarPRNT Command Specifications, 2. and 3.). */
const LENGTHS: ReadonlyMap<string, Length> = new Map([
  ...table('ESC', {
    '@MP:gEF450pq67O\x0e\x14': fixed(0),
    'R/ Wh-_azJIyNlQd$ux%A': fixed(1),
    'ist\x07': fixed(2),
    'C\x06': fixed(1),
    b: until(RECORD_SEPARATOR, 4, LONGEST_BARCODE),
    BD: until(NUL, 0, MOST_TABS),
    K: counted(0, 2),
    L: counted(0, 2),
    k: counted(0, 2, 24),
    X: counted(0, 2, 3),
    '#': until(NUL, 0, 16),
    '?': until(NUL, 0, 4),
    '\x1c': fixed(3),
    '\x16': fixed(2),
  }),
  ...table('ESC GS', {
    taP: fixed(1),
    AR: fixed(2),
    y: qr,
    x: pdf417,
    S: raster,
    [String.fromCharCode(ETX)]: fixed(3),
    '#': until(NUL, 0, 16),
    ')': counted(1, 3),
    '(': counted(1, 3),
  }),
  ...table('ESC RS', { FaEdrACLR: fixed(1) }),
]);

/**
 * Parts a Star byte stream into commands and other bytes, however it is cut into chunks: the form of the commands, not
 * what they do. An unfinished command waits for its rest.
 */
export class StarTokenizer {
  #bytes: number[] = [];
  #start = 0;

  push(chunk: Uint8Array): StarToken[] {
    for (const byte of chunk) this.#bytes.push(byte);
    const tokens: StarToken[] = [];
    for (let token = this.#take(); token !== null; token = this.#take()) tokens.push(token);
    this.#bytes = this.#bytes.slice(this.#start);
    this.#start = 0;
    return tokens;
  }

  /** Forgets an unfinished command. */
  reset(): void {
    this.#bytes = [];
  }

  #take(): StarToken | null {
    const first = this.#bytes[this.#start];
    if (first === undefined) return null;
    if (first !== ESC) {
      this.#start += 1;
      return { kind: 'byte', byte: first };
    }
    const second = this.#bytes[this.#start + 1];
    if (second === undefined) return null;
    const group = second === GS ? 'ESC GS' : second === RECORD_SEPARATOR ? 'ESC RS' : 'ESC';
    const nameBytes = group === 'ESC' ? 2 : 3;
    const last = this.#bytes[this.#start + nameBytes - 1];
    if (last === undefined) return null;
    const name = `${group} ${String.fromCharCode(last)}`;
    const length = LENGTHS.get(name);
    if (length === undefined) return this.#unknown(nameBytes);
    const known = length((index) => this.#bytes[this.#start + nameBytes + index]);
    if (known === null) return null;
    if (known > LONGEST) return this.#unknown(nameBytes);
    const end = this.#start + nameBytes + known;
    if (this.#bytes.length < end) return null;
    const parameters = this.#bytes.slice(this.#start + nameBytes, end);
    this.#start = end;
    return { kind: 'command', name, parameters };
  }

  #unknown(length: number): StarToken {
    const bytes = this.#bytes.slice(this.#start, this.#start + length);
    this.#start += length;
    return { kind: 'unknown', bytes };
  }
}
