import type { Label } from '#contracts/ipc/devices.ts';
import type {
  LabelFault,
  LabelOptions,
  LabelOutcome,
  LabelPrinter,
  LabelPrinterState,
} from '#drivers/label/label-printer.ts';
import type { Printer, PrinterFault, PrintOutcome } from '#drivers/printer/printer.ts';

const LABEL_MS = 20_000;

const FAULTS: Readonly<Record<PrinterFault, LabelFault>> = {
  'printer-unreachable': 'label-printer-unreachable',
  'printer-paper-out': 'label-printer-paper-out',
  'printer-cover-open': 'label-printer-head-open',
  'printer-error': 'label-printer-error',
  'printer-timeout': 'label-printer-timeout',
  'printer-interrupted': 'label-printer-interrupted',
};

export interface JobLabelPrinterOptions {
  printer: Printer;
  /** Whether the printer ever says anything: its state can be asked then. */
  answers: boolean;
  /** One label, once. */
  encode(label: Label): Uint8Array;
}

/**
 * A label printer that is driven like one of receipts, which confirms each job where it can: an ESC/POS printer with labels in it, or any
 * that never answers, as behind a queue. Each copy is a job, so that at most one is out that is not counted.
 */
export class JobLabelPrinter implements LabelPrinter {
  readonly #options: JobLabelPrinterOptions;

  constructor(options: JobLabelPrinterOptions) {
    this.#options = options;
  }

  async print(labels: readonly Label[], options: LabelOptions = {}): Promise<LabelOutcome> {
    const { printer, encode } = this.#options;
    const { signal, deadlineMs = LABEL_MS, onPrinted } = options;
    let printed = 0;
    for (const label of labels) {
      const bytes = encode(label);
      for (let copy = 0; copy < label.copies; copy += 1) {
        if (signal?.aborted) return { ok: false, code: 'label-printer-interrupted', printed };
        // A label that has begun is let out: broken off, nobody would know whether it is whole.
        const outcome = await printer.print(bytes, { deadlineMs });
        if (!outcome.ok) {
          const { detail } = outcome;
          return { ok: false, code: faultOf(outcome), printed, ...(detail === undefined ? {} : { detail }) };
        }
        printed += 1;
        onPrinted?.(printed);
      }
    }
    return { ok: true, printed };
  }

  async status(options: LabelOptions = {}): Promise<LabelPrinterState> {
    const { printer, answers } = this.#options;
    if (!answers) return { ok: true };
    const state = await printer.status(options);
    if (!state.ok) return { ok: false, code: FAULTS[state.code] };
    const { status } = state;
    if (status.coverOpen) return { ok: false, code: 'label-printer-head-open' };
    if (status.paper === 'out') return { ok: false, code: 'label-printer-paper-out' };
    return status.error ? { ok: false, code: 'label-printer-error' } : { ok: true };
  }
}

/** Of one that went off and was not heard of again, a person looks whether it came out. */
function faultOf({ code, sent }: Extract<PrintOutcome, { ok: false }>): LabelFault {
  return sent && code === 'printer-timeout' ? 'label-printer-interrupted' : FAULTS[code];
}
