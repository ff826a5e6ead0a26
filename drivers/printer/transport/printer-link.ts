import type { PrinterSaid, PrinterTalk } from '#drivers/printer/printer-language.ts';
import type { ByteLine, ByteTransport, LineEnd } from '#drivers/transport/byte-line.ts';
import { lineMs } from './deadline.ts';

/** One connection to a printer: bytes out, what it says in, every wait bounded. Made by `openLink`. */
export class PrinterLink {
  readonly talk: PrinterTalk;
  readonly #signal: AbortSignal | undefined;
  #transport: ByteTransport | null = null;
  #line: ByteLine | null = null;
  #said: PrinterSaid[] = [];
  #closed = false;
  #wake: () => void = () => {};

  constructor(talk: PrinterTalk, signal: AbortSignal | undefined) {
    this.talk = talk;
    this.#signal = signal;
  }

  async open(transport: ByteTransport, timeoutMs: number): Promise<LineEnd | null> {
    const line = await transport.open(
      {
        data: (bytes) => {
          this.#said.push(...this.talk.read(bytes));
          this.#wake();
        },
        closed: () => {
          this.#closed = true;
          this.#wake();
        },
      },
      timeoutMs,
      this.#signal,
    );
    if (typeof line === 'string') return line;
    this.#line = line;
    this.#transport = transport;
    return null;
  }

  write(bytes: Uint8Array): void {
    if (bytes.length > 0) this.#line?.write(bytes);
  }

  /** How long so many bytes are on the way to the printer. */
  lineMs(bytes: number): number {
    return this.#transport ? lineMs(this.#transport, bytes) : 0;
  }

  /** The first thing said, from the oldest not yet taken, that `match` makes something of; the ones before it are dropped. */
  next<T>(match: (said: PrinterSaid) => T | null, timeoutMs: number): Promise<T | LineEnd> {
    return this.#next(match, timeoutMs, this.#signal);
  }

  /** `next`, for what is to be tidied up after an abort. */
  nextRegardless<T>(match: (said: PrinterSaid) => T | null, timeoutMs: number): Promise<T | LineEnd> {
    return this.#next(match, timeoutMs, undefined);
  }

  async #next<T>(
    match: (said: PrinterSaid) => T | null,
    timeoutMs: number,
    signal: AbortSignal | undefined,
  ): Promise<T | LineEnd> {
    const untilMs = performance.now() + timeoutMs;
    for (;;) {
      for (let said = this.#said.shift(); said !== undefined; said = this.#said.shift()) {
        const found = match(said);
        if (found !== null) return found;
      }
      if (signal?.aborted) return 'aborted';
      if (this.#closed) return 'closed';
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0) return 'timeout';
      await this.#news(leftMs, signal);
    }
  }

  close(): void {
    this.#line?.close();
  }

  breakOff(): void {
    this.#line?.breakOff();
  }

  #news(timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, timeoutMs);
      signal?.addEventListener('abort', wake, { once: true });
      this.#wake = wake;
    });
  }
}

/** Connects within so many milliseconds, or says why not. */
export async function openLink(
  transport: ByteTransport,
  talk: PrinterTalk,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<PrinterLink | LineEnd> {
  const link = new PrinterLink(talk, signal);
  return (await link.open(transport, timeoutMs)) ?? link;
}
