import type { Printer, PrintOptions, PrintOutcome } from '#drivers/printer/printer.ts';
import { drawerPulse, realTimeDrawerPulse } from '#drivers/printer/protocol/escpos-commands.ts';

/** A cash drawer, in the terms of UnifiedPOS's CashDrawer. */
export interface Drawer {
  /** Opens it (openDrawer). `sent` in a bad outcome: it may have opened all the same. */
  open(options?: PrintOptions): Promise<PrintOutcome>;
  /** Whether it is open (DrawerOpened); `null` when that cannot be found out. */
  opened(options?: PrintOptions): Promise<boolean | null>;
}

/**
 * The drawer on a receipt printer's kick-out connector. A printer that is out of paper or open obeys no `ESC p`, but
 * change has to be given all the same: it then gets the real-time pulse.
 */
export function printerDrawer(printer: Printer, pin: 2 | 5 = 2): Drawer {
  return {
    async open(options) {
      const outcome = await printer.print(drawerPulse(pin), options);
      if (outcome.ok || outcome.sent) return outcome;
      const stopped = outcome.code === 'printer-paper-out' || outcome.code === 'printer-cover-open';
      return stopped ? printer.realTime(realTimeDrawerPulse(pin), options) : outcome;
    },
    async opened(options) {
      const state = await printer.status(options);
      return state.ok ? state.status.drawerOpen : null;
    },
  };
}
