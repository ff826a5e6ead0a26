import type { PrinterLanguage, PrinterSaid, PrinterTalk } from '#drivers/printer/printer-language.ts';
import {
  starDrawerPulse,
  starEtb,
  starPrintEndRequest,
  starRealTimeDrawerPulse,
  starStatusRequest,
} from '#drivers/printer/protocol/star-commands.ts';
import { type StarReply, StarReplyReader } from '#drivers/printer/protocol/star-replies.ts';
import { readStarStatus } from '#drivers/printer/protocol/star-status.ts';

/** All of the state comes with one answer. */
const STATUS = 0;
const ETB_ROUND = 32;

/**
 * StarPRNT, and what Star Line Mode shares with it. A job's end is told by the print end counter (`ESC GS ETX`), which names the job;
 * printers that lack it count `ETB` in their status. What such a printer has not printed can't be taken back from it.
 */
export class StarLanguage implements PrinterLanguage {
  readonly state = [STATUS];
  readonly stops = [STATUS];
  readonly clear = null;
  #jobs = 0;

  pulse(pin: 2 | 5): Uint8Array {
    return starDrawerPulse(pin);
  }

  realTimePulse(pin: 2 | 5): Uint8Array {
    return starRealTimeDrawerPulse(pin);
  }

  talk(): PrinterTalk {
    return new StarTalk(() => {
      this.#jobs = (this.#jobs + 1) & 0xffff;
      return this.#jobs;
    });
  }
}

class StarTalk implements PrinterTalk {
  readonly #replies = new StarReplyReader();
  readonly #nextJob: () => number;
  #asked = 0;
  #etb: number | null = null;
  /** The job whose end is waited for, and what the count of `ETB` is then. */
  #job: { number: number; etb: number | null } | null = null;

  constructor(nextJob: () => number) {
    this.#nextJob = nextJob;
  }

  ask(): Uint8Array {
    this.#asked += 1;
    return starStatusRequest();
  }

  get unanswered(): number {
    return this.#asked;
  }

  forgetQuestions(): void {
    this.#asked = 0;
  }

  /** With automatic status on, `ESC ACK SOH` "is not used" (StarPRNT Command Specifications, 3-1-3): it is left as it is, and asked. */
  begin(job: Uint8Array): Uint8Array {
    return job;
  }

  end(): Uint8Array {
    const number = this.#nextJob();
    this.#job = { number, etb: this.#etb === null ? null : (this.#etb + 1) % ETB_ROUND };
    return Uint8Array.of(...starPrintEndRequest(number), ...starEtb());
  }

  /** Which of the two ways came is clear from what came: there is nothing to learn. */
  believe(): void {}

  read(chunk: Uint8Array): PrinterSaid[] {
    return this.#replies.push(chunk).flatMap((reply) => this.#said(reply));
  }

  #said(reply: StarReply): PrinterSaid[] {
    switch (reply.kind) {
      case 'status': {
        const { status, etb } = readStarStatus(reply.bytes);
        const asked = this.#asked > 0;
        if (asked) this.#asked -= 1;
        this.#etb = etb;
        const counted = etb !== null && this.#job !== null && etb === this.#job.etb;
        return [...(counted ? [{ kind: 'printed', final: false } as const] : []), { kind: 'status', status, asked }];
      }
      case 'print-end': {
        const ours = this.#job?.number === ((reply.n2 << 8) | reply.n1);
        return ours ? [{ kind: 'printed', final: true }] : [];
      }
      case 'unknown':
        return [{ kind: 'garbage' }];
    }
  }
}
