import { setTimeout as wait } from 'node:timers/promises';
import type { Printer, PrinterFault, PrintOptions } from '#drivers/printer/printer.ts';
import type { PrinterStatus } from '#drivers/printer/protocol/escpos-status.ts';
import { deadlineIn } from '#drivers/printer/transport/deadline.ts';

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

/** What keeps a printer from obeying in turn, but not at once. */
const STOPPED: readonly DrawerFault[] = ['printer-paper-out', 'printer-cover-open', 'printer-error'];
const DEADLINE_MS = 5_000;
/** A drawer that was pulsed is looked at so often, with so much in between, until its switch says that it is open. */
const LOOKS = 5;
const LOOK_MS = 200;

/**
 * The drawer on a receipt printer's kick-out connector. A printer that is out of paper, open or jammed obeys no pulse that comes in
 * turn, but change has to be given all the same: it then gets the real-time pulse. With an error, such as a jammed cutter, Epson's
 * ignore that one too ("DLE DC4 (fn = 1)", ESC/POS command reference), others do not: then the drawer's switch is asked.
 */
export function printerDrawer(printer: Printer, kickOut: KickOut = USUAL): Drawer {
  async function opened(options: PrintOptions | undefined): Promise<boolean | null> {
    const state = await printer.status(options);
    return state.ok ? drawerOpen(state.status, kickOut) : null;
  }

  /** Whether it opened after a pulse that may have been ignored; null where nothing tells. */
  async function openedNow(options: PrintOptions): Promise<boolean | null> {
    for (let look = 1; ; look += 1) {
      const open = await opened(options);
      if (open !== false || look === LOOKS || options.signal?.aborted) return open;
      await wait(LOOK_MS);
    }
  }

  return {
    async open({ signal, deadlineMs = DEADLINE_MS } = {}) {
      const deadline = deadlineIn(deadlineMs);
      const left = (): PrintOptions => ({ deadlineMs: deadline.leftMs(), ...(signal ? { signal } : {}) });
      const outcome = await printer.pulse(kickOut.pin, left());
      if (outcome.ok || outcome.sent || !STOPPED.includes(outcome.code)) return outcome;
      const pulsed = await printer.realTimePulse(kickOut.pin, left());
      if (!pulsed.ok || outcome.code !== 'printer-error') return pulsed;
      const open = await openedNow(left());
      return open ? { ok: true } : { ok: false, code: outcome.code, sent: open === null };
    },
    opened,
  };
}

/** Whether the drawer on a printer's connector is open, from the printer's state; null for one without a switch. */
export function drawerOpen(status: Pick<PrinterStatus, 'drawerOpen'>, { openLevel }: KickOut): boolean | null {
  return openLevel === 'none' ? null : status.drawerOpen === (openLevel === 'high');
}
