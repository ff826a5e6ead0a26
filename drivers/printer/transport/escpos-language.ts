import type { PrinterLanguage, PrinterSaid, PrinterTalk } from '#drivers/printer/printer-language.ts';
import { readAutomaticStatus } from '#drivers/printer/protocol/escpos-automatic-status.ts';
import { ESC } from '#drivers/printer/protocol/escpos-codes.ts';
import {
  automaticStatusBack,
  clearBuffers,
  drawerPulse,
  paperSensorRequest,
  processIdRequest,
  realTimeDrawerPulse,
  type StatusNumber,
  statusRequest,
} from '#drivers/printer/protocol/escpos-commands.ts';
import { type PrinterReply, ReplyReader } from '#drivers/printer/protocol/escpos-replies.ts';
import { readStatus } from '#drivers/printer/protocol/escpos-status.ts';

/** `ESC @`, with which a receipt begins. */
const INITIALIZE = [ESC, 0x40] as const;

/** How a printer confirms that a job came out; `auto` finds out with the first job which of the two it knows. */
export type Confirmation = 'auto' | 'process-id' | 'paper-sensor';

/**
 * ESC/POS.
 *
 * `DLE EOT` cannot tell that a job came out: it is answered out of turn. The best documented way is `GS ( H` function 48 (process ID
 * response), sent "when the printing is completed". Printers that lack it (Epson's oldest, many compatible ones) know
 * `GS r 1` (Transmit status), answered in turn, once everything before it was processed, though the last line may
 * still be moving. `auto` asks both: a process id settles it for good; where only `GS r` is answered, that is believed
 * after a grace time and asked alone from then on, because a printer that lacks `GS ( H` may print it as text.
 */
export class EscPosLanguage implements PrinterLanguage {
  readonly state: readonly StatusNumber[] = [1, 2, 4];
  readonly stops: readonly StatusNumber[] = [2, 4];
  readonly clear = clearBuffers();
  #way: Confirmation;
  readonly #automatic: boolean;
  #jobs = 0;

  /** `automatic`: it knows `GS a`, and tells of changes while it prints. */
  constructor(way: Confirmation = 'auto', automatic = false) {
    this.#way = way;
    this.#automatic = automatic;
  }

  pulse(pin: 2 | 5): Uint8Array {
    return drawerPulse(pin);
  }

  realTimePulse(pin: 2 | 5): Uint8Array {
    return realTimeDrawerPulse(pin);
  }

  talk(): PrinterTalk {
    return new EscPosTalk({
      automatic: this.#automatic,
      way: () => this.#way,
      settle: (way) => {
        this.#way = way;
      },
      nextId: () => (this.#jobs++ % 36 ** 4).toString(36).padStart(4, '0'),
    });
  }
}

interface Learned {
  readonly automatic: boolean;
  way(): Confirmation;
  settle(way: Confirmation): void;
  nextId(): string;
}

class EscPosTalk implements PrinterTalk {
  readonly #learned: Learned;
  readonly #replies = new ReplyReader();
  /** Answers carry no number: they come in the order of the questions. */
  readonly #asked: StatusNumber[] = [];
  /** Questions given up whose answer may still come. */
  #forgotten = 0;
  #id: string | null = null;
  #sensorAsked = false;
  /** Automatic status was switched on for the job. */
  #watched = false;

  constructor(learned: Learned) {
    this.#learned = learned;
  }

  ask(question: number): Uint8Array {
    const n = ([1, 2, 3, 4] as const).find((one) => one === question) ?? 1;
    this.#asked.push(n);
    return statusRequest(n);
  }

  get unanswered(): number {
    return this.#asked.length;
  }

  forgetQuestions(): void {
    this.#forgotten += this.#asked.length;
    this.#asked.length = 0;
  }

  begin(job: Uint8Array): Uint8Array {
    this.#watched = this.#learned.automatic && INITIALIZE.every((byte, at) => job[at] === byte);
    if (!this.#watched) return job;
    return Uint8Array.from([...INITIALIZE, ...automaticStatusBack(true), ...job.subarray(INITIALIZE.length)]);
  }

  end(): Uint8Array {
    const way = this.#learned.way();
    const id = this.#learned.nextId();
    this.#id = way === 'paper-sensor' ? null : id;
    this.#sensorAsked = way !== 'process-id';
    return Uint8Array.from([
      ...(way === 'paper-sensor' ? [] : processIdRequest(id)),
      ...(this.#sensorAsked ? paperSensorRequest() : []),
      ...(this.#watched ? automaticStatusBack(false) : []),
    ]);
  }

  believe(): void {
    this.#learned.settle('paper-sensor');
  }

  read(chunk: Uint8Array): PrinterSaid[] {
    return this.#replies.push(chunk).flatMap((reply) => this.#said(reply) ?? []);
  }

  #said(reply: PrinterReply): PrinterSaid | null {
    switch (reply.kind) {
      case 'status': {
        const n = this.#asked.shift();
        if (n === undefined && this.#forgotten > 0) {
          this.#forgotten -= 1;
          return null;
        }
        const status = n === undefined ? null : readStatus(n, reply.byte);
        return status ? { kind: 'status', status, asked: true } : { kind: 'garbage' };
      }
      case 'automatic-status':
        return { kind: 'status', status: readAutomaticStatus(reply.bytes), asked: false };
      case 'process-id':
        // One of a job before, given up meanwhile, means nothing any more.
        if (reply.id !== this.#id) return null;
        this.#learned.settle('process-id');
        return { kind: 'printed', final: true };
      case 'paper-sensor':
        if (!this.#sensorAsked) return { kind: 'garbage' };
        return { kind: 'printed', final: this.#learned.way() === 'paper-sensor' };
      case 'cleared':
        return { kind: 'cleared' };
      case 'unknown':
        return { kind: 'garbage' };
    }
  }
}
