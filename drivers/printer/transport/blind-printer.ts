import type { Printer, PrinterState, PrintOptions, PrintOutcome } from '#drivers/printer/printer.ts';
import type { PrinterLanguage } from '#drivers/printer/printer-language.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { deadlineIn, lineMs } from './deadline.ts';
import { inTime } from './in-time.ts';
import { faultOfEnd } from './printer-state.ts';
import { Turns } from './turns.ts';

const DEADLINE_MS = 30_000;
const CONNECT_MS = 3_000;

/** A printer that never answers: bytes are handed over, and whether they come out nobody is told. That they went out is. */
export class BlindPrinter implements Printer {
  readonly #transport: ByteTransport;
  readonly #language: Pick<PrinterLanguage, 'pulse'>;
  readonly #turns = new Turns();

  constructor(transport: ByteTransport, language: Pick<PrinterLanguage, 'pulse'>) {
    this.#transport = transport;
    this.#language = language;
  }

  async print(bytes: Uint8Array, options: PrintOptions = {}): Promise<PrintOutcome> {
    const { signal, deadlineMs = DEADLINE_MS } = options;
    const deadline = deadlineIn(deadlineMs + lineMs(this.#transport, bytes.length));
    const outcome = await this.#turns.take(() => this.#send(bytes, signal, deadline), { deadline, signal });
    return typeof outcome === 'string' ? { ok: false, code: faultOfEnd(outcome), sent: false } : outcome;
  }

  pulse(pin: 2 | 5, options: PrintOptions = {}): Promise<PrintOutcome> {
    return this.print(this.#language.pulse(pin), options);
  }

  /** Whether it is out of paper is not known, so the pulse that goes in turn is the one there is. */
  realTimePulse(): Promise<PrintOutcome> {
    return Promise.resolve({ ok: false, code: 'printer-error', sent: false });
  }

  async status(): Promise<PrinterState> {
    return { ok: false, code: 'printer-timeout' };
  }

  async glance(): Promise<null> {
    return null;
  }

  async #send(
    bytes: Uint8Array,
    signal: AbortSignal | undefined,
    deadline: { leftMs(): number },
  ): Promise<PrintOutcome> {
    if (deadline.leftMs() === 0) return { ok: false, code: 'printer-timeout', sent: false };
    let closed = (_: boolean): void => {};
    const gone = new Promise<boolean>((resolve) => {
      closed = resolve;
    });
    const connectMs = Math.min(CONNECT_MS, deadline.leftMs());
    const line = await this.#transport.open({ data() {}, closed }, connectMs, signal);
    if (line === 'aborted') return { ok: false, code: 'printer-interrupted', sent: false };
    if (typeof line === 'string') return { ok: false, code: 'printer-unreachable', sent: false };
    line.write(bytes);
    line.close();
    const clean = await inTime(gone, deadline, signal);
    if (clean === true) return { ok: true, handedOver: true };
    line.breakOff();
    return { ok: false, code: clean === false ? 'printer-interrupted' : faultOfEnd(clean), sent: true };
  }
}
