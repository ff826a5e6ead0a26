import { isStatusByte } from './escpos-status.ts';

/** Something a printer sent back. */
export type PrinterReply =
  /** To `DLE EOT n`; which n, only the order of the questions tells. */
  | { kind: 'status'; byte: number }
  /** To `GS r`. */
  | { kind: 'paper-sensor'; byte: number }
  /** To `GS ( H` function 48. */
  | { kind: 'process-id'; id: string }
  /** To `DLE DC4` function 8. */
  | { kind: 'cleared' }
  /** Automatic Status Back (`GS a`), which another program may have switched on. */
  | { kind: 'automatic-status'; bytes: readonly [number, number, number, number] }
  | { kind: 'unknown'; bytes: readonly number[] };

/** What ends a block reply; longer ones than any that was asked for are not waited for. */
const NUL = 0x00;
const BLOCK_HEADER = 0x37;
const LONGEST_BLOCK = 80;
const XON = 0x11;
const XOFF = 0x13;

/**
 * Parts a printer's byte stream into replies, however it is cut into chunks. Epson's reference gives each kind fixed
 * bits of its first byte ("Identifying the transmitted status"): `DLE EOT` 0xx1xx10, `GS r` 0xx0xxxx, Automatic Status
 * Back 0xx1xx00 with three more bytes, blocks 37h ... 00h; XON and XOFF are flow control and left out.
 */
export class ReplyReader {
  #open: number[] = [];

  push(chunk: Uint8Array): PrinterReply[] {
    const replies: PrinterReply[] = [];
    for (const byte of chunk) {
      const reply = this.#take(byte);
      if (reply !== null) replies.push(reply);
    }
    return replies;
  }

  #take(byte: number): PrinterReply | null {
    this.#open.push(byte);
    const [first = 0, second = 0, third = 0, fourth = 0] = this.#open;
    if (first === BLOCK_HEADER) {
      if (byte !== NUL && this.#open.length < LONGEST_BLOCK) return null;
      return this.#done(block(this.#open));
    }
    if (first === XON || first === XOFF) return this.#done(null);
    if (isStatusByte(first)) return this.#done({ kind: 'status', byte: first });
    if ((first & 0b1001_0011) === 0b0001_0000) {
      if (this.#open.length < 4) return null;
      return this.#done({ kind: 'automatic-status', bytes: [first, second, third, fourth] });
    }
    if ((first & 0b1001_0000) === 0) return this.#done({ kind: 'paper-sensor', byte: first });
    return this.#done({ kind: 'unknown', bytes: [first] });
  }

  #done(reply: PrinterReply | null): PrinterReply | null {
    this.#open = [];
    return reply;
  }
}

function block(bytes: readonly number[]): PrinterReply {
  const [, identifier, ...rest] = bytes;
  const data = rest.slice(0, -1);
  if (identifier === 0x22 && data.length === 4) return { kind: 'process-id', id: String.fromCharCode(...data) };
  if (identifier === 0x25 && data.length === 0) return { kind: 'cleared' };
  return { kind: 'unknown', bytes };
}
