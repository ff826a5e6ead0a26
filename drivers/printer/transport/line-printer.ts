import type { Printer, PrinterState, PrintOptions, PrintOutcome } from '#drivers/printer/printer.ts';
import type { PrinterLanguage } from '#drivers/printer/printer-language.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { printed } from './confirm.ts';
import { type Deadline, deadlineIn, lineMs } from './deadline.ts';
import { openLink, type PrinterLink } from './printer-link.ts';
import { askFirst, askState, askStatus, faultOf, faultOfEnd } from './printer-state.ts';
import { Turns } from './turns.ts';

const DEADLINE_MS = 30_000;
const CONNECT_MS = 3_000;
const CLEAR_MS = 500;

type Failure = Extract<PrintOutcome, { ok: false }>;

/**
 * A printer that answers, over whatever carries bytes: one connection per job, jobs one at a time.
 *
 * Before a job it asks for the state, and sends nothing to a printer that cannot print. After it, it waits until the job came out
 * (`printed`). Whenever a job ends badly after it was sent, what the printer has not printed is thrown away, so that it does
 * not come out by itself later, beside a second try; where that was not heard to have worked, it is tried again before the next job.
 */
export class LinePrinter implements Printer {
  readonly #transport: ByteTransport;
  readonly #language: PrinterLanguage;
  readonly #turns = new Turns();
  #unclean = false;
  #glance: AbortController | null = null;

  constructor(transport: ByteTransport, language: PrinterLanguage) {
    this.#transport = transport;
    this.#language = language;
  }

  print(bytes: Uint8Array, options: PrintOptions = {}): Promise<PrintOutcome> {
    this.#glance?.abort();
    const { deadlineMs = DEADLINE_MS } = options;
    const patient = { ...options, deadlineMs: deadlineMs + lineMs(this.#transport, bytes.length) };
    return this.#inTurn<PrintOutcome>(patient, async (link, deadline) => {
      const before = await askState(this.#language, link, deadline);
      const fault = typeof before === 'string' ? before : faultOf(before);
      if (fault !== null) return { ok: false, code: fault, sent: false };
      if (this.#unclean) await this.#forget(link);
      link.write(link.talk.begin(bytes));
      link.write(link.talk.end());
      const after = await printed(this.#language, link, deadline);
      if (after === null) return { ok: true };
      await this.#forget(link);
      link.breakOff();
      return { ok: false, code: after, sent: true };
    });
  }

  pulse(pin: 2 | 5, options: PrintOptions = {}): Promise<PrintOutcome> {
    return this.print(this.#language.pulse(pin), options);
  }

  realTimePulse(pin: 2 | 5, options: PrintOptions = {}): Promise<PrintOutcome> {
    const pulse = this.#language.realTimePulse(pin);
    if (pulse === null) return Promise.resolve({ ok: false, code: 'printer-error', sent: false });
    this.#glance?.abort();
    const [presence = 0] = this.#language.state;
    return this.#inTurn<PrintOutcome>(options, async (link, deadline) => {
      const before = await askFirst(link, presence, deadline);
      if (typeof before === 'string') return { ok: false, code: before, sent: false };
      link.write(pulse);
      const after = await askStatus(link, presence, deadline);
      return typeof after === 'string' ? { ok: false, code: after, sent: true } : { ok: true };
    });
  }

  status(options: PrintOptions = {}): Promise<PrinterState> {
    return this.#ask(options);
  }

  async glance(options: PrintOptions = {}): Promise<PrinterState | null> {
    if (this.#glance) return null;
    const glance = new AbortController();
    this.#glance = glance;
    const stop = (): void => glance.abort();
    options.signal?.addEventListener('abort', stop, { once: true });
    if (options.signal?.aborted) glance.abort();
    const state = await this.#ask({ ...options, signal: glance.signal });
    options.signal?.removeEventListener('abort', stop);
    this.#glance = null;
    return glance.signal.aborted ? null : state;
  }

  #ask(options: PrintOptions): Promise<PrinterState> {
    return this.#inTurn<PrinterState>(options, async (link, deadline) => {
      const status = await askState(this.#language, link, deadline);
      return typeof status === 'string' ? { ok: false, code: status } : { ok: true, status };
    });
  }

  /** Clears the printer's buffers as far as it can still be reached; an abort does not keep this from being tried. */
  async #forget(link: PrinterLink): Promise<void> {
    this.#unclean = this.#language.clear !== null;
    if (this.#language.clear === null) return;
    link.write(this.#language.clear);
    const heard = await link.nextRegardless((said) => (said.kind === 'cleared' ? true : null), CLEAR_MS);
    // A printer that does not know the command says nothing to it: it is not asked again and again.
    if (heard !== 'closed') this.#unclean = false;
  }

  /** Waits for earlier work, connects, works, and closes. */
  async #inTurn<T extends object>(
    options: PrintOptions,
    work: (link: PrinterLink, deadline: Deadline) => Promise<T>,
  ): Promise<T | Failure> {
    const { signal, deadlineMs = DEADLINE_MS } = options;
    const deadline = deadlineIn(deadlineMs);
    const done = await this.#turns.take(() => this.#connected(signal, deadline, work), { deadline, signal });
    return typeof done === 'string' ? { ok: false, code: faultOfEnd(done), sent: false } : done;
  }

  async #connected<T extends object>(
    signal: AbortSignal | undefined,
    deadline: Deadline,
    work: (link: PrinterLink, deadline: Deadline) => Promise<T>,
  ): Promise<T | Failure> {
    if (deadline.leftMs() === 0) return { ok: false, code: 'printer-timeout', sent: false };
    const connectMs = Math.min(CONNECT_MS, deadline.leftMs());
    const link = await openLink(this.#transport, this.#language.talk(), connectMs, signal);
    if (typeof link === 'string') {
      return { ok: false, code: link === 'aborted' ? faultOfEnd(link) : 'printer-unreachable', sent: false };
    }
    try {
      return await work(link, deadline);
    } finally {
      link.close();
    }
  }
}
