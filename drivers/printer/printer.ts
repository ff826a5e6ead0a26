import type { PrinterStatus } from './protocol/escpos-status.ts';

export type PrinterFault =
  | 'printer-unreachable'
  | 'printer-paper-out'
  | 'printer-cover-open'
  | 'printer-error'
  | 'printer-timeout'
  | 'printer-interrupted';

/**
 * How a print job ended. `sent` says whether any of it may have reached the printer: when false, nothing came out and
 * it can be tried again freely; when true, paper may hold all, a part or none of it, and a person should look first.
 */
export type PrintOutcome = { ok: true } | { ok: false; code: PrinterFault; sent: boolean };

export type PrinterState = { ok: true; status: PrinterStatus } | { ok: false; code: PrinterFault };

export interface PrintOptions {
  /** Gives up early: `printer-interrupted`. */
  signal?: AbortSignal;
  /** For all of it, from the call to the confirmation; waiting for an earlier job of the same printer included. */
  deadlineMs?: number;
}

/** A receipt printer, in the terms of UnifiedPOS's POSPrinter. Every outcome is a value. Jobs run one after another. */
export interface Printer {
  /** Prints a job's bytes and waits until the printer says that they came out. */
  print(bytes: Uint8Array, options?: PrintOptions): Promise<PrintOutcome>;
  /** Sends a real-time command, which a printer obeys also when it is out of paper or open. Nothing confirms its effect. */
  realTime(bytes: Uint8Array, options?: PrintOptions): Promise<PrintOutcome>;
  /** Asks for the state now (CoverOpen, RecEmpty, RecNearEnd, the drawer's DrawerOpened). */
  status(options?: PrintOptions): Promise<PrinterState>;
}
