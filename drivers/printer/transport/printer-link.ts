import { connect, type Socket } from 'node:net';
import { type PrinterReply, ReplyReader } from '#drivers/printer/protocol/escpos-replies.ts';

/** Why a wait ended without what it waited for. */
export type LinkEnd = 'timeout' | 'closed' | 'aborted';

const CLOSE_MS = 1_000;

/** One TCP connection to a printer: bytes out, replies in, every wait bounded. Made by `openLink`. */
export class PrinterLink {
  readonly #socket: Socket;
  readonly #signal: AbortSignal | undefined;
  readonly #reader = new ReplyReader();
  #replies: PrinterReply[] = [];
  #closed = false;
  #wake: () => void = () => {};

  constructor(socket: Socket, signal: AbortSignal | undefined) {
    this.#socket = socket.setNoDelay(true);
    this.#signal = signal;
    const closed = (): void => {
      this.#closed = true;
      this.#wake();
    };
    socket.on('data', (chunk) => {
      this.#replies.push(...this.#reader.push(chunk));
      this.#wake();
    });
    socket.on('end', closed).on('error', closed).on('close', closed);
  }

  write(bytes: Uint8Array): void {
    if (!this.#closed) this.#socket.write(bytes);
  }

  /** The first reply, from the oldest not yet taken, that `match` makes something of; the ones before it are dropped. */
  next<T>(match: (reply: PrinterReply) => T | null, timeoutMs: number): Promise<T | LinkEnd> {
    return this.#next(match, timeoutMs, this.#signal);
  }

  /** `next`, for what is to be tidied up after an abort. */
  nextRegardless<T>(match: (reply: PrinterReply) => T | null, timeoutMs: number): Promise<T | LinkEnd> {
    return this.#next(match, timeoutMs, undefined);
  }

  async #next<T>(
    match: (reply: PrinterReply) => T | null,
    timeoutMs: number,
    signal: AbortSignal | undefined,
  ): Promise<T | LinkEnd> {
    const untilMs = performance.now() + timeoutMs;
    for (;;) {
      for (let reply = this.#replies.shift(); reply !== undefined; reply = this.#replies.shift()) {
        const found = match(reply);
        if (found !== null) return found;
      }
      if (signal?.aborted) return 'aborted';
      if (this.#closed) return 'closed';
      const leftMs = untilMs - performance.now();
      if (leftMs <= 0) return 'timeout';
      await this.#news(leftMs, signal);
    }
  }

  /** Ends the connection once all that was written has gone out, or after a second. */
  close(): void {
    if (this.#socket.destroyed) return;
    this.#socket.end();
    const timer = setTimeout(() => this.#socket.destroy(), CLOSE_MS);
    this.#socket.once('close', () => clearTimeout(timer));
  }

  /** Breaks the connection off: what still waits to be sent is thrown away and does not come out later. */
  breakOff(): void {
    this.#socket.resetAndDestroy();
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
export function openLink(
  address: { host: string; port: number },
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<PrinterLink | LinkEnd> {
  return new Promise((resolve) => {
    if (signal?.aborted) {
      resolve('aborted');
      return;
    }
    const socket = connect(address);
    const settle = (result: PrinterLink | LinkEnd): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', aborted);
      resolve(result);
    };
    const fail = (end: LinkEnd): void => {
      socket.destroy();
      settle(end);
    };
    const aborted = (): void => fail('aborted');
    const timer = setTimeout(() => fail('timeout'), timeoutMs);
    signal?.addEventListener('abort', aborted, { once: true });
    socket.on('error', () => fail('closed'));
    socket.once('connect', () => settle(new PrinterLink(socket, signal)));
  });
}
