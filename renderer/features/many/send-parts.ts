/** What became of rows: made, changed, or as they were already. */
export interface Tally {
  created: number;
  changed: number;
  unchanged: number;
}
export const NO_TALLY: Tally = { created: 0, changed: 0, unchanged: 0 };

/** A row that was not taken: which one, its line where it comes from a file, and why, in words. */
export interface Failed {
  key: string;
  line: number | null;
  reason: string;
}

/** What the server made of a part; `back` is what takes it back. Without an answer nothing of it is known to be done. */
export type PartSent<Back> =
  | { ok: true; tally: Tally; failed: readonly Failed[]; back: readonly Back[] }
  | { ok: false; offline: boolean; code: string };

/** What became of all parts so far. */
export interface SentSum<Back> {
  /** Rows of the parts that were answered. */
  sent: number;
  tally: Tally;
  failed: readonly Failed[];
  /** In the order in which it was done. */
  back: readonly Back[];
  /** Why it ended before the last part: the server did not take a part as a whole. */
  fault: { offline: boolean; code: string } | null;
  /** Somebody stopped it before the last part. */
  stopped: boolean;
  /** Parts that were not sent, or not answered. */
  left: number;
}
export const NOTHING_SENT: SentSum<never> = {
  sent: 0,
  tally: NO_TALLY,
  failed: [],
  back: [],
  fault: null,
  stopped: false,
  left: 0,
};

interface PartsPort<Part, Back> {
  sizeOf: (part: Part) => number;
  send: (part: Part) => Promise<PartSent<Back>>;
  isStopped: () => boolean;
  /** Told after every part. */
  onSum: (sum: SentSum<Back>) => void;
}

/** Sends one part after the other, until one is not answered or somebody stops it: what was answered is done. */
export async function sendParts<Part, Back>(
  parts: readonly Part[],
  { sizeOf, send, isStopped, onSum }: PartsPort<Part, Back>,
): Promise<SentSum<Back>> {
  let sum: SentSum<Back> = { ...NOTHING_SENT, left: parts.length };
  onSum(sum);
  for (const part of parts) {
    if (isStopped()) return { ...sum, stopped: true };
    const said = await send(part);
    if (!said.ok) return { ...sum, fault: { offline: said.offline, code: said.code } };
    sum = {
      ...sum,
      sent: sum.sent + sizeOf(part),
      tally: addTally(sum.tally, said.tally),
      failed: [...sum.failed, ...said.failed],
      back: [...sum.back, ...said.back],
      left: sum.left - 1,
    };
    onSum(sum);
  }
  return sum;
}

export function addTally(a: Tally, b: Tally): Tally {
  return { created: a.created + b.created, changed: a.changed + b.changed, unchanged: a.unchanged + b.unchanged };
}

/** Anything in parts of at most so many. */
export function inParts<T>(all: readonly T[], most: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / most) }, (_, at) => all.slice(at * most, (at + 1) * most));
}
