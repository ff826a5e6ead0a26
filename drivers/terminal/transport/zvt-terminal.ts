import {
  abort,
  authorisation,
  knowsCurrency,
  RESULT,
  refund,
  registration,
  repeatReceipt,
  reversal,
  type StatusInformation,
  statusEnquiry,
} from '#drivers/terminal/protocol/zvt-messages.ts';
import { readReference, referenceOf } from '#drivers/terminal/protocol/zvt-reference.ts';
import { notAskedWords, resultWords, statusWords } from '#drivers/terminal/protocol/zvt-words.ts';
import type {
  LastResult,
  Terminal,
  TerminalFault,
  TerminalOutcome,
  TransactionRequest,
  WatchTerminal,
} from '#drivers/terminal/terminal.ts';
import { type Exchange, exchange, tell } from './zvt-exchange.ts';
import { openZvtLine, type ZvtLine } from './zvt-line.ts';

export interface ZvtTerminalOptions {
  host: string;
  port: number;
  /** Six digits. */
  password: string;
  /** Of what the cashier reads. */
  language(): string;
  /** A terminal that says nothing for so long during a transaction is given up as lost. */
  silenceMs?: number;
}

const CONNECT_MS = 3_000;
/** Registration and the like need nobody in front of the terminal. */
const ADMINISTRATION_MS = 15_000;

type Opened = { ok: true; line: ZvtLine } | { ok: false; fault: TerminalFault; detail: string };

/**
 * A terminal that speaks ZVT over TCP (PA00P015 13.13, with the transport of PA00P016): the till connects, registers, asks, and
 * closes the line when the transaction has come to its end. The terminal prints its own receipts.
 */
export class ZvtTerminal implements Terminal {
  readonly #options: ZvtTerminalOptions;
  #line: ZvtLine | null = null;
  #busy = false;

  constructor(options: ZvtTerminalOptions) {
    this.#options = options;
  }

  sale(request: TransactionRequest, watch: WatchTerminal): Promise<TerminalOutcome> {
    return this.#transaction(request.currency, watch, request, () => authorisation(request));
  }

  refund(request: TransactionRequest, watch: WatchTerminal): Promise<TerminalOutcome> {
    return this.#transaction(request.currency, watch, request, () => refund(this.#options.password, request));
  }

