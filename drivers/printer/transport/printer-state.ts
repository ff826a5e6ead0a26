import type { PrinterFault } from '#drivers/printer/printer.ts';
import { type StatusNumber, statusRequest } from '#drivers/printer/protocol/escpos-commands.ts';
import { type PrinterStatus, readStatus } from '#drivers/printer/protocol/escpos-status.ts';
import type { Deadline } from './deadline.ts';
import type { LinkEnd, PrinterLink } from './printer-link.ts';

/** A real-time status is answered at once; this is for slow networks. */
const REPLY_MS = 2_000;

/** Asks `DLE EOT n`. Bytes that are no status are garbage: `printer-error`. */
export async function askStatus(
  link: PrinterLink,
  n: StatusNumber,
  deadline: Deadline,
): Promise<Partial<PrinterStatus> | PrinterFault> {
  link.write(statusRequest(n));
  const reply = await link.next(
    (one) => {
      if (one.kind === 'status') return readStatus(n, one.byte);
      return one.kind === 'automatic-status' ? null : ('printer-error' as const);
    },
    Math.min(REPLY_MS, deadline.leftMs()),
  );
  return typeof reply === 'string' && reply !== 'printer-error' ? faultOfEnd(reply) : reply;
}

/** Asks for all that matters before a job: `DLE EOT` 1, 2 and 4. */
export async function askState(link: PrinterLink, deadline: Deadline): Promise<PrinterStatus | PrinterFault> {
  const status: PrinterStatus = { online: false, coverOpen: false, paper: 'ok', error: false, drawerOpen: false };
  for (const n of [1, 2, 4] as const) {
    const part = await askStatus(link, n, deadline);
    if (typeof part === 'string') return part;
    const outAlready = status.paper === 'out';
    Object.assign(status, part);
    if (outAlready) status.paper = 'out';
  }
  return status;
}

/** What keeps a printer from printing, the thing a person can see first; `null` when it can print. */
export function faultOf(status: Partial<PrinterStatus>): PrinterFault | null {
  if (status.coverOpen) return 'printer-cover-open';
  if (status.paper === 'out') return 'printer-paper-out';
  return status.error || status.online === false ? 'printer-error' : null;
}

/** A wait's end as the person at the till is told it. */
export function faultOfEnd(end: LinkEnd): PrinterFault {
  return end === 'timeout' ? 'printer-timeout' : 'printer-interrupted';
}
