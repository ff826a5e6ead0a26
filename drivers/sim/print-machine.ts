import type { DrawnPage } from '#drivers/printer/protocol/draw-pages.ts';
import { type Charsets, EscPosDecoder, type EscPosEvent } from '#drivers/printer/protocol/escpos-decode.ts';
import type { Faults } from './printer-faults.ts';

/** The computer at the other end of a connection. */
export interface Peer {
  reply(bytes: Uint8Array): void;
  /** The printer loses the connection. */
  drop(): void;
}

/** A page as it came out, with the bytes that made it. */
export interface PrintedPage extends DrawnPage {
  raw: number[];
}

export interface PrintMachineOptions {
  charsets: Charsets;
  columns: number;
  /** `GS ( H`, which Epson's oldest and many compatible printers lack. */
  knowsProcessIds: boolean;
  slowLineMs: number;
  faults(): Readonly<Faults>;
  /** A page was finished: cut off, or its job ended without a cut. */
  onPage(page: PrintedPage): void;
  /** The page that is coming out, or the drawer, changed. */
  onChange(): void;
}

/** How many bytes the questions take, which are no part of a page. */
const QUESTION_BYTES: Readonly<Record<string, number>> = {
  'status-request': 3,
  'clear-request': 10,
  'process-id-request': 11,
  'sensor-request': 3,
  'identity-request': 3,
};
const REAL_TIME_PULSE_BYTES = 5;
const LINES_BEFORE_DEATH = 3;
type Step = { event: EscPosEvent | { kind: 'job-end' }; raw: number[]; peer: Peer };

/**
 * The inside of a receipt printer: takes bytes, obeys real-time commands at once and the others in order, and stops in
 * between when something is wrong. One connection after another; what one left in the buffer is printed all the same.
 */
export class PrintMachine {
  readonly #options: PrintMachineOptions;
  readonly #decoder: EscPosDecoder;
  #queue: Step[] = [];
  #raw: number[] = [];
  #page: PrintedPage = emptyPage();
  #linesOfJob = 0;
  #pause: NodeJS.Timeout | null = null;
  drawerOpen = false;
  pulses = 0;

  constructor(options: PrintMachineOptions) {
    this.#options = options;
    this.#decoder = new EscPosDecoder({ charsets: options.charsets, columns: options.columns });
  }

  /** What has come out since the last cut. */
  get page(): Readonly<PrintedPage> {
    return this.#page;
  }

  receive(bytes: Uint8Array, peer: Peer): void {
    for (const byte of bytes) {
      this.#raw.push(byte);
      for (const event of this.#decoder.push(Uint8Array.of(byte))) this.#take(event, peer);
    }
    this.work();
  }

  /** The connection has ended; a job without a cut ends here. */
  hangUp(peer: Peer): void {
    this.#queue.push({ event: { kind: 'job-end' }, raw: [], peer });
    this.work();
  }

  /** Goes on as far as it can; to be called when a fault is put right. */
  work(): void {
    if (!this.#options.faults().slow) this.#endPause();
    while (this.#pause === null && !this.#stopped()) {
      const step = this.#queue.shift();
      if (step === undefined) return;
      this.#obey(step);
      if (step.event.kind === 'drawn' && this.#options.faults().slow) {
        this.#pause = setTimeout(() => {
          this.#pause = null;
          this.work();
        }, this.#options.slowLineMs);
      }
    }
  }

  /** Forgets everything but the paper and the drawer, as when switched off. */
  powerOff(): void {
    this.#forget();
    this.#finishPage(false);
  }

  #stopped(): boolean {
    const { paperOut, coverOpen, cutterJam, silent, dead } = this.#options.faults();
    return paperOut || coverOpen || cutterJam || silent || dead;
  }