  void(reference: string, watch: WatchTerminal): Promise<TerminalOutcome> {
    const named = readReference(reference);
    if (!named)
      return Promise.resolve({ outcome: 'declined', words: this.#words(RESULT.notPossible), detail: reference });
    return this.#transaction('EUR', watch, null, () => reversal(this.#options.password, named.receipt));
  }

  cancel(): void {
    this.#line?.send(abort());
  }

  async lastResult(watch: WatchTerminal): Promise<LastResult> {
    return this.#alone<LastResult>({ ok: false, fault: 'terminal-busy' }, async () => {
      // Nothing may be under way any more, or the newest transaction is not the last word.
      const opened = await this.#open('EUR', (line) => tell(line, abort()));
      if (!opened.ok) return opened;
      const { line } = opened;
      const ready = await exchange(line, statusEnquiry(), { silenceMs: ADMINISTRATION_MS });
      if (ready.end !== 'completed') return { ok: false, ...faultOf(ready) };
      const last = await exchange(line, repeatReceipt(this.#options.password), {
        watch: (code, text) => watch(statusWords(code, text, this.#options.language())),
        silenceMs: ADMINISTRATION_MS,
      });
      if (last.end === 'lost') return { ok: false, ...faultOf(last) };
      const status = last.end === 'refused' ? null : last.status;
      if (!status) return { ok: false, fault: 'payment-unknown', detail: `the terminal tells nothing (${last.end})` };
      return { ok: true, last: lastOf(status) };
    });
  }

  async status(): Promise<{ ok: true } | { ok: false; fault: TerminalFault }> {
    return this.#alone<{ ok: true } | { ok: false; fault: TerminalFault }>(
      { ok: false, fault: 'terminal-busy' },
      async () => {
        const opened = await this.#open('EUR');
        return opened.ok ? { ok: true } : { ok: false, fault: opened.fault };
      },
    );
  }

  close(): void {
    this.#line?.close();
  }

  #transaction(
    currency: string,
    watch: WatchTerminal,
    request: TransactionRequest | null,
    command: () => Uint8Array,
  ): Promise<TerminalOutcome> {
    if (!knowsCurrency(currency)) {
      return Promise.resolve({ outcome: 'declined', words: this.#words(111), detail: currency });
    }
    return this.#alone<TerminalOutcome>(this.#notAsked('terminal-busy'), async () => {
      const opened = await this.#open(currency);
      if (!opened.ok) return this.#notAsked(opened.fault, opened.detail);
      const ended = await exchange(opened.line, command(), {
        watch: (code, text) => watch(statusWords(code, text, this.#options.language())),
        ...(this.#options.silenceMs === undefined ? {} : { silenceMs: this.#options.silenceMs }),
      });
      return this.#outcome(ended, request);
    });
  }

  #outcome(ended: Exchange, request: TransactionRequest | null): TerminalOutcome {
    if (ended.end === 'lost') return { outcome: 'unknown', detail: ended.detail };
    if (ended.end === 'refused') {
      if (ended.code === RESULT.busy) return this.#notAsked('terminal-busy');
      return { outcome: 'declined', words: this.#words(ended.code), detail: `refused ${ended.code}` };
    }
    const { status } = ended;
    if (ended.end === 'aborted' && status?.result !== RESULT.ok) {
      const code = status?.result ?? ended.code;
      return { outcome: 'declined', words: this.#words(code, status?.text), detail: `aborted ${ended.code}` };
    }
    if (!status) return { outcome: 'unknown', detail: 'completed without a status' };
    // Approved and then given up: the terminal takes it back, or not.
    if (ended.end === 'aborted') return { outcome: 'unknown', detail: `approved, then aborted ${ended.code}` };
    if (status.result !== RESULT.ok) {
      return { outcome: 'declined', words: this.#words(status.result, status.text), detail: `result ${status.result}` };
    }
    return approved(status, request);
  }

  #notAsked(fault: TerminalFault, detail?: string): TerminalOutcome {
    const words = notAskedWords(fault, this.#options.language());
    return { outcome: 'not-asked', fault, words, ...(detail === undefined ? {} : { detail }) };
  }

  #words(code: number, text: string | null = null): string {
    return resultWords(code, text, this.#options.language());
  }

  /** Connects and registers. Until then nothing was asked for. */
  async #open(currency: string, first?: (line: ZvtLine) => Promise<boolean>): Promise<Opened> {
    const { host, port, password } = this.#options;
    const line = await openZvtLine({ host, port }, CONNECT_MS);
    if (!line) return { ok: false, fault: 'terminal-unreachable', detail: `${host}:${port} does not answer` };
    this.#line = line;
    if (first && !(await first(line))) return { ok: false, fault: 'terminal-unreachable', detail: 'no answer' };
    const registered = await exchange(line, registration(password, currency), { silenceMs: ADMINISTRATION_MS });
    if (registered.end === 'completed') return { ok: true, line };
    return { ok: false, ...faultOf(registered) };
  }

  /** One thing at a time; the line is closed after it. */
  async #alone<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
    if (this.#busy) return otherwise;
    this.#busy = true;
    try {
      return await work();
    } finally {
      this.#line?.close();
      this.#line = null;
      this.#busy = false;
    }
  }
}

/** Over what was asked for is tip; under it, the customer's money came to an end. */
function approved(status: StatusInformation, request: TransactionRequest | null): TerminalOutcome {
  const reference = referenceOf(status);
  if (reference === null) return { outcome: 'unknown', detail: 'approved without a trace number' };
  const total = status.amount ?? request?.amount ?? 0;
  const amount = Math.min(total, request?.amount ?? total);
  return { outcome: 'approved', amount, tip: total - amount, reference };
}

function lastOf(status: StatusInformation) {
  const { originalTrace } = status;
  return {
    approved: status.result === RESULT.ok,
    total: status.amount ?? 0,
    reference: referenceOf(status) ?? '',
    isVoid: originalTrace !== null,
    voids: (reference: string) => originalTrace !== null && readReference(reference)?.trace === originalTrace,
  };
}

function faultOf(ended: Exclude<Exchange, { end: 'completed' }>): { fault: TerminalFault; detail: string } {
  if (ended.end === 'lost') return { fault: 'terminal-unreachable', detail: ended.detail };
  return { fault: 'terminal-busy', detail: `${ended.end} ${ended.code}` };
}
