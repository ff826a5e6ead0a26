import type { DrawnPage } from '#drivers/printer/protocol/draw-pages.ts';
import { type Charsets, EscPosDecoder, type EscPosEvent } from '#drivers/printer/protocol/escpos-decode.ts';
import { StarDecoder, type StarEvent } from '#drivers/printer/protocol/star-decode.ts';
import type { Faults } from './printer-faults.ts';
import { automaticStatus, realTimeStatus, starStatusBytes, watchedStatus } from './printer-status-bytes.ts';

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
  /** ESC/POS where nothing is said. */
  language?: 'escpos' | 'starprnt';
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
  'print-end': 6,
  etb: 1,
};
const BYTES_OF = {
  escpos: { 'automatic-status': 3, 'real-time-pulse': 5 },
  starprnt: { 'automatic-status': 4, 'real-time-pulse': 1 },
} as const;
const ETB_ROUND = 32;
const PRINT_END_ROUND = 256;
const LINES_BEFORE_DEATH = 3;
type Event = EscPosEvent | StarEvent;
type Step = { event: Event | { kind: 'job-end' }; raw: number[]; peer: Peer };

/**
 * The inside of a receipt printer: takes bytes, obeys real-time commands at once and the others in order, and stops in
 * between when something is wrong. One connection after another; what one left in the buffer is printed all the same.
 */
export class PrintMachine {
  readonly #options: PrintMachineOptions;
  readonly #decoder: EscPosDecoder | StarDecoder;
  readonly #language: 'escpos' | 'starprnt';
  #queue: Step[] = [];
  #raw: number[] = [];
  #page: PrintedPage = emptyPage();
  #linesOfJob = 0;
  #pause: NodeJS.Timeout | null = null;
  /** Who is told of changes by itself, of which ones, and what was told last. */
  #watcher: { peer: Peer; n: number; told: string } | null = null;
  #etb = 0;
  #printEnds = 0;
  drawerOpen = false;
  pulses = 0;

  constructor(options: PrintMachineOptions) {
    this.#options = options;
    this.#language = options.language ?? 'escpos';
    this.#decoder = this.#language === 'starprnt' ? new StarDecoder(options) : new EscPosDecoder(options);
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
    if (this.#watcher?.peer === peer) this.#watcher = null;
    this.#queue.push({ event: { kind: 'job-end' }, raw: [], peer });
    this.work();
  }

  /** Goes on as far as it can; to be called when a fault is put right. */
  work(): void {
    if (!this.#options.faults().slow) this.#endPause();
    this.#tellChanges();
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
    this.#watcher = null;
    this.#finishPage(false);
  }

  /** Somebody pushes the drawer shut. */
  closeDrawer(): void {
    this.drawerOpen = false;
    this.#tellChanges();
  }

  #stopped(): boolean {
    const { paperOut, coverOpen, cutterJam, silent, dead } = this.#options.faults();
    return paperOut || coverOpen || cutterJam || silent || dead;
  }

  #take(event: Event, peer: Peer): void {
    const pulseNow = event.kind === 'pulse' && event.realTime;
    const raw = this.#raw.slice(0, this.#raw.length - this.#asideBytes(event));
    if (event.kind === 'status-request' || event.kind === 'clear-request' || pulseNow) {
      this.#raw = raw;
      if (!this.#options.faults().silent) this.#obeyAtOnce(event, peer);
    } else {
      this.#queue.push({ event, raw, peer });
      this.#raw = [];
    }
  }

  /** How many of the last bytes are a question and no part of a page. */
  #asideBytes(event: Event): number {
    if (event.kind === 'automatic-status') return BYTES_OF[this.#language]['automatic-status'];
    if (event.kind === 'pulse') return event.realTime ? BYTES_OF[this.#language]['real-time-pulse'] : 0;
    if (event.kind === 'status-request' && 'by' in event && event.by !== 'asb') return 1;
    return QUESTION_BYTES[event.kind] ?? 0;
  }

  #obeyAtOnce(event: Event, peer: Peer): void {
    if (event.kind === 'status-request') peer.reply(this.#status('n' in event ? event.n : null));
    // Epson's ignore it in error status ("DLE DC4 (fn = 1)", ESC/POS command reference).
    const ignored = this.#language === 'escpos' && this.#options.faults().cutterJam;
    if (event.kind === 'pulse' && !ignored) this.#pulse();
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
      case 'automatic-status':
        this.#watcher = event.n === 0 ? null : { peer, n: event.n, told: '' };
        this.#tellChanges();
        break;
      case 'etb':
        this.#etb = (this.#etb + 1) % ETB_ROUND;
        this.#tellChanges();
        break;
      case 'print-end':
        if (event.s === 1) this.#printEnds = (this.#printEnds + 1) % PRINT_END_ROUND;
        if (event.s === 2) this.#printEnds = 0;
        peer.reply(Uint8Array.of(0x1b, 0x1d, 0x03, event.s, event.n1, event.n2, this.#printEnds, 0));
        break;
      case 'status-request':
      case 'clear-request':
      case 'cancel':
        break;
    }
  }

  /** The answer to a question: `DLE EOT n`, or Star's (`null`), which has one for all. */
  #status(n: number | null): Uint8Array {
    const state = { faults: this.#options.faults(), drawerOpen: this.drawerOpen };
    if (state.faults.garbage) return Uint8Array.of(0xa5, 0xff);
    return n === null ? Uint8Array.from(starStatusBytes(state, this.#etb)) : Uint8Array.of(realTimeStatus(n, state));
  }

  /** What comes by itself (`GS a`, `ESC RS a`), when any of what was asked for has changed. */
  #tellChanges(): void {
    const faults = this.#options.faults();
    if (this.#watcher === null || faults.silent || faults.dead) return;
    const state = { faults, drawerOpen: this.drawerOpen };
    const star = this.#language === 'starprnt';
    const bytes = star ? starStatusBytes(state, this.#etb) : automaticStatus(state);
    const told = star ? bytes.join() : watchedStatus(this.#watcher.n, bytes);
    if (told === this.#watcher.told) return;
    this.#watcher.told = told;
    this.#watcher.peer.reply(Uint8Array.from(bytes));
  }

  #pulse(): void {
    this.pulses += 1;
    this.drawerOpen = true;
    this.#tellChanges();
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
