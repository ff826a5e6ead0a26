import { setTimeout as wait } from 'node:timers/promises';
import type { Printer, PrinterState, PrintOptions, PrintOutcome } from '#drivers/printer/printer.ts';
import type { PrinterLanguage } from '#drivers/printer/printer-language.ts';
import { cancelSpooled, spooledState, submitRaw } from '#drivers/transport/cups.ts';
import { type Deadline, deadlineIn } from './deadline.ts';

const DEADLINE_MS = 30_000;
const ASK_MS = 400;

/**
 * A printer behind a queue of the operating system (CUPS, raw). Paper, cover and drawer are not told; that the queue delivered the bytes is.
 * A job that the queue does not get rid of in time, or that stands still, is taken back, so that it does not come out beside a second try.
 */
export class SpoolerPrinter implements Printer {
  readonly #queue: string;
  readonly #language: Pick<PrinterLanguage, 'pulse'>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(queue: string, language: Pick<PrinterLanguage, 'pulse'>) {
    this.#queue = queue;
    this.#language = language;
  }

  print(bytes: Uint8Array, options: PrintOptions = {}): Promise<PrintOutcome> {
    const deadline = deadlineIn(options.deadlineMs ?? DEADLINE_MS);
    const mine = this.#turn.then(() => this.#spool(bytes, options.signal, deadline));
    this.#turn = mine.catch(() => {});
    return mine;
  }

  pulse(pin: 2 | 5, options: PrintOptions = {}): Promise<PrintOutcome> {
    return this.print(this.#language.pulse(pin), options);
  }

  async realTimePulse(): Promise<PrintOutcome> {
    return { ok: false, code: 'printer-error', sent: false };
  }

  async status(): Promise<PrinterState> {
    return { ok: false, code: 'printer-timeout' };
  }

  async glance(): Promise<null> {
    return null;
  }

  async #spool(bytes: Uint8Array, signal: AbortSignal | undefined, deadline: Deadline): Promise<PrintOutcome> {
    if (signal?.aborted) return { ok: false, code: 'printer-interrupted', sent: false };
    const submitted = await submitRaw(this.#queue, 'Omnitill', bytes);
    if (!submitted.ok) return { ok: false, code: 'printer-unreachable', sent: false, detail: submitted.detail };
    for (;;) {
      const found = await spooledState(this.#queue, submitted.jobId);
      if (found.state === 'delivered') return { ok: true, handedOver: true };
      if (found.state === 'failed') return { ok: false, code: 'printer-error', sent: true };
      const code = signal?.aborted
        ? 'printer-interrupted'
        : found.state === 'stopped'
          ? 'printer-error'
          : deadline.leftMs() === 0
            ? 'printer-timeout'
            : null;
      if (code !== null) {
        await cancelSpooled(submitted.jobId);
        const detail = found.state === 'stopped' ? { detail: found.detail } : {};
        return { ok: false, code, sent: true, ...detail };
      }
      await wait(Math.min(ASK_MS, deadline.leftMs() + 1));
    }
  }
}
