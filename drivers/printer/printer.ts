import type { PrinterStatus } from './protocol/escpos-status.ts';

export type PrinterFault =
  | 'printer-unreachable'
  | 'printer-paper-out'
  | 'printer-cover-open'
  | 'printer-error'
  | 'printer-timeout'
  | 'printer-interrupted';

/**
 * How a print job ended. `handedOver`: it was given to something that never tells whether it came out (a spooler's queue, a cable
 * with no way back). `sent` says whether any of it may have reached the printer: when false, nothing came out and
 * it can be tried again freely; when true, paper may hold all, a part or none of it, and a person should look first.
 */
export type PrintOutcome =
  | { ok: true; handedOver?: true }
  | { ok: false; code: PrinterFault; sent: boolean; detail?: string };

export type PrinterState = { ok: true; status: PrinterStatus } | { ok: false; code: PrinterFault };

export interface PrintOptions {
  /** Gives up early: `printer-interrupted`. */
  signal?: AbortSignal;
  /**
   * For all of it, from the call to the confirmation; waiting for an earlier job of the same printer included. The time that a job's bytes
   * take on a serial line comes on top.
   */
  deadlineMs?: number;
}

/** A receipt printer, in the terms of UnifiedPOS's POSPrinter. Every outcome is a value. Jobs run one after another. */
export interface Printer {
  /** Prints a job's bytes and waits until the printer says that they came out, where it can say so. */
  print(bytes: Uint8Array, options?: PrintOptions): Promise<PrintOutcome>;
  /** Opens the drawer on a pin of its kick-out connector, in turn with the jobs. */
  pulse(pin: 2 | 5, options?: PrintOptions): Promise<PrintOutcome>;
  /** The same at once, which a printer obeys also when it is out of paper or open. Nothing confirms its effect. */
  realTimePulse(pin: 2 | 5, options?: PrintOptions): Promise<PrintOutcome>;
  /** Asks for the state now (CoverOpen, RecEmpty, RecNearEnd, the drawer's DrawerOpened). */
  status(options?: PrintOptions): Promise<PrinterState>;
  /** `status` while nothing else is to be done: a job that comes up breaks it off, and it then says null, as does one that can't be asked. */
  glance(options?: PrintOptions): Promise<PrinterState | null>;
}
