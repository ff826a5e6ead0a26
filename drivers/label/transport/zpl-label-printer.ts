import type { Label } from '#contracts/ipc/devices.ts';
import type {
  LabelFault,
  LabelOptions,
  LabelOutcome,
  LabelPrinter,
  LabelPrinterState,
} from '#drivers/label/label-printer.ts';
import { CANCEL_ALL, type HostStatus, statusFault } from '#drivers/label/protocol/host-status.ts';
import { deadlineIn, lineMs } from '#drivers/printer/transport/deadline.ts';
import { Turns } from '#drivers/printer/transport/turns.ts';
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
/** A run that is printing is not waited for. */
const STATUS_MS = 5_000;
/** A format is through when the printer says so many times in a row that nothing waits: it may be between buffer and paper. */
const QUIET_ANSWERS = 2;

/**
 * A ZPL printer that answers. Each label is sent when the one before has come out, and the state is asked for (`~HS`) before, in between and
 * after, so that what came out is counted; when something stands in the way, what waits in the printer is taken back (`~JA`), so
 * that it does not come out unasked for later.
 */
export class ZplLabelPrinter implements LabelPrinter {
  readonly #transport: ByteTransport;
  readonly #encode: (label: Label) => Uint8Array;
  readonly #pollMs: number;
  readonly #answerMs: number;
  readonly #turns = new Turns();

  constructor(transport: ByteTransport, encode: (label: Label) => Uint8Array, options: ZplPrinterOptions = {}) {
    this.#transport = transport;
    this.#encode = encode;
    this.#pollMs = options.pollMs ?? 100;
    this.#answerMs = options.answerMs ?? 3_000;
  }

  async print(labels: readonly Label[], options: LabelOptions = {}): Promise<LabelOutcome> {
    const { signal } = options;
    const outcome = await this.#turns.take(() => this.#run(labels, options), { signal });
    return typeof outcome === 'string' ? { ok: false, code: lostFault(outcome), printed: 0 } : outcome;
  }

  async status(options: LabelOptions = {}): Promise<LabelPrinterState> {
    const { signal, deadlineMs = STATUS_MS } = options;
    const state = await this.#turns.take(() => this.#state(signal), { signal, deadline: deadlineIn(deadlineMs) });
    return typeof state === 'string' ? { ok: false, code: lostFault(state) } : state;
  }

  async #state(signal: AbortSignal | undefined): Promise<LabelPrinterState> {
    const line = await openStatusLine(this.#transport, CONNECT_MS, signal);
    if (typeof line === 'string') return { ok: false, code: faultOf(line) };
    const said = await line.ask(this.#answerMs);
    line.close();
    const code = typeof said === 'string' ? lostFault(said) : statusFault(said);
    return code === null ? { ok: true } : { ok: false, code };
  }

  async #run(labels: readonly Label[], options: LabelOptions): Promise<LabelOutcome> {
    const { signal, onPrinted } = options;
    if (signal?.aborted) return { ok: false, code: 'label-printer-interrupted', printed: 0 };
    const line = await openStatusLine(this.#transport, CONNECT_MS, signal);
    if (typeof line === 'string') return { ok: false, code: faultOf(line), printed: 0 };
    const said = await line.ask(this.#answerMs);
    const against = typeof said === 'string' ? lostFault(said) : statusFault(said);
    if (against !== null) return ended(line, { ok: false, code: against, printed: 0 });
    let printed = 0;
    for (const label of labels) {
      const bytes = this.#encode(label);
      line.write(bytes);
      const before = printed;
      const tell = (copies: number): void => {
        if (before + copies <= printed) return;
        printed = before + copies;
        onPrinted?.(printed);
      };
      const { deadlineMs = LABEL_MS } = options;
      const labelMs = deadlineMs + lineMs(this.#transport, bytes.length);
      const code = await this.#out(line, label, { ...options, deadlineMs: labelMs }, tell);
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
