/** One message of ZVT: a control field (class and instruction) and its data (PA00P015 13.13, chapter 1.3). */
export interface Apdu {
  /** Both bytes of the control field as one number: `0x060f` is Completion. */
  control: number;
  data: Uint8Array;
}

const LONG = 0xff;
/** What a length field of two bytes can say. */
const DATA_MAX = 0xffff;

/** A message's bytes. The length is one byte below 255, else `FF` and two bytes, the lower first. Throws beyond 65,535. */
export function encodeApdu({ control, data }: Apdu): Uint8Array {
  if (data.length > DATA_MAX) throw new RangeError(`an APDU holds at most ${DATA_MAX} bytes`);
  const length = data.length < LONG ? [data.length] : [LONG, data.length & 0xff, data.length >> 8];
  return Uint8Array.of(control >> 8, control & 0xff, ...length, ...data);
}

/** Puts messages together from the pieces in which a line delivers them: split anywhere, or several at once. */
export class ApduReader {
  #rest: Uint8Array = new Uint8Array();

  /** Takes what arrived and gives the messages that are complete now. */
  push(bytes: Uint8Array): Apdu[] {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    const messages: Apdu[] = [];
    let from = 0;
    for (;;) {
      const message = apduAt(all, from);
      if (!message) break;
      messages.push(message.apdu);
      from = message.end;
    }
    this.#rest = all.slice(from);
    return messages;
  }

  /** Bytes of a message that has not come to its end. */
  get pending(): number {
    return this.#rest.length;
  }
}

function apduAt(bytes: Uint8Array, from: number): { apdu: Apdu; end: number } | null {
  const [classByte, instruction, short, low, high] = bytes.subarray(from, from + 5);
  if (classByte === undefined || instruction === undefined || short === undefined) return null;
  const long = short === LONG;
  if (long && (low === undefined || high === undefined)) return null;
  const length = long ? (low ?? 0) | ((high ?? 0) << 8) : short;
  const start = from + (long ? 5 : 3);
  if (bytes.length < start + length) return null;
  const control = (classByte << 8) | instruction;
  return { apdu: { control, data: bytes.slice(start, start + length) }, end: start + length };
}