  #take(event: EscPosEvent, peer: Peer): void {
    const pulseNow = event.kind === 'pulse' && event.realTime;
    const aside = QUESTION_BYTES[event.kind] ?? (pulseNow ? REAL_TIME_PULSE_BYTES : 0);
    const raw = this.#raw.slice(0, this.#raw.length - aside);
    if (event.kind === 'status-request' || event.kind === 'clear-request' || pulseNow) {
      this.#raw = raw;
      if (!this.#options.faults().silent) this.#obeyAtOnce(event, peer);
    } else {
      this.#queue.push({ event, raw, peer });
      this.#raw = [];
    }
  }

  #obeyAtOnce(event: EscPosEvent, peer: Peer): void {
    if (event.kind === 'status-request') peer.reply(this.#status(event.n));
    if (event.kind === 'pulse') this.#pulse();
    if (event.kind === 'clear-request') {
      this.#forget();
      peer.reply(Uint8Array.of(0x37, 0x25, 0x00));
    }
  }

  #obey({ event, raw, peer }: Step): void {
    this.#page.raw.push(...raw);
    switch (event.kind) {
      case 'drawn':
        this.#page.drawn.push(event.drawn);
        this.#linesOfJob += 1;
        this.#options.onChange();
        if (this.#options.faults().diesMidJob && this.#linesOfJob >= LINES_BEFORE_DEATH) this.#die(peer);
        break;
      case 'unknown':
        this.#page.unknown.push(event.bytes);
        break;
      case 'pulse':
        this.#page.pulses += 1;
        this.#pulse();
        break;
      case 'cut':
        this.#finishPage(true);
        break;
      case 'job-end':
        this.#linesOfJob = 0;
        if (this.#page.drawn.length > 0) this.#finishPage(false);
        break;
      case 'sensor-request':
        peer.reply(Uint8Array.of(this.#options.faults().paperLow ? 0x03 : 0x00));
        break;
      case 'process-id-request':
        if (this.#options.knowsProcessIds) peer.reply(Uint8Array.from([0x37, 0x22, ...Buffer.from(event.id), 0x00]));
        break;
      case 'identity-request':
        peer.reply(event.n >= 65 ? Buffer.from('_Omnitill virtual printer\0') : Uint8Array.of(0x02));
        break;
      case 'status-request':
      case 'clear-request':
        break;
    }
  }

  /** `DLE EOT`: the fixed bits, and what is wrong. */
  #status(n: number): Uint8Array {
    const { paperOut, paperLow, coverOpen, cutterJam, garbage } = this.#options.faults();
    if (garbage) return Uint8Array.of(0xa5, 0xff);
    const bits: Record<number, number> = {
      1: (this.drawerOpen ? 0x04 : 0) | (paperOut || coverOpen || cutterJam ? 0x08 : 0),
      2: (coverOpen ? 0x04 : 0) | (paperOut ? 0x20 : 0) | (cutterJam ? 0x40 : 0),
      3: cutterJam ? 0x08 : 0,
      4: (paperLow || paperOut ? 0x0c : 0) | (paperOut ? 0x60 : 0),
    };
    return Uint8Array.of(0x12 | (bits[n] ?? 0));
  }

  #pulse(): void {
    this.pulses += 1;
    this.drawerOpen = true;
    this.#options.onChange();
  }

  #die(peer: Peer): void {
    this.#forget();
    this.#finishPage(false);
    peer.drop();
  }

  #endPause(): void {
    if (this.#pause) clearTimeout(this.#pause);
    this.#pause = null;
  }

  #forget(): void {
    this.#endPause();
    this.#queue = [];
    this.#raw = [];
    this.#linesOfJob = 0;
    this.#decoder.clear();
  }

  #finishPage(cut: boolean): void {
    const page = this.#page;
    if (page.drawn.length === 0) return;
    this.#page = emptyPage();
    this.#options.onPage({ ...page, cut });
  }
}

function emptyPage(): PrintedPage {
  return { drawn: [], cut: false, pulses: 0, unknown: [], raw: [] };
}
