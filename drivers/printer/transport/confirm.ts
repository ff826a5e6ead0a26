import type { PrinterFault } from '#drivers/printer/printer.ts';
import type { PrinterLanguage, PrinterQuestion, PrinterSaid } from '#drivers/printer/printer-language.ts';
import { type Deadline, deadlineIn } from './deadline.ts';
import type { PrinterLink } from './printer-link.ts';
import { faultOf, faultOfEnd, REPLY_MS } from './printer-state.ts';

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
  const watch = new Watch(language.stops, link);
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
      watch.silence();
    } else if (typeof said === 'string') {
      return said === 'closed' && grace ? null : faultOfEnd(said);
    } else if (said.kind === 'printed') {
      if (said.final) return null;
      grace ??= deadlineIn(GRACE_MS);
    } else if (said.kind === 'status') {
      const stopped = watch.heard(said);
      if (stopped !== null) return stopped;
    }
  }
}

/**
 * Asks a printing printer, one question after another, whether it has stopped. Answers need not say which question they are to. One that
 * stays out for long is given up; from then on a late one may be taken for the next question's, so that what stops must be said twice.
 */
class Watch {
  readonly #questions: readonly PrinterQuestion[];
  readonly #link: PrinterLink;
  #left: PrinterQuestion[] = [];
  #overdue = deadlineIn(0);
  #doubtful = false;
  #before = new Set<PrinterFault>();
  #now = new Set<PrinterFault>();

  constructor(questions: readonly PrinterQuestion[], link: PrinterLink) {
    this.#questions = questions;
    this.#link = link;
  }

  /** Nothing was said for a while: it is time for a round of questions, unless one is still to be answered. */
  silence(): void {
    const { talk } = this.#link;
    if (talk.unanswered > 0) {
      if (this.#overdue.leftMs() > 0) return;
      talk.forgetQuestions();
      this.#doubtful = true;
    }
    this.#before = this.#now;
    this.#now = new Set();
    this.#left = [...this.#questions];
    this.#askNext();
  }

  /** What has stopped the printer, as far as that is beyond doubt. */
  heard({ status, asked }: Extract<PrinterSaid, { kind: 'status' }>): PrinterFault | null {
    if (asked) this.#askNext();
    // Offline for no reason that can be seen may be a printer at work.
    const stopped = faultOf({ ...status, online: true });
    if (stopped === null || !asked || !this.#doubtful || this.#before.has(stopped)) return stopped;
    this.#now.add(stopped);
    return null;
  }

  #askNext(): void {
    const question = this.#left.shift();
    if (question === undefined) return;
    this.#overdue = deadlineIn(REPLY_MS);
    this.#link.write(this.#link.talk.ask(question));
  }
}
