import { VirtualLine } from '#drivers/sim/virtual-line.ts';
import { readZpl, type ZplLabel } from './zpl-label.ts';

/** What is wrong with a virtual label printer while it is switched on. */
export interface LabelFaults {
  paperOut: boolean;
  ribbonOut: boolean;
  headOpen: boolean;
  paused: boolean;
  /** A label takes as long as others need for ten. */
  slow: boolean;
  /** Answers every question about its state with nonsense. */
  garbage: boolean;
  /** Takes bytes, and neither prints nor answers. */
  silent: boolean;
  dead: boolean;
}

export const NO_LABEL_FAULTS: LabelFaults = {
  paperOut: false,
  ribbonOut: false,
  headOpen: false,
  paused: false,
  slow: false,
  garbage: false,
  silent: false,
  dead: false,
};

/** A label that came out. */
export interface VirtualLabel extends ZplLabel {
  /** Counts from 1. */
  id: number;
  /** ISO 8601, UTC. */
  at: string;
}

const KEPT = 100;
const SLOW_MS = 1_500;
const BUFFER = 200_000;
/** 57 by 32 mm at 203 dpi, until a format says otherwise. */
const USUAL = { width: 456, height: 256 };
const STX = '\x02';
const ETX = '\x03\r\n';

/** A Zebra label printer on the network that is none: prints ZPL II, and tells its state (`~HS`). */
export class VirtualLabelPrinter {
  readonly #line: VirtualLine;
  readonly #slowMs: number;
  #faults: LabelFaults = { ...NO_LABEL_FAULTS };
  #buffer = '';
  #waiting: ZplLabel[] = [];
  #labels: VirtualLabel[] = [];
  #made = 0;
  #pause: NodeJS.Timeout | null = null;

  constructor(slowMs = SLOW_MS) {
    this.#slowMs = slowMs;
    const decoder = new TextDecoder();
    this.#line = new VirtualLine((bytes, reply) =>
      this.#receive(decoder.decode(bytes, { stream: true }), (said) => reply(Buffer.from(said, 'latin1'))),
    );
  }

  listen(port: number): Promise<number> {
    return this.#line.listen(port);
  }

  /** The last 100, newest first. */
  get labels(): readonly VirtualLabel[] {
    return this.#labels;
  }

  get faults(): Readonly<LabelFaults> {
    return this.#faults;
  }

  async setFaults(change: Partial<LabelFaults>): Promise<void> {
    this.#faults = { ...this.#faults, ...change };
    if (this.#faults.dead) this.#forget();
    await this.#line.setOff(this.#faults.dead);
    this.#work();
  }

  close(): Promise<void> {
    this.#forget();
    return this.#line.close();
  }

  #receive(text: string, reply: (said: string) => void): void {
    if (this.#faults.silent) return;
    this.#buffer = (this.#buffer + text).slice(-BUFFER);
    while (this.#takeOne(reply));
    this.#work();
  }

  /** The next question, cancelling (`~JA`) or format that is there as a whole; false when there is none. */
  #takeOne(reply: (said: string) => void): boolean {
    const command = this.#buffer.search(/~(HS|JA)/);
    const end = this.#buffer.indexOf('^XZ');
    if (command >= 0 && (end < 0 || command < end)) {
      const cancels = this.#buffer.startsWith('~JA', command);
      this.#buffer = cancels
        ? this.#buffer.slice(command + 3)
        : this.#buffer.slice(0, command) + this.#buffer.slice(command + 3);
      if (cancels) this.#waiting = [];
      else reply(this.#status());
      return true;
    }
    if (end < 0) return false;
    const start = this.#buffer.lastIndexOf('^XA', end);
    if (start >= 0) this.#queue(readZpl(this.#buffer.slice(start, end + 3), USUAL));
    this.#buffer = this.#buffer.slice(end + 3);
    return true;
  }

  #queue(label: ZplLabel): void {
    for (let copy = 0; copy < label.copies; copy += 1) if (label.pieces.length > 0) this.#waiting.push(label);
  }

  #stopped(): boolean {
    const { paperOut, ribbonOut, headOpen, paused, silent, dead } = this.#faults;
    return paperOut || ribbonOut || headOpen || paused || silent || dead;
  }

  /** Goes on as far as it can; also when a fault is put right. */
  #work(): void {
    while (this.#pause === null && !this.#stopped()) {
      const label = this.#waiting.shift();
      if (!label) return;
      this.#made += 1;
      this.#labels = [{ ...label, id: this.#made, at: new Date().toISOString() }, ...this.#labels].slice(0, KEPT);
      if (!this.#faults.slow) continue;
      this.#pause = setTimeout(() => {
        this.#pause = null;
        this.#work();
      }, this.#slowMs);
    }
  }

  /** Host status: three lines (ZPL II Programming Guide, `~HS`). */
  #status(): string {
    const { paperOut, ribbonOut, headOpen, paused, garbage } = this.#faults;
    if (garbage) return `${STX}\x00?,9,,${ETX}`;
    const flag = (on: boolean): string => (on ? '1' : '0');
    const formats = String(Math.min(this.#waiting.length, 999)).padStart(3, '0');
    const left = String(this.#waiting.length).padStart(8, '0');
    return [
      `030,${flag(paperOut)},${flag(paused)},0256,${formats},0,0,${flag(this.#buffer.includes('^XA'))},000,0,0,0`,
      `000,0,${flag(headOpen)},${flag(ribbonOut)},1,2,6,${flag(this.#waiting.length > 0)},${left},1,000`,
      '1234,0',
    ]
      .map((line) => `${STX}${line}${ETX}`)
      .join('');
  }

  #forget(): void {
    if (this.#pause) clearTimeout(this.#pause);
    this.#pause = null;
    this.#buffer = '';
    this.#waiting = [];
  }
}
