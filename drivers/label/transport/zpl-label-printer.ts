import type { Label } from '#contracts/ipc/devices.ts';
import type {
  LabelFault,
  LabelOptions,
  LabelOutcome,
  LabelPrinter,
  LabelPrinterState,
} from '#drivers/label/label-printer.ts';
import { CANCEL_ALL, type HostStatus, statusFault } from '#drivers/label/protocol/host-status.ts';
import { deadlineIn } from '#drivers/printer/transport/deadline.ts';
import type { ByteTransport, LineEnd } from '#drivers/transport/byte-line.ts';
import { openStatusLine, type StatusLine } from './status-line.ts';

export interface ZplPrinterOptions {
  /** Between two questions about its state. */
  pollMs?: number;
  /** How long one answer may take. */
  answerMs?: number;
}

const CONNECT_MS = 3_000;
const LABEL_MS = 20_000;
/** A format is through when the printer says so many times in a row that nothing waits: it may be between buffer and paper. */
const QUIET_ANSWERS = 2;

/**
 * A ZPL printer. Each label is sent when the one before has come out, and the state is asked for (`~HS`) before, in between and
 * after, so that what came out is counted; when something stands in the way, what waits in the printer is taken back (`~JA`), so
 * that it does not come out unasked for later.
 */
export class ZplLabelPrinter implements LabelPrinter {
  readonly #transport: ByteTransport;
  readonly #encode: (label: Label) => Uint8Array;
  readonly #pollMs: number;
  readonly #answerMs: number;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(transport: ByteTransport, encode: (label: Label) => Uint8Array, options: ZplPrinterOptions = {}) {
    this.#transport = transport;
    this.#encode = encode;
    this.#pollMs = options.pollMs ?? 100;
    this.#answerMs = options.answerMs ?? 3_000;
  }

  print(labels: readonly Label[], options: LabelOptions = {}): Promise<LabelOutcome> {
    return this.#inTurn(() => this.#run(labels, options));
  }

  status(options: LabelOptions = {}): Promise<LabelPrinterState> {
    return this.#inTurn(async () => {
      if (!this.#transport.answers) return { ok: true };
      const line = await openStatusLine(this.#transport, CONNECT_MS, options.signal);
      if (typeof line === 'string') return { ok: false, code: faultOf(line) };
      const said = await line.ask(this.#answerMs);
      line.close();
      const code = typeof said === 'string' ? lostFault(said) : statusFault(said);
      return code === null ? { ok: true } : { ok: false, code };
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => {});
    return mine;
  }

  async #run(labels: readonly Label[], options: LabelOptions): Promise<LabelOutcome> {
    const { signal, onPrinted } = options;
    if (signal?.aborted) return { ok: false, code: 'label-printer-interrupted', printed: 0 };
    const line = await openStatusLine(this.#transport, CONNECT_MS, signal);
    if (typeof line === 'string') return { ok: false, code: faultOf(line), printed: 0 };
    if (this.#transport.answers) {
      const said = await line.ask(this.#answerMs);
      const code = typeof said === 'string' ? lostFault(said) : statusFault(said);
      if (code !== null) return ended(line, { ok: false, code, printed: 0 });
    }
    let printed = 0;
    for (const label of labels) {
      line.write(this.#encode(label));
      const before = printed;
      const tell = (copies: number): void => {
        if (before + copies <= printed) return;
        printed = before + copies;
        onPrinted?.(printed);
      };
      const code = this.#transport.answers
        ? await this.#out(line, label, options, tell)
        : handedOver(label, options, tell);
      if (code !== null) {
        line.write(CANCEL_ALL);
        return ended(line, { ok: false, code, printed });
      }
    }
    return ended(line, { ok: true, printed });
  }

  /** Waits until a label has come out with all its copies; what went wrong, or null. */
  async #out(
    line: StatusLine,
    { copies }: Label,
    { signal, deadlineMs = LABEL_MS }: LabelOptions,
    tell: (copies: number) => void,
  ): Promise<LabelFault | null> {
    let deadline = deadlineIn(deadlineMs);
    let out = 0;
    let quiet = 0;
    while (deadline.leftMs() > 0) {
      const said = await line.ask(Math.min(this.#answerMs, deadline.leftMs()));
      if (said === 'closed' || said === 'aborted') return lostFault(said);
      if (said === 'timeout') continue;
      quiet = isIdle(said) ? quiet + 1 : 0;
      const now = quiet >= QUIET_ANSWERS ? copies : copiesOut(said, copies);
      if (now > out) {
        out = now;
        deadline = deadlineIn(deadlineMs);
        tell(out);
      }
      if (quiet >= QUIET_ANSWERS) return null;
      const fault = statusFault(said);
      if (fault !== null) return fault;
      if (signal?.aborted) return 'label-printer-interrupted';
      await line.pause(this.#pollMs);
    }
    return 'label-printer-timeout';
  }
}

function isIdle({ formats, partial, remaining }: HostStatus): boolean {
  return formats === 0 && !partial && remaining === 0;
}

/** Of a batch that is printing: all but those that remain. One that has not begun yet, or can't be told from one that is through, counts none. */
function copiesOut({ remaining }: HostStatus, copies: number): number {
  return remaining === 0 ? 0 : Math.max(0, copies - remaining);
}

/** What nobody can be asked about counts as printed. */
function handedOver({ copies }: Label, { signal }: LabelOptions, tell: (copies: number) => void): LabelFault | null {
  tell(copies);
  return signal?.aborted ? 'label-printer-interrupted' : null;
}

function ended(line: StatusLine, outcome: LabelOutcome): LabelOutcome {
  line.close();
  return outcome;
}

/** Why a line did not open. */
function faultOf(end: LineEnd): LabelFault {
  return end === 'aborted' ? 'label-printer-interrupted' : 'label-printer-unreachable';
}

/** Why nothing was answered on a line that was open. */
function lostFault(end: LineEnd): LabelFault {
  return end === 'timeout' ? 'label-printer-timeout' : faultOf(end);
}
