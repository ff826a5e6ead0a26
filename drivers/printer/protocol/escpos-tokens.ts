import { DC4, DLE, EOT, ESC, FS, GS } from './escpos-codes.ts';

/** A command by its name in Epson's reference with the bytes after the name, a byte that is none, or what is neither. */
export type EscPosToken =
  | { kind: 'command'; name: string; parameters: readonly number[] }
  | { kind: 'byte'; byte: number }
  | { kind: 'unknown'; bytes: readonly number[] };

/** How many bytes of parameters a command has, as far as the bytes from its first parameter on tell; `null`: not yet known. */
type Length = (at: (index: number) => number | undefined) => number | null;

const ENQ = 0x05;
/** Longer parameters are taken for broken lengths, not for data. */
const LONGEST = 1 << 18;
/** The most characters a bar code may have whose end is a NUL. */
const LONGEST_OLD_BARCODE = 255;
const MOST_TABS = 32;

const fixed =
  (length: number): Length =>
  () =>
    length;

/** `after` bytes, the last two of which count what follows, low byte first. */
const counted =
  (after: number, times = 1): Length =>
  (at) => {
    const low = at(after - 2);
    const high = at(after - 1);
    return low === undefined || high === undefined ? null : after + (low + high * 256) * times;
  };

const untilNul =
  (from: number, most: number): Length =>
  (at) => {
    for (let index = from; index < from + most; index += 1) {
      const byte = at(index);
      if (byte === undefined) return null;
      if (byte === 0) return index + 1;
    }
    return from + most;
  };

/** Chooses by the first parameter. */
const by =
  (choose: (first: number) => Length): Length =>
  (at) => {
    const first = at(0);
    return first === undefined ? null : choose(first)(at);
  };

const raster: Length = (at) => {
  const [xl, xh, yl, yh] = [at(2), at(3), at(4), at(5)];
  if (xl === undefined || xh === undefined || yl === undefined || yh === undefined) return null;
  return 6 + (xl + xh * 256) * (yl + yh * 256);
};
const barcode = by((m) => {
  if (m <= 6) return untilNul(1, LONGEST_OLD_BARCODE);
  return (at) => {
    const n = at(1);
    return n === undefined ? null : 2 + n;
  };
});
const realTimeLengths: Readonly<Record<number, number>> = { 1: 3, 2: 3, 7: 2, 8: 8 };

function table(prefix: string, lengths: Readonly<Record<string, Length>>): [string, Length][] {
  return Object.entries(lengths).flatMap(([chars, length]) =>
    [...chars].map((char): [string, Length] => [`${prefix} ${char}`, length]),
  );
}

const LENGTHS: ReadonlyMap<string, Length> = new Map([
  ...table('ESC', {
    '@2LSimv': fixed(0),
    '! %-3=?EGJKMRTVadertu{': fixed(1),
    '$\\c': fixed(2),
    p: fixed(3),
    W: fixed(8),
  }),
  ...table('ESC', { D: untilNul(0, MOST_TABS), '*': by((m) => counted(3, m >= 32 ? 3 : 1)), '(': counted(3) }),
  ...table('FS', { '&.': fixed(0), '!-CW': fixed(1), Sp: fixed(2), '(': counted(3) }),
  ...table('GS', {
    '!BHIabfhjrw': fixed(1),
    '$LPW\\': fixed(2),
    '^': fixed(3),
    '(': counted(3),
    k: barcode,
    v: raster,
  }),
  ...table('GS', { V: by((m) => fixed([65, 66, 97, 98, 103, 104].includes(m) ? 2 : 1)) }),
]);

const PREFIXES: ReadonlyMap<number, string> = new Map([
  [ESC, 'ESC'],
  [FS, 'FS'],
  [GS, 'GS'],
]);
const REAL_TIME: ReadonlyMap<number, [string, Length]> = new Map([
  [EOT, ['DLE EOT', fixed(1)]],
  [ENQ, ['DLE ENQ', fixed(1)]],
  [DC4, ['DLE DC4', by((fn) => fixed(realTimeLengths[fn] ?? 1))]],
]);

/**
 * Parts an ESC/POS byte stream into commands and other bytes, however it is cut into chunks. It knows the form of the
 * commands of Epson's reference that print on a roll, not what they do. An unfinished command waits for its rest.
 */
export class EscPosTokenizer {
  #bytes: number[] = [];
  #start = 0;

  push(chunk: Uint8Array): EscPosToken[] {
    for (const byte of chunk) this.#bytes.push(byte);
    const tokens: EscPosToken[] = [];
    for (let token = this.#take(); token !== null; token = this.#take()) tokens.push(token);
    this.#bytes = this.#bytes.slice(this.#start);
    this.#start = 0;
    return tokens;
  }

  /** Forgets an unfinished command. */
  reset(): void {
    this.#bytes = [];
  }

  #take(): EscPosToken | null {
    const first = this.#bytes[this.#start];
    if (first === undefined) return null;
    const prefix = PREFIXES.get(first);
    if (prefix === undefined && first !== DLE) {
      this.#start += 1;
      return { kind: 'byte', byte: first };
    }
    const second = this.#bytes[this.#start + 1];
    if (second === undefined) return null;
    const name = `${prefix} ${String.fromCharCode(second)}`;
    const [found, length] = realTime(first, second) ?? [name, LENGTHS.get(name)];
    if (length === undefined) return this.#unknown(2);
    const known = length((index) => this.#bytes[this.#start + 2 + index]);
    if (known === null) return null;
    if (known > LONGEST) return this.#unknown(2);
    const end = this.#start + 2 + known;
    if (this.#bytes.length < end) return null;
    const parameters = this.#bytes.slice(this.#start + 2, end);
    this.#start = end;
    return { kind: 'command', name: found, parameters };
  }

  #unknown(length: number): EscPosToken {
    const bytes = this.#bytes.slice(this.#start, this.#start + length);
    this.#start += length;
    return { kind: 'unknown', bytes };
  }
}

function realTime(first: number, second: number): [string, Length | undefined] | null {
  return first === DLE ? (REAL_TIME.get(second) ?? ['', undefined]) : null;
}
