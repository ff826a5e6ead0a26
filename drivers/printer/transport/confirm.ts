import type { PrinterFault } from '#drivers/printer/printer.ts';
import type { PrinterLanguage } from '#drivers/printer/printer-language.ts';
import { type Deadline, deadlineIn } from './deadline.ts';
import type { PrinterLink } from './printer-link.ts';
import { faultOf, faultOfEnd } from './printer-state.ts';

/** How often a printing printer is asked whether it has stopped. */
const WATCH_MS = 400;
/** How long after a `printed` that is not final a printer may take to send one that is. */
const GRACE_MS = 2_000;

/**
 * Waits until all that was written to a link, the end of the job included, has come out: `null` then, else what was in its way.
 * A printer that stops for paper or its cover never comes to the job's end, so its state is watched in real time meanwhile.
 */
export async function printed(
  language: Pick<PrinterLanguage, 'stops'>,
  link: PrinterLink,
  deadline: Deadline,
): Promise<PrinterFault | null> {
  let grace: Deadline | null = null;
  for (;;) {
    const waitMs = Math.min(WATCH_MS, deadline.leftMs(), grace?.leftMs() ?? WATCH_MS);
    const said = await link.next((one) => one, waitMs);
    if (said === 'timeout') {
      if (grace?.leftMs() === 0) {
        link.talk.believe();
        return null;
      }
      if (deadline.leftMs() === 0) return grace ? null : 'printer-timeout';
      for (const question of language.stops) link.write(link.talk.ask(question));
    } else if (typeof said === 'string') {
      return said === 'closed' && grace ? null : faultOfEnd(said);
    } else if (said.kind === 'printed') {
      if (said.final) return null;
      grace ??= deadlineIn(GRACE_MS);
    } else if (said.kind === 'status') {
      // Offline for no reason that can be seen may be a printer at work.
      const stopped = faultOf({ ...said.status, online: true });
      if (stopped !== null) return stopped;
    }
  }
}
