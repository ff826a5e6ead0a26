import { setTimeout as wait } from 'node:timers/promises';
import type { Printer, PrinterState, PrintOptions, PrintOutcome } from '#drivers/printer/printer.ts';
import type { PrinterLanguage } from '#drivers/printer/printer-language.ts';
import { cancelSpooled, type Submitted, spooledState, submitRaw } from '#drivers/transport/cups.ts';
import { type Deadline, deadlineIn } from './deadline.ts';
import { faultOfEnd } from './printer-state.ts';
import { Turns } from './turns.ts';

const DEADLINE_MS = 30_000;
/** Between two looks at the queue: a short job is through at once. */
const ASK_MS = [50, 100, 200, 400] as const;
const ASK_LAST_MS = 400;
/** One question to the spooler takes no longer. */
const ANSWER_MS = 10_000;

/**
 * A printer behind a queue of the operating system (CUPS, raw). Paper, cover and drawer are not told; that the queue delivered the bytes is.
 * A job that the queue does not get rid of in time, or that stands still, is taken back, so that it does not come out beside a second try.
 */
export class SpoolerPrinter implements Printer {
  readonly #queue: string;
  readonly #language: Pick<PrinterLanguage, 'pulse'>;
  readonly #turns = new Turns();

  constructor(queue: string, language: Pick<PrinterLanguage, 'pulse'>) {
    this.#queue = queue;
    this.#language = language;
  }

  async print(bytes: Uint8Array, options: PrintOptions = {}): Promise<PrintOutcome> {
    const { signal, deadlineMs = DEADLINE_MS } = options;
    const deadline = deadlineIn(deadlineMs);
    const outcome = await this.#turns.take(() => this.#spool(bytes, signal, deadline), { deadline, signal });
    return typeof outcome === 'string' ? { ok: false, code: faultOfEnd(outcome), sent: false } : outcome;
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
    const patience = () => ({ signal, timeoutMs: Math.max(1, Math.min(ANSWER_MS, deadline.leftMs())) });
    const submitted = await submitRaw(this.#queue, 'Omnitill', bytes, patience());
    if (!submitted.ok) return notSubmitted(submitted, signal);
    for (let asked = 0; ; asked += 1) {
      const found = await spooledState(this.#queue, submitted.jobId, patience());
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
      const waitMs = Math.min(ASK_MS[asked] ?? ASK_LAST_MS, deadline.leftMs() + 1);
      await wait(waitMs, undefined, { signal }).catch(() => {});
    }
  }
}

/** The queue did not take it; or nobody knows whether it did, so that it is not sent a second time as if it were the first. */
function notSubmitted(
  { sent, detail }: Extract<Submitted, { ok: false }>,
  signal: AbortSignal | undefined,
): PrintOutcome {
  if (!sent) return { ok: false, code: signal?.aborted ? 'printer-interrupted' : 'printer-unreachable', sent, detail };
  return { ok: false, code: signal?.aborted ? 'printer-interrupted' : 'printer-timeout', sent, detail };
}
