import type { Printer, PrinterFault, PrintOptions } from '#drivers/printer/printer.ts';
import type { PrinterStatus } from '#drivers/printer/protocol/escpos-status.ts';

export type DrawerFault = PrinterFault | 'drawer-unreachable';
/** `sent`: it may have opened all the same. */
export type DrawerOutcome = { ok: true } | { ok: false; code: DrawerFault; sent: boolean };

/** A cash drawer, in the terms of UnifiedPOS's CashDrawer. */
export interface Drawer {
  /** Opens it (openDrawer). */
  open(options?: PrintOptions): Promise<DrawerOutcome>;
  /** Whether it is open (DrawerOpened); `null` when that cannot be found out. */
  opened(options?: PrintOptions): Promise<boolean | null>;
}

/** How a drawer hangs on a printer's kick-out connector. */
export interface KickOut {
  pin: 2 | 5;
  /** What pin 3 shows while the drawer is open; `none`: the drawer has no switch. */
  openLevel: 'high' | 'low' | 'none';
}

const USUAL: KickOut = { pin: 2, openLevel: 'high' };

/**
 * The drawer on a receipt printer's kick-out connector. A printer that is out of paper or open obeys no pulse that comes in turn, but
 * change has to be given all the same: it then gets the real-time pulse.
 */
export function printerDrawer(printer: Printer, kickOut: KickOut = USUAL): Drawer {
  return {
    async open(options) {
      const outcome = await printer.pulse(kickOut.pin, options);
      if (outcome.ok || outcome.sent) return outcome;
      const stopped = outcome.code === 'printer-paper-out' || outcome.code === 'printer-cover-open';
      return stopped ? printer.realTimePulse(kickOut.pin, options) : outcome;
    },
    async opened(options) {
      const state = await printer.status(options);
      return state.ok ? drawerOpen(state.status, kickOut) : null;
    },
  };
}

/** Whether the drawer on a printer's connector is open, from the printer's state; null for one without a switch. */
export function drawerOpen(status: Pick<PrinterStatus, 'drawerOpen'>, { openLevel }: KickOut): boolean | null {
  return openLevel === 'none' ? null : status.drawerOpen === (openLevel === 'high');
}
