import type { PrinterFault } from '#drivers/printer/printer.ts';
import type { PrinterLanguage, PrinterQuestion } from '#drivers/printer/printer-language.ts';
import type { PrinterStatus } from '#drivers/printer/protocol/escpos-status.ts';
import type { LineEnd } from '#drivers/transport/byte-line.ts';
import { type Deadline, deadlineIn } from './deadline.ts';
import type { PrinterLink } from './printer-link.ts';

/** A real-time status is answered at once; this is for slow networks. */
export const REPLY_MS = 2_000;
/** A first question that is not answered may have been swallowed by half a command, left from a connection that broke off. */
const AGAIN_MS = 1_000;
/**
 * NULs end half a command by being its data, and mean nothing else. Bytes of a question taken for a command's length can make it
 * wait for 4,102 (`DLE` as the higher byte of `GS (`); what waits for more, half a picture, is filled up try by try.
 */
const FILLER = new Uint8Array(4_200);

/** Asks the first question of a connection, and once more, behind what ends half a command, where it is not answered. */
export async function askFirst(
  link: PrinterLink,
  question: PrinterQuestion,
  deadline: Deadline,
): Promise<Partial<PrinterStatus> | PrinterFault> {
  const answer = await askStatus(link, question, deadline);
  if (answer !== 'printer-timeout' || deadline.leftMs() === 0) return answer;
  link.write(FILLER);
  const again = await askStatus(link, question, deadline, AGAIN_MS + link.lineMs(FILLER.length));
  if (typeof again !== 'string') await allAnswered(link, deadline);
  return again;
}

/** Both were the same question, so that either answer will do; but the other one, if it still comes, must not be taken for the next question's. */
async function allAnswered(link: PrinterLink, deadline: Deadline): Promise<void> {
  const left = deadlineIn(Math.min(REPLY_MS, deadline.leftMs()));
  while (link.talk.unanswered > 0) {
    if (typeof (await link.next((said) => said, left.leftMs())) === 'string') break;
  }
  link.talk.forgetQuestions();
}

/** Asks one question. Bytes that are no answer are garbage: `printer-error`. */
export async function askStatus(
  link: PrinterLink,
  question: PrinterQuestion,
  deadline: Deadline,
  waitMs = REPLY_MS,
): Promise<Partial<PrinterStatus> | PrinterFault> {
  link.write(link.talk.ask(question));
  const answer = await link.next(
    (said) => {
      if (said.kind === 'status') return said.asked ? said.status : null;
      return said.kind === 'garbage' ? ('printer-error' as const) : null;
    },
    Math.min(waitMs, deadline.leftMs()),
  );
  return typeof answer === 'string' && answer !== 'printer-error' ? faultOfEnd(answer) : answer;
}

/** Asks for all that matters before a job. */
export async function askState(
  language: Pick<PrinterLanguage, 'state'>,
  link: PrinterLink,
  deadline: Deadline,
): Promise<PrinterStatus | PrinterFault> {
  const status: PrinterStatus = { online: false, coverOpen: false, paper: 'ok', error: false, drawerOpen: false };
  for (const [at, question] of language.state.entries()) {
    const part = await (at === 0 ? askFirst : askStatus)(link, question, deadline);
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
export function faultOfEnd(end: LineEnd): PrinterFault {
  return end === 'timeout' ? 'printer-timeout' : 'printer-interrupted';
}
