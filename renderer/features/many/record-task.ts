import type { Worded } from './difference.tsx';
import { NO_TALLY, type PartSent } from './send-parts.ts';
import type { ManyTask } from './use-many-run.ts';

/** One of many that are made or changed together, on the revision it stands at. */
export interface Planned<T> {
  /** Of a file; null elsewhere. */
  line: number | null;
  /** Null for one that is made. */
  before: T | null;
  /** 0 for one that is made. */
  revision: number;
  after: T;
}

/** How something is published by itself: made, changed, and taken back. */
export interface RecordKind<T> {
  keyOf: (one: T) => string;
  nameOf: (one: T) => string;
  /** What it says, in words, always the same fields in the same order. */
  words: (one: T) => Worded;
  isSame: (one: T, other: T) => boolean;
  publish: (planned: Planned<T>) => Promise<Published>;
  /** What stands in place of one that was made and is taken back, as nothing is ever deleted; null where it stays. */
  withdrawn: (made: T) => T | null;
}

/** `reason` says in words why it is not taken. */
export type Published =
  | { ok: true; revision: number }
  | { ok: false; reason: string }
  | { ok: false; offline: boolean; code: string };

export function isChange<T>({ isSame }: RecordKind<T>, { before, after }: Planned<T>): boolean {
  return before === null || !isSame(before, after);
}

/** Publishes one after the other, so that each is refused by itself. */
export function recordTask<T>(kind: RecordKind<T>): ManyTask<Planned<T>, Planned<T>> {
  const one = async (planned: Planned<T>): Promise<PartSent<Planned<T>>> => {
    const { before, after, line } = planned;
    if (!isChange(kind, planned)) return { ok: true, tally: { ...NO_TALLY, unchanged: 1 }, failed: [], back: [] };
    const said = await kind.publish(planned);
    if (said.ok) {
      const was = before ?? kind.withdrawn(after);
      const back = was === null ? [] : [{ line: null, before: after, revision: said.revision, after: was }];
      return { ok: true, tally: { ...NO_TALLY, [before ? 'changed' : 'created']: 1 }, failed: [], back };
    }
    if (!('reason' in said)) return said;
    return { ok: true, tally: NO_TALLY, failed: [{ key: kind.keyOf(after), line, reason: said.reason }], back: [] };
  };
  return {
    sizeOf: () => 1,
    send: one,
    async takeBack(planned) {
      const said = await one(planned);
      return said.ok ? { ...said, back: [] } : said;
    },
  };
}
