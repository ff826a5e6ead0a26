import { ESC, GS } from './escpos-codes.ts';
import { ETX } from './star-commands.ts';

/** Something a Star printer sent back. */
export type StarReply =
  /** To `ESC ACK SOH`, or by itself; its header included. */
  | { kind: 'status'; bytes: readonly number[] }
  /** To `ESC GS ETX s n1 n2`: what was asked, and the counter. */
  | { kind: 'print-end'; s: number; n1: number; n2: number; counter: number }
  | { kind: 'unknown'; bytes: readonly number[] };

const NUL = 0x00;
const XON = 0x11;
const XOFF = 0x13;
const PRINT_END_BYTES = 8;
/** Header, version and five bytes of status: what the first printers with automatic status sent. */
const SHORTEST_STATUS = 7;
/** The most that may follow a status that says it is expanded. */
const LONGEST_EXPANSION = 64;

/** How many bytes a status has, by bits 5, 3, 2 and 1 (and 6) of its first: 0Fh for 7, 21h for 8, 23h for 9. */
function statusLength(header: number): number {
  return ((header >> 1) & 0b111) | ((header >> 2) & 0b1_1000);
}

/**
 * Parts a Star printer's byte stream into replies, however it is cut into chunks. "Status identification method" (STAR
 * Line Mode Command Specifications, Appendix 2) gives each byte fixed bits: an Automatic Status Back begins with 0xx0xxx1
 * and goes on with 0xx0xxx0; bit 7 of its second byte says that a length of two bytes and as many more follow. The print end
 * counter comes as its own command, the counter and NUL. XON and XOFF are flow control and left out. What breaks these rules
 * is given up byte by byte, so that a whole reply after it is read.
 */
export class StarReplyReader {
  #open: number[] = [];

  push(chunk: Uint8Array): StarReply[] {
    const replies: StarReply[] = [];
    for (const byte of chunk) {
      this.#open.push(byte);
      for (let reply = this.#next(); reply !== null; reply = this.#next()) {
        if (reply !== 'flow') replies.push(reply);
      }
    }
    return replies;
  }

  /** A reply that is complete; `null` while the bytes may become one. */
  #next(): StarReply | 'flow' | null {
    const [first] = this.#open;
    if (first === undefined) return null;
    if (first === XON || first === XOFF) return this.#taken(1, () => 'flow');
    if (first === ESC) return this.#printEnd();
    if ((first & 0b1001_0001) === 0b0000_0001 && statusLength(first) >= SHORTEST_STATUS) return this.#status(first);
    return this.#broken();
  }

  #printEnd(): StarReply | null {
    const [, gs, etx, s = 0, n1 = 0, n2 = 0, counter = 0, end] = this.#open;
    if ((gs !== undefined && gs !== GS) || (etx !== undefined && etx !== ETX)) return this.#broken();
    if (this.#open.length < PRINT_END_BYTES) return null;
    if (end !== NUL) return this.#broken();
    return this.#taken(PRINT_END_BYTES, () => ({ kind: 'print-end', s, n1, n2, counter }));
  }

  #status(header: number): StarReply | null {
    const length = statusLength(header);
    const bytes = this.#open.slice(0, length);
    const fixed = (byte: number, at: number) => (byte & (at === 1 ? 0b0001_0001 : 0b1001_0001)) === 0;
    if (!bytes.slice(1).every((byte, at) => fixed(byte, at + 1))) return this.#broken();
    const expanded = ((bytes[1] ?? 0) & 0x80) !== 0;
    const [high = 0, low = 0] = this.#open.slice(length);
    const expansion = high + low;
    if (expanded && (expansion > LONGEST_EXPANSION || (high !== 0 && low !== 0))) return this.#broken();
    const whole = length + (expanded ? 2 + expansion : 0);
    if (this.#open.length < whole || (expanded && this.#open.length < length + 2)) return null;
    return this.#taken(whole, () => ({ kind: 'status', bytes }));
  }

  /** Gives the first byte up; the others may begin a reply. */
  #broken(): StarReply {
    const bytes = this.#open.slice(0, 1);
    return this.#taken(1, () => ({ kind: 'unknown', bytes }));
  }

  #taken<T>(length: number, reply: () => T): T {
    this.#open = this.#open.slice(length);
    return reply();
  }
}
