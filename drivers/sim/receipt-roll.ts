import { plainLines } from '#drivers/printer/protocol/draw-pages.ts';
import { addDrawn, type Drawn } from '#drivers/printer/protocol/drawn.ts';
import type { PrintedPage } from './print-machine.ts';

/** A receipt as the virtual printer keeps it. */
export interface VirtualReceipt {
  /** Counts from 1 since the program began. */
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  /** As text; barcodes and QR codes as `[code128 ...]` and `[qr ...]`. */
  lines: string[];
  drawn: Drawn[];
  /** Whether it was cut off; a receipt that is not is a torn one. */
  cut: boolean;
  /** Drawer pulses since the receipt before. */
  pulses: number;
  /** What it did not know, as hex. */
  unknown: string[];
  /** The bytes it was made of, as base64. */
  raw: string;
}

/** The last receipts, newest first. */
export class ReceiptRoll {
  readonly #most: number;
  #receipts: VirtualReceipt[] = [];
  #made = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get receipts(): readonly VirtualReceipt[] {
    return this.#receipts;
  }

  add(page: PrintedPage, columns: number, at: Date): VirtualReceipt {
    this.#made += 1;
    const drawn = joinStrips(page.drawn);
    const receipt: VirtualReceipt = {
      id: this.#made,
      at: at.toISOString(),
      lines: drawn.flatMap((one) => plainLines(one, columns)),
      drawn,
      cut: page.cut,
      pulses: page.pulses,
      unknown: page.unknown.map((bytes) => Buffer.from(bytes).toString('hex')),
      raw: Buffer.from(page.raw).toString('base64'),
    };
    this.#receipts = [receipt, ...this.#receipts].slice(0, this.#most);
    return receipt;
  }
}

/** Pictures that came in strips as one each. */
export function joinStrips(drawn: readonly Drawn[]): Drawn[] {
  const paper: Drawn[] = [];
  for (const one of drawn) addDrawn(paper, one);
  return paper;
}
