import type { Marks } from './position.ts';

/** A count that was asked for: which places of a location. Movements that name none of them happen at `sellingPlaceId`. */
export interface CountPlan {
  countId: string;
  placeIds: readonly string[];
  sellingPlaceId: string;
}

/**
 * "So many here, now": one person's figure for a variant at a place, a fact (`count.recorded`). `known` is what facts the device
 * had of each journal when it was said, its own included. A later figure of the same person in the same round replaces the
 * earlier; a higher round (a recount) replaces the lower.
 */
export interface CountRecording {
  journalId: string;
  seq: number;
  variantId: string;
  placeId: string;
  round: number;
  operatorId: string;
  quantity: number;
  known: Marks;
  at: string;
}

/** What the server has of a journal that sells from the location; `heardUntil` is the clock of its last contact with nothing left to send. */
export interface JournalHeard {
  journalId: string;
  watermark: number;
  heardUntil: string;
}

/**
 * The figure that stands at a place, among all recordings of one variant there: of the highest round the last of each person.
 * Several that differ once what was sold between them is taken into account (`baseOf`) are `conflicting`: count again.
 */
export function standingRecording(
  recordings: readonly CountRecording[],
  baseOf: (recording: CountRecording) => number,
): { ok: true; recording: CountRecording } | { ok: false; code: 'not-counted' | 'conflicting' } {
  const round = recordings.reduce((highest, recording) => Math.max(highest, recording.round), 0);
  const last = new Map<string, CountRecording>();
  for (const recording of recordings) {
    if (recording.round !== round) continue;
    const person = `${recording.operatorId}/${recording.journalId}`;
    const other = last.get(person);
    if (!other || other.seq < recording.seq) last.set(person, recording);
  }
  const standing = [...last.values()].sort((a, b) =>
    a.journalId < b.journalId ? -1 : a.journalId > b.journalId ? 1 : a.seq - b.seq,
  );
  const [first] = standing;
  if (!first) return { ok: false, code: 'not-counted' };
  const agree = standing.every((recording) => baseOf(recording) === baseOf(first));
  return agree ? { ok: true, recording: first } : { ok: false, code: 'conflicting' };
}
