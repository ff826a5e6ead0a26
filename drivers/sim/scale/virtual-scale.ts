import { VirtualLine } from '#drivers/sim/virtual-line.ts';

/** What goes wrong with a virtual scale while it is switched on. */
export interface ScaleFaults {
  /** A hand is on it: it never comes to rest. */
  unsteady: boolean;
  overload: boolean;
  /** It was switched on with a load: it wants to be zeroed. */
  notZeroed: boolean;
  /** Answers nothing. */
  silent: boolean;
  /** Answers with noise, halves and digits that differ each time. */
  garbage: boolean;
  /** Each byte comes by itself. */
  split: boolean;
  dead: boolean;
}

export const NO_SCALE_FAULTS: ScaleFaults = {
  unsteady: false,
  overload: false,
  notZeroed: false,
  silent: false,
  garbage: false,
  split: false,
  dead: false,
};

const [SOH, STX, ETX, EOT, ENQ, ACK, CR, DC1] = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0d, 0x11];
const [W, Z] = [0x57, 0x5a];
const MOST_GRAMS = 15_000;
/** How long the pan swings after something was put on it. */
const SETTLE_MS = 700;

/**
 * A scale on a serial line that answers as Mettler-Toledo 8217 (`W`, `Z`) and as CAS (`ENQ`, `DC1`) do, whichever it is asked by:
 * Mettler-Toledo Diva service manual, section 6.1.4; CAS AP-1 protocol sheet.
 */
export class VirtualScale {
  readonly #line: VirtualLine;
  readonly #settleMs: number;
  #faults: ScaleFaults = { ...NO_SCALE_FAULTS };
  #load = 0;
  #zero = 0;
  #stillAt = 0;
  #nonsense = 0;

  constructor(settleMs = SETTLE_MS) {
    this.#settleMs = settleMs;
    this.#line = new VirtualLine((bytes, reply) => {
      for (const byte of bytes) this.#take(byte, reply);
    });
  }

  listen(port: number): Promise<number> {
    return this.#line.listen(port);
  }

  plugInto(path: string): Promise<void> {
    return this.#line.plugInto(path);
  }

  get faults(): Readonly<ScaleFaults> {
    return this.#faults;
  }

  async setFaults(change: Partial<ScaleFaults>): Promise<void> {
    this.#faults = { ...this.#faults, ...change };
    await this.#line.setOff(this.#faults.dead);
  }

  /** Grams, as its display shows them. */
  get grams(): number {
    return this.#load - this.#zero;
  }

  get moving(): boolean {
    return this.#faults.unsteady || performance.now() < this.#stillAt;
  }

  /** Puts something on it, in place of what was there. */
  put(grams: number): void {
    if (grams === this.#load) return;
    this.#load = grams;
    this.#stillAt = performance.now() + this.#settleMs;
  }

  close(): Promise<void> {
    return this.#line.close();
  }

  #take(byte: number, reply: (bytes: Uint8Array) => void): void {
    if (this.#faults.silent) return;
    if (byte === Z && !this.moving) {
      this.#zero = this.#load;
      this.#faults = { ...this.#faults, notZeroed: false };
    }
    const answer = byte === W ? this.#mettler() : byte === ENQ ? [ACK] : byte === DC1 ? this.#cas() : undefined;
    if (answer) this.#send(this.#faults.garbage ? this.#garbled(answer) : answer, reply);
  }

  #send(bytes: readonly number[], reply: (bytes: Uint8Array) => void): void {
    const first = bytes.slice(0, this.#faults.split ? 1 : bytes.length);
    const rest = bytes.slice(first.length);
    reply(Uint8Array.from(first));
    if (rest.length > 0) setImmediate(() => this.#send(rest, reply));
  }

  get #over(): boolean {
    return this.#faults.overload || this.grams > MOST_GRAMS;
  }

  #mettler(): number[] {
    const { notZeroed } = this.#faults;
    const status =
      (this.moving ? 0x01 : 0) |
      (this.#over ? 0x02 : 0) |
      (this.grams < 0 ? 0x04 : 0) |
      (notZeroed ? 0x08 : 0) |
      (this.grams === 0 ? 0x10 : 0);
    if ((status & ~0x10) !== 0) return [STX, 0x3f, 0x60 | status, CR];
    return [STX, ...codes(kilograms(this.grams)), CR];
  }

  #cas(): number[] {
    const still = this.moving || this.#faults.notZeroed ? 'U' : 'S';
    const sign = this.#over ? 'F' : this.grams < 0 ? '-' : ' ';
    const block = codes(`${still}${sign}${kilograms(Math.abs(this.grams))}kg`);
    const bcc = block.reduce((sum, byte) => sum ^ byte, 0);
    return [SOH, STX, ...block, bcc, ETX, EOT];
  }

  /** Never the same weight twice, so that a till that took one of them is found out. */
  #garbled(answer: readonly number[]): number[] {
    this.#nonsense += 1;
    const noise = [0x00, 0xff, 0xa5, STX, 0x39, CR];
    const half = answer.slice(0, answer.length / 2);
    const wrong = [STX, ...codes(kilograms(1_000 + (this.#nonsense % 10_000))), CR];
    return [noise, half, wrong][this.#nonsense % 3] ?? noise;
  }
}

function kilograms(grams: number): string {
  return (grams / 1_000).toFixed(3).padStart(6, '0');
}

function codes(text: string): number[] {
  return Array.from(text, (char) => char.charCodeAt(0));
}
