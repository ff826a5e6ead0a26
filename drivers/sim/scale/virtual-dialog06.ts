import { VirtualLine } from '#drivers/sim/virtual-line.ts';

/** What goes wrong with it while it is switched on. */
export interface Dialog06Faults {
  unsteady: boolean;
  overload: boolean;
  silent: boolean;
  /** A bit of every answer is turned over, another each time. */
  garbage: boolean;
  /** Each byte comes by itself. */
  split: boolean;
  /** Works out a price that is too high. */
  wrongPrice: boolean;
  dead: boolean;
}

const NO_FAULTS: Dialog06Faults = {
  unsteady: false,
  overload: false,
  silent: false,
  garbage: false,
  split: false,
  wrongPrice: false,
  dead: false,
};
const [STX, ETX, EOT, ENQ, ACK, NAK] = ['\x02', '\x03', '\x04', '\x05', '\x06', '\x15'] as const;
const ESC = '\x1b';
/** CS 1234h under P 1021h (KW 13C6h), CS rotated left by 3 and KW right by 4: what answers the random number 34h. */
const RANDOM = '34';
const RIGHT_WORDS = '91A0613C';

/**
 * A price-computing scale on a serial line that answers checkout dialogue 06 (Ohaus Aviator 7000 service manual, section 6.1.3), written apart
 * from the till's own protocol. With `checksums` it gives no weight before record 10 was right.
 */
export class VirtualDialog06 {
  readonly #line: VirtualLine;
  #faults: Dialog06Faults = { ...NO_FAULTS };
  #grams = 0;
  #turned = 0;
  #heard = '';
  #price = '000000';
  #tare = 0;
  #why = '00';
  #checked: 'due' | 'right' | 'wrong' | 'done';

  constructor(checksums = false) {
    this.#checked = checksums ? 'due' : 'done';
    this.#line = new VirtualLine((bytes, reply) => {
      for (const byte of bytes) {
        const answer = this.#take(String.fromCharCode(byte));
        if (answer !== '' && !this.#faults.silent) this.#send(this.#bytes(answer), reply);
      }
    });
  }

  listen(port: number): Promise<number> {
    return this.#line.listen(port);
  }
  plugInto(path: string): Promise<void> {
    return this.#line.plugInto(path);
  }
  /** Puts so many grams on it, in place of what was there. */
  put(grams: number): void {
    this.#grams = grams;
  }
  async setFaults(change: Partial<Dialog06Faults>): Promise<void> {
    this.#faults = { ...this.#faults, ...change };
    await this.#line.setOff(this.#faults.dead);
  }
  close(): Promise<void> {
    return this.#line.close();
  }

  #take(char: string): string {
    if (char === EOT) this.#heard = EOT;
    else if (this.#heard === EOT && char === ENQ) return this.#result();
    else if (this.#heard.startsWith(EOT + STX) && char === ETX) return this.#obey(this.#heard.slice(2));
    else if (this.#heard !== '') this.#heard += char;
    return '';
  }

  #obey(record: string): string {
    this.#heard = '';
    const [number, field = '', tare = '0'] = record.split(ESC);
    if (number === '08') return `${STX}09${ESC}${this.#why}${ETX}`;
    if (number === '10') {
      this.#checked = field === RIGHT_WORDS ? 'right' : 'wrong';
      return ACK;
    }
    if (number === '01' || number === '03') {
      this.#price = field;
      this.#tare = number === '03' ? Number(tare) : 0;
      return this.#checked === 'due' ? `${STX}11${ESC}2${RANDOM}${ETX}` : ACK;
    }
    this.#why = '10';
    return NAK;
  }

  #result(): string {
    if (this.#checked === 'right' || this.#checked === 'wrong') {
      const right = this.#checked === 'right';
      this.#checked = right ? 'done' : 'due';
      return `${STX}11${ESC}${right ? 1 : 0}${ETX}`;
    }
    const net = this.#grams - this.#tare;
    this.#why = this.#status(net);
    if (this.#why !== '00') return NAK;
    const amount = Math.round((net * Number(this.#price)) / 1_000) + (this.#faults.wrongPrice ? 200 : 0);
    const fields = ['02', '3', String(net).padStart(5, '0'), this.#price, String(amount).padStart(6, '0')];
    return `${STX}${fields.join(ESC)}${ETX}`;
  }

  #status(net: number): string {
    if (this.#faults.overload) return '32';
    if (this.#faults.unsteady) return '20';
    if (net < 0) return '31';
    return net === 0 ? '30' : '00';
  }

  #bytes(answer: string): number[] {
    const bytes = Array.from(answer, (char) => char.charCodeAt(0));
    if (!this.#faults.garbage) return bytes;
    this.#turned += 1;
    const at = this.#turned % bytes.length;
    return bytes.map((byte, index) => (index === at ? byte ^ (1 << (this.#turned % 7)) : byte));
  }

  #send(bytes: readonly number[], reply: (bytes: Uint8Array) => void): void {
    const first = bytes.slice(0, this.#faults.split ? 1 : bytes.length);
    const rest = bytes.slice(first.length);
    reply(Uint8Array.from(first));
    if (rest.length > 0) setImmediate(() => this.#send(rest, reply));
  }
}
