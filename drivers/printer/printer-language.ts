import type { PrinterStatus } from './protocol/escpos-status.ts';

/** Something a printer says, whatever language it speaks. */
export type PrinterSaid =
  /** Its state, or a part of it. `asked`: the answer to a question; else it came by itself (automatic status). */
  | { kind: 'status'; status: Partial<PrinterStatus>; asked: boolean }
  /** The end of the job was reached. Not `final`: the printer may know a better way to say so, which would follow soon. */
  | { kind: 'printed'; final: boolean }
  /** What it had received and not printed is forgotten. */
  | { kind: 'cleared' }
  /** Bytes that belong to no reply of this language. */
  | { kind: 'garbage' };

/** A question a language knows; the printer answers each with one `status`. */
export type PrinterQuestion = number;

/** One connection to a printer, in its language: it remembers what was asked and what of a reply has arrived. */
export interface PrinterTalk {
  /** What these bytes complete. */
  read(chunk: Uint8Array): PrinterSaid[];
  ask(question: PrinterQuestion): Uint8Array;
  /** How many questions wait for their answer. */
  readonly unanswered: number;
  /** What was asked and not answered is not waited for any more: an answer that comes late, with nothing asked since, says nothing. */
  forgetQuestions(): void;
  /** A job's bytes, with what has the printer tell of changes by itself meanwhile, where it can. */
  begin(job: Uint8Array): Uint8Array;
  /** What goes after them, so that the job's end is told by `printed`. */
  end(): Uint8Array;
  /** Nothing better came than a `printed` that is not final: from now on this printer is believed at once. */
  believe(): void;
}

/**
 * How one printer is spoken to: ESC/POS or StarPRNT. It belongs to that printer, because it learns how the printer confirms.
 * The `protocol/` of each language makes the bytes and reads them; this joins them to the one transport.
 */
export interface PrinterLanguage {
  talk(): PrinterTalk;
  /** Questions whose answers together tell the state, in the order they are asked. */
  readonly state: readonly PrinterQuestion[];
  /** Those that tell whether a printing printer has stopped. */
  readonly stops: readonly PrinterQuestion[];
  /** Has it forget, in real time, what it has not printed; null where there is no such command. */
  readonly clear: Uint8Array | null;
  /** Opens the drawer on pin 2 or 5 of the kick-out connector, in turn with what was sent before. */
  pulse(pin: 2 | 5): Uint8Array;
  /** The same at once, also without paper or with the cover open; null where there is no such command. */
  realTimePulse(pin: 2 | 5): Uint8Array | null;
}
