import type { PrinterLanguage, PrinterSaid, PrinterTalk } from '#drivers/printer/printer-language.ts';
import {
  starAutomaticStatus,
  starDrawerPulse,
  starPrintEndRequest,
  starRealTimeDrawerPulse,
  starStatusRequest,
} from '#drivers/printer/protocol/star-commands.ts';
import { type StarReply, StarReplyReader } from '#drivers/printer/protocol/star-replies.ts';
import { readStarStatus } from '#drivers/printer/protocol/star-status.ts';

/**
 * StarPRNT and Star Line Mode. One question (`ESC ACK SOH`) tells the whole state, at once; it must not be asked while the
 * printer sends its status by itself, so that is switched off before a job. A job's end is told by the print end counter
 * (`ESC GS ETX`) with the job's number in it: Star recommends it over ETB where several computers share a printer. There is
 * no command that has a stopped printer forget what it has not printed.
 */
export class StarLanguage implements PrinterLanguage {
  readonly state = [0];
  readonly stops = [0];
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
      this.#jobs = (this.#jobs + 1) % 0x1_0000;
      return this.#jobs;
    });
  }
}

class StarTalk implements PrinterTalk {
  readonly #nextJob: () => number;
  readonly #replies = new StarReplyReader();
  #asked = 0;
  #job: number | null = null;

  constructor(nextJob: () => number) {
    this.#nextJob = nextJob;
  }

  ask(): Uint8Array {
    this.#asked += 1;
    return starStatusRequest();
  }

  begin(): Uint8Array {
    return starAutomaticStatus(false);
  }

  end(): Uint8Array {
    this.#job = this.#nextJob();
    return starPrintEndRequest(this.#job);
  }

  /** There is only one way, and it is final. */
  believe(): void {}

  read(chunk: Uint8Array): PrinterSaid[] {
    return this.#replies.push(chunk).flatMap((reply) => this.#said(reply) ?? []);
  }

  #said(reply: StarReply): PrinterSaid | null {
    switch (reply.kind) {
      case 'status': {
        const asked = this.#asked > 0;
        if (asked) this.#asked -= 1;
        return { kind: 'status', status: readStarStatus(reply.bytes).status, asked };
      }
      case 'print-end':
        // One of a job before, given up meanwhile, means nothing any more.
        return reply.s === 1 && reply.n1 + reply.n2 * 256 === this.#job ? { kind: 'printed', final: true } : null;
      case 'unknown':
        return { kind: 'garbage' };
    }
  }
}
