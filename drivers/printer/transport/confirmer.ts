import type { PrinterFault } from '#drivers/printer/printer.ts';
import {
  paperSensorRequest,
  processIdRequest,
  type StatusNumber,
  statusRequest,
} from '#drivers/printer/protocol/escpos-commands.ts';
import { readStatus } from '#drivers/printer/protocol/escpos-status.ts';
import { type Deadline, deadlineIn } from './deadline.ts';
import type { PrinterLink } from './printer-link.ts';
import { faultOf, faultOfEnd } from './printer-state.ts';

/** How a printer confirms that a job came out; `auto` finds out with the first job which of the two it knows. */
export type Confirmation = 'auto' | 'process-id' | 'paper-sensor';

/** How often a printing printer is asked whether it has stopped. */
const WATCH_MS = 400;
/** How long after its paper sensor's state a printer may take to send a process id before it is taken not to know them. */
const PROCESS_ID_GRACE_MS = 2_000;

/**
 * Finds out when what was sent to a printer has come out.
 *
 * `DLE EOT` cannot tell that: it is answered out of turn. The best documented way is `GS ( H` function 48 (process ID
 * response), sent "when the printing is completed". Printers that lack it (Epson's oldest, many compatible ones) know
 * `GS r 1` (Transmit status), answered in turn, once everything before it was processed, though the last line may
 * still be moving. `auto` asks both: a process id settles it for good; where only `GS r` is answered, that is believed
 * after a grace time and asked alone from then on, because a printer that lacks `GS ( H` may print it as text.
 *
 * A printer that stops for paper or its cover answers neither, so its state is watched in real time meanwhile.
 */
export class Confirmer {
  #way: Confirmation;
  #asked = 0;

  constructor(way: Confirmation) {
    this.#way = way;
  }

  /** Waits for the confirmation of all that was written to the link: `null` when it came, else what was in its way. */
  async printed(link: PrinterLink, deadline: Deadline): Promise<PrinterFault | null> {
    const id = (this.#asked++ % 36 ** 4).toString(36).padStart(4, '0');
    if (this.#way !== 'paper-sensor') link.write(processIdRequest(id));
    if (this.#way !== 'process-id') link.write(paperSensorRequest());
    const watched: StatusNumber[] = [];
    let grace: Deadline | null = null;
    for (;;) {
      const waitMs = Math.min(WATCH_MS, deadline.leftMs(), grace?.leftMs() ?? WATCH_MS);
      const reply = await link.next((one) => one, waitMs);
      if (reply === 'timeout') {
        if (grace?.leftMs() === 0) return this.#settled('paper-sensor');
        if (deadline.leftMs() === 0) return grace ? null : 'printer-timeout';
        for (const n of [2, 4] as const) {
          link.write(statusRequest(n));
          watched.push(n);
        }
      } else if (typeof reply === 'string') {
        return reply === 'closed' && grace ? null : faultOfEnd(reply);
      } else if (reply.kind === 'process-id' && reply.id === id) {
        return this.#settled('process-id');
      } else if (reply.kind === 'paper-sensor' && this.#way !== 'process-id') {
        if (this.#way === 'paper-sensor') return null;
        grace ??= deadlineIn(PROCESS_ID_GRACE_MS);
      } else if (reply.kind === 'status') {
        const stopped = faultOf(readStatus(watched.shift() ?? 2, reply.byte) ?? {});
        if (stopped !== null) return stopped;
      }
    }
  }

  #settled(way: 'process-id' | 'paper-sensor'): null {
    this.#way = way;
    return null;
  }
}
