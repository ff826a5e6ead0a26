import type { Label } from '#contracts/ipc/devices.ts';
import type {
  LabelFault,
  LabelOptions,
  LabelOutcome,
  LabelPrinter,
  LabelPrinterState,
} from '#drivers/label/label-printer.ts';
import type { Printer, PrinterFault } from '#drivers/printer/printer.ts';

const LABEL_MS = 20_000;

const FAULTS: Readonly<Record<PrinterFault, LabelFault>> = {
  'printer-unreachable': 'label-printer-unreachable',
  'printer-paper-out': 'label-printer-paper-out',
  'printer-cover-open': 'label-printer-head-open',
  'printer-error': 'label-printer-error',
  'printer-timeout': 'label-printer-timeout',
  'printer-interrupted': 'label-printer-interrupted',
};

/** An ESC/POS printer with labels in it: each copy is a job of the receipt printer's driver, which confirms it where it can. */
export class EscPosLabelPrinter implements LabelPrinter {
  readonly #printer: Printer;
  readonly #encode: (label: Label) => Uint8Array;

  constructor(printer: Printer, encode: (label: Label) => Uint8Array) {
    this.#printer = printer;
    this.#encode = encode;
  }

  async print(labels: readonly Label[], options: LabelOptions = {}): Promise<LabelOutcome> {
    const { signal, deadlineMs = LABEL_MS, onPrinted } = options;
    let printed = 0;
    for (const label of labels) {
      const bytes = this.#encode(label);
      for (let copy = 0; copy < label.copies; copy += 1) {
        if (signal?.aborted) return { ok: false, code: 'label-printer-interrupted', printed };
        // A label that has begun is let out: broken off, nobody would know whether it is whole.
        const outcome = await this.#printer.print(bytes, { deadlineMs });
        if (!outcome.ok) {
          const { code, detail } = outcome;
          return { ok: false, code: FAULTS[code], printed, ...(detail === undefined ? {} : { detail }) };
        }
        printed += 1;
        onPrinted?.(printed);
      }
    }
    return { ok: true, printed };
  }

  async status(options: LabelOptions = {}): Promise<LabelPrinterState> {
    const { signal } = options;
    const state = await this.#printer.status(signal ? { signal } : {});
    if (!state.ok) return { ok: false, code: FAULTS[state.code] };
    const { status } = state;
    if (status.coverOpen) return { ok: false, code: 'label-printer-head-open' };
    if (status.paper === 'out') return { ok: false, code: 'label-printer-paper-out' };
    return { ok: true };
  }
}
