import { asciiBytes } from './text-bytes.ts';

/** What a printer says of itself (`~HS`). */
export interface HostStatus {
  paperOut: boolean;
  paused: boolean;
  headOpen: boolean;
  ribbonOut: boolean;
  /** The configuration was lost, or the head is too hot or too cold. */
  unwell: boolean;
  /** Formats that wait in the buffer, one of which may have come only in part. */
  formats: number;
  partial: boolean;
  /** Of the batch that is printing. */
  remaining: number;
}

/** Asks for the state; obeyed at once (ZPL II Programming Guide, `~HS`). */
export const ASK_STATUS = asciiBytes('~HS');
/** Forgets all formats, and stops a batch after the label that is coming out (guide, `~JA`). */
export const CANCEL_ALL = asciiBytes('~JA');

/** The three strings, each between STX and ETX CR LF. */
const ANSWER = new RegExp(
  [
    String.raw`(\d{3}),([01]),([01]),(\d{4}),(\d{3}),([01]),([01]),([01]),(\d{3}),([01]),([01]),([01])`,
    String.raw`(\d{3}),(\d),([01]),([01]),([01]),(\d),(\d),([01]),(\d{8}),(\d),(\d{3})`,
    '([0-9A-Za-z]{4}),([01])',
  ]
    .map((string) => `\x02${string}\x03\r\n`)
    .join(''),
  'g',
);
/** Longer than any answer. */
const KEPT = 400;

/** Takes a printer's bytes as they come, and gives the answers to `~HS` that are there as a whole, each of three strings. */
export class HostStatusReader {
  #held = '';

  push(bytes: Uint8Array): HostStatus[] {
    for (const byte of bytes) this.#held += String.fromCharCode(byte);
    const found: HostStatus[] = [];
    let end = 0;
    for (const match of this.#held.matchAll(ANSWER)) {
      found.push(statusOf(match));
      end = match.index + match[0].length;
    }
    this.#held = this.#held.slice(end).slice(-KEPT);
    return found;
  }
}

function statusOf(match: RegExpMatchArray): HostStatus {
  const flag = (at: number): boolean => match[at] === '1';
  return {
    paperOut: flag(2),
    paused: flag(3),
    formats: Number(match[5]),
    partial: flag(8),
    unwell: flag(10) || flag(11) || flag(12),
    headOpen: flag(15),
    ribbonOut: flag(16),
    remaining: Number(match[21]),
  };
}

export type StatusFault = `label-printer-${'head-open' | 'paper-out' | 'ribbon-out' | 'error' | 'paused'}`;

/** What stands in the way of printing, what a person has to do first, first. */
export function statusFault(status: HostStatus): StatusFault | null {
  if (status.headOpen) return 'label-printer-head-open';
  if (status.paperOut) return 'label-printer-paper-out';
  if (status.ribbonOut) return 'label-printer-ribbon-out';
  if (status.unwell) return 'label-printer-error';
  return status.paused ? 'label-printer-paused' : null;
}
