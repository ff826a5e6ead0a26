import type { Printer, PrinterState, PrintOptions, PrintOutcome } from '#drivers/printer/printer.ts';
import type { PrinterLanguage } from '#drivers/printer/printer-language.ts';
import type { ByteTransport } from '#drivers/transport/byte-line.ts';
import { deadlineIn } from './deadline.ts';

const DEADLINE_MS = 30_000;
const CONNECT_MS = 3_000;

/** A printer that never answers: bytes are handed over, and whether they come out nobody is told. */
export class BlindPrinter implements Printer {
  readonly #transport: ByteTransport;
  readonly #language: Pick<PrinterLanguage, 'pulse'>;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(transport: ByteTransport, language: Pick<PrinterLanguage, 'pulse'>) {
    this.#transport = transport;
    this.#language = language;
  }

  print(bytes: Uint8Array, options: PrintOptions = {}): Promise<PrintOutcome> {
    const deadline = deadlineIn(options.deadlineMs ?? DEADLINE_MS);
    const mine = this.#turn.then(() => this.#send(bytes, options.signal, deadline));
    this.#turn = mine.catch(() => {});
    return mine;
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
    let closed = () => {};
    const gone = new Promise<'gone'>((resolve) => {
      closed = () => resolve('gone');
    });
    const connectMs = Math.min(CONNECT_MS, deadline.leftMs());
    const line = await this.#transport.open({ data() {}, closed }, connectMs, signal);
    if (line === 'aborted') return { ok: false, code: 'printer-interrupted', sent: false };
    if (typeof line === 'string') return { ok: false, code: 'printer-unreachable', sent: false };
    line.write(bytes);
    const lost = !line.alive;
    line.close();
    const end = await Promise.race([gone, ended(signal, deadline.leftMs())]);
    if (end === 'gone')
      return lost ? { ok: false, code: 'printer-interrupted', sent: true } : { ok: true, handedOver: true };
    line.breakOff();
    return { ok: false, code: end === 'timeout' ? 'printer-timeout' : 'printer-interrupted', sent: true };
  }
}

function ended(signal: AbortSignal | undefined, ms: number): Promise<'timeout' | 'aborted'> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve('timeout'), ms);
    timer.unref();
    signal?.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve('aborted');
      },
      { once: true },
    );
  });
}
