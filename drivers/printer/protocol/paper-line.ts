import type { DrawnPiece } from './drawn.ts';
import type { Charsets } from './escpos-decode.ts';

/** What a byte of text came to: something to set, or bytes that mean nothing in the printer's fonts. */
export type ReadText = { text: string; columns: number } | { unknown: readonly number[] };

/** Reads bytes of text in a page or in pairs, and sets them side by side until the line is full: what a print head does. */
export class PaperLine {
  readonly #charsets: Charsets;
  readonly #columns: number;
  pieces: DrawnPiece[] = [];
  column = 0;
  /** The first bytes of a wide code whose rest has not come. */
  #code: number[] = [];

  constructor(charsets: Charsets, columns: number) {
    this.#charsets = charsets;
    this.#columns = columns;
  }

  /** A byte from 80h, or one that may end a wide code: what it completes, which is nothing while a code is open. */
  read(byte: number, page: number, readsWide: boolean): ReadText[] {
    const { wide } = this.#charsets;
    const code = [...this.#code, byte];
    if (wide && (this.#code.length > 0 || (readsWide && byte >= 0x80 && wide.reads(code) !== 'broken'))) {
      const step = wide.reads(code);
      if (step === 'broken') return [...this.drop(), ...this.read(byte, page, readsWide)];
      this.#code = step === 'more' ? code : [];
      if (step === 'more') return [];
      const char = wide.char(code);
      return [char === null ? { unknown: code } : { text: char, columns: 2 }];
    }
    if (byte < 0x80) return [{ text: String.fromCharCode(byte), columns: 1 }];
    const char = this.#charsets.latin(page, byte);
    return [char === null ? { unknown: [byte] } : { text: char, columns: 1 }];
  }

  /** Whether a wide code is open. */
  get open(): boolean {
    return this.#code.length > 0;
  }

  /** Gives an open code up. */
  drop(): ReadText[] {
    const code = this.#code;
    this.#code = [];
    return code.length > 0 ? [{ unknown: code }] : [];
  }

  /** Whether so many more columns of font A go on the line; an empty one takes anything. */
  fits(columns: number): boolean {
    return this.column === 0 || this.column + columns <= this.#columns;
  }

  set(text: string, columns: number, style: Omit<DrawnPiece, 'text'>): void {
    this.column += columns * style.width;
    const last = this.pieces.at(-1);
    if (last && last.bold === style.bold && last.width === style.width && last.height === style.height) {
      last.text += text;
    } else {
      this.pieces.push({ text, ...style });
    }
  }

  /** Takes what is set and begins anew. */
  take(): { pieces: DrawnPiece[]; columns: number } {
    const taken = { pieces: this.pieces, columns: this.column };
    this.pieces = [];
    this.column = 0;
    return taken;
  }

  clear(): void {
    this.take();
    this.#code = [];
  }
}
