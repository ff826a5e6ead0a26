import type { CountRecording } from './count.ts';

/** Somebody said of a place in a round: this is all (`count.recorded` with `complete`). */
export interface PlaceComplete extends Omit<CountRecording, 'variantId' | 'quantity'> {}

export interface RoundInput {
  variantId: string;
  /** The newest round that asks for the variant: what was said in another no longer counts. */
  round: number;
  placeIds: readonly string[];
  recordings: readonly CountRecording[];
  completes: readonly PlaceComplete[];
}

/**
 * The figures of a variant that `reviewCount` judges: those of its round, and 0 at a place where nobody found it and somebody
 * said that this was all. Of several who said so one speaks, always the same, in whatever order they are heard.
 */
export function roundRecordings({ variantId, round, placeIds, recordings, completes }: RoundInput): CountRecording[] {
  const said = recordings.filter((one) => one.variantId === variantId && one.round === round);
  const implied = placeIds.flatMap((placeId) => {
    if (said.some((one) => one.placeId === placeId)) return [];
    const [first] = completes.filter((one) => one.placeId === placeId && one.round === round).sort(byJournal);
    return first ? [{ ...first, variantId, quantity: 0 }] : [];
  });
  return [...said, ...implied];
}

function byJournal(a: PlaceComplete, b: PlaceComplete): number {
  return a.journalId < b.journalId ? -1 : a.journalId > b.journalId ? 1 : a.seq - b.seq;
}
