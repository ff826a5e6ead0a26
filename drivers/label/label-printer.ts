import type { Label } from '#contracts/ipc/devices.ts';

export type LabelFault =
  | 'label-printer-not-configured'
  | 'label-printer-unreachable'
  | 'label-printer-timeout'
  | 'label-printer-paper-out'
  | 'label-printer-ribbon-out'
  | 'label-printer-head-open'
  | 'label-printer-paused'
  | 'label-printer-error'
  | 'label-printer-interrupted';

/** `printed`: how many came out, copies counted one by one, as far as it is known; one more may have. */
export type LabelOutcome =
  | { ok: true; printed: number }
  | { ok: false; code: LabelFault; printed: number; detail?: string };

export interface LabelOptions {
  /** Stops after the label that is coming out: `label-printer-interrupted`. */
  signal?: AbortSignal;
  /** Until the next label or copy has come out; each begins anew. The time its bytes take on a serial line comes on top. */
  deadlineMs?: number;
  /** After each label or copy that is known to have come out. */
  onPrinted?(printed: number): void;
}

/** Whether anything is known against printing now. */
export type LabelPrinterState = { ok: true } | { ok: false; code: LabelFault; detail?: string };

/** A printer of shelf and price labels. Every outcome is a value; runs go one after another. */
export interface LabelPrinter {
  print(labels: readonly Label[], options?: LabelOptions): Promise<LabelOutcome>;
  status(options?: LabelOptions): Promise<LabelPrinterState>;
}
