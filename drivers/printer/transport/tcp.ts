import type { Printer, PrinterState, PrintOptions, PrintOutcome } from '#drivers/printer/printer.ts';
import { clearBuffers } from '#drivers/printer/protocol/escpos-commands.ts';
import { type Confirmation, Confirmer } from './confirmer.ts';
import { type Deadline, deadlineIn } from './deadline.ts';
import { openLink, type PrinterLink } from './printer-link.ts';
import { askState, askStatus, faultOf, faultOfEnd } from './printer-state.ts';

export interface TcpPrinterOptions {
  host: string;
  port: number;
  confirm?: Confirmation;
}

const DEADLINE_MS = 30_000;
const CONNECT_MS = 3_000;
const CLEAR_MS = 500;

type Failure = Extract<PrintOutcome, { ok: false }>;

/**
 * A network printer (Epson's port 9100 protocol): raw ESC/POS over TCP, one connection per job, jobs one at a time.
 *
 * Before a job it asks for the state with `DLE EOT` 1, 2 and 4, and sends nothing to a printer that cannot print. After
 * it, it waits until the job came out (`Confirmer`). Whenever a job ends badly after it was sent, what the printer has
 * not printed is thrown away (`DLE DC4` function 8), so that it does not come out by itself later, beside a second try.
 */
export class TcpPrinter implements Printer {
  readonly #address: { host: string; port: number };
  readonly #confirmer: Confirmer;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: TcpPrinterOptions) {
    this.#address = { host: options.host, port: options.port };
    this.#confirmer = new Confirmer(options.confirm ?? 'auto');
  }

  print(bytes: Uint8Array, options: PrintOptions = {}): Promise<PrintOutcome> {
    return this.#inTurn<PrintOutcome>(options, async (link, deadline) => {
      const before = await askState(link, deadline);
      const fault = typeof before === 'string' ? before : faultOf(before);
      if (fault !== null) return { ok: false, code: fault, sent: false };
      link.write(bytes);
      const after = await this.#confirmer.printed(link, deadline);
      if (after === null) return { ok: true };
      await discard(link);
      return { ok: false, code: after, sent: true };
    });
  }

  realTime(bytes: Uint8Array, options: PrintOptions = {}): Promise<PrintOutcome> {
    return this.#inTurn<PrintOutcome>(options, async (link, deadline) => {
      const before = await askStatus(link, 1, deadline);
      if (typeof before === 'string') return { ok: false, code: before, sent: false };
      link.write(bytes);
      const after = await askStatus(link, 1, deadline);
      return typeof after === 'string' ? { ok: false, code: after, sent: true } : { ok: true };
    });
  }

  status(options: PrintOptions = {}): Promise<PrinterState> {
    return this.#inTurn<PrinterState>(options, async (link, deadline) => {
      const status = await askState(link, deadline);
      return typeof status === 'string' ? { ok: false, code: status } : { ok: true, status };
    });
  }

  /** Waits for earlier work, connects, works, and closes. */
  async #inTurn<T>(
    options: PrintOptions,
    work: (link: PrinterLink, deadline: Deadline) => Promise<T>,
  ): Promise<T | Failure> {
    const deadline = deadlineIn(options.deadlineMs ?? DEADLINE_MS);
    const mine = this.#turn.then(() => this.#connected(options.signal, deadline, work));
    this.#turn = mine;
    return mine;
  }

  async #connected<T>(
    signal: AbortSignal | undefined,
    deadline: Deadline,
    work: (link: PrinterLink, deadline: Deadline) => Promise<T>,
  ): Promise<T | Failure> {
    if (deadline.leftMs() === 0) return { ok: false, code: 'printer-timeout', sent: false };
    const link = await openLink(this.#address, Math.min(CONNECT_MS, deadline.leftMs()), signal);
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

/** Clears the printer's buffers as far as it can still be reached, and ours; an abort does not keep this from being tried. */
async function discard(link: PrinterLink): Promise<void> {
  link.write(clearBuffers());
  await link.nextRegardless((reply) => (reply.kind === 'cleared' ? true : null), CLEAR_MS);
  link.breakOff();
}
