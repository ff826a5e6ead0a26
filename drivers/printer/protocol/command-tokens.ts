/** A command by its name in the maker's reference with the bytes after the name, a byte that is none, or what is neither. */
export type CommandToken =
  | { kind: 'command'; name: string; parameters: readonly number[] }
  | { kind: 'byte'; byte: number }
  | { kind: 'unknown'; bytes: readonly number[] };

/** The byte so far from where one begins to read; undefined where it has not come yet. */
export type ByteAt = (index: number) => number | undefined;

/** How many bytes of parameters a command has, as far as the bytes from its first parameter on tell; `null`: not yet known. */
export type Length = (at: ByteAt) => number | null;

/** A command's name and how many bytes it has; `length` is undefined where no such command is known. */
export interface CommandHead {
  name: string;
  nameBytes: number;
  length: Length | undefined;
}

/** Reads a command's name: `byte` where the first byte begins none, `null` while more must come. */
export type ReadHead = (at: ByteAt) => CommandHead | 'byte' | null;

/** Longer parameters are taken for broken lengths, not for data. */
const LONGEST = 1 << 18;

export const fixed =
  (length: number): Length =>
  () =>
    length;

/** A count of two bytes from `from` on, low byte first, of items of so many bytes; `after` bytes stand before them. */
export const counted =
  (from: number, after: number, itemBytes = 1): Length =>
  (at) => {
    const low = at(from);
    const high = at(from + 1);
    return low === undefined || high === undefined ? null : after + (low + high * 256) * itemBytes;
  };

/** Up to a byte that ends them, looked for from `from` on, at most so many. */
export const until =
  (end: number, from: number, most: number): Length =>
  (at) => {
    for (let index = from; index < most; index += 1) {
      const byte = at(index);
      if (byte === undefined) return null;
      if (byte === end) return index + 1;
    }
    return most;
  };

/** Six bytes, among them from `from` on two of bytes across and two of dots down, then the dots. */
export const raster =
  (from: number): Length =>
  (at) => {
    const [xl, xh, yl, yh] = [at(from), at(from + 1), at(from + 2), at(from + 3)];
    if (xl === undefined || xh === undefined || yl === undefined || yh === undefined) return null;
    return 6 + (xl + xh * 256) * (yl + yh * 256);
  };

/** Entries of a table of commands: their names are a prefix and each character of a key. */
export function table(prefix: string, lengths: Readonly<Record<string, Length>>): [string, Length][] {
  return Object.entries(lengths).flatMap(([chars, length]) =>
    [...chars].map((char): [string, Length] => [`${prefix} ${char}`, length]),
  );
}

/**
 * Parts a byte stream into commands and other bytes, however it is cut into chunks: the form of the commands, not what they do.
 * An unfinished command waits for its rest.
 */
export class CommandTokenizer {
  readonly #readHead: ReadHead;
  #bytes: number[] = [];
  #start = 0;

  constructor(readHead: ReadHead) {
    this.#readHead = readHead;
  }

  push(chunk: Uint8Array): CommandToken[] {
    for (const byte of chunk) this.#bytes.push(byte);
    const tokens: CommandToken[] = [];
    for (let token = this.#take(); token !== null; token = this.#take()) tokens.push(token);
    this.#bytes = this.#bytes.slice(this.#start);
    this.#start = 0;
    return tokens;
  }

  /** Forgets an unfinished command. */
  reset(): void {
    this.#bytes = [];
  }

  #take(): CommandToken | null {
    const first = this.#bytes[this.#start];
    if (first === undefined) return null;
    const head = this.#readHead((index) => this.#bytes[this.#start + index]);
    if (head === null) return null;
    if (head === 'byte') {
      this.#start += 1;
      return { kind: 'byte', byte: first };
    }
    const { name, nameBytes, length } = head;
    if (length === undefined) return this.#unknown(nameBytes);
    const parametersAt = this.#start + nameBytes;
    const known = length((index) => this.#bytes[parametersAt + index]);
    if (known === null) return null;
    if (known > LONGEST) return this.#unknown(nameBytes);
    const end = parametersAt + known;
    if (this.#bytes.length < end) return null;
    this.#start = end;
    return { kind: 'command', name, parameters: this.#bytes.slice(parametersAt, end) };
  }

  #unknown(length: number): CommandToken {
    const bytes = this.#bytes.slice(this.#start, this.#start + length);
    this.#start += length;
    return { kind: 'unknown', bytes };
  }
}
