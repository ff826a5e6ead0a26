import { type CountPlan, type CountRecording, type JournalHeard, standingRecording } from './count.ts';
import type { Marks } from './position.ts';
import { distinctMovements, knows, knowsAll, type LedgerMovement, onHandOf, unionOf } from './stock-ledger.ts';

/**
 * How far a variant's count is: a place is missing; two people differ; another count of it was approved that this one did not know
 * (count again); not all is heard yet that it knew or could not know; or it stands, whatever else arrives.
 */
export type CountState = 'incomplete' | 'conflicting' | 'superseded' | 'provisional' | 'final';

export interface CountReview {
  variantId: string;
  state: CountState;
  /** The sum of the figures that stand, and what should have been there by the facts they knew; null unless every place has one. */
  counted: number | null;
  expected: number | null;
  /** counted - expected; the same however many later sales are known. */
  difference: number | null;
  /** By the ledger now, and as it will be once the difference is booked: what was counted, and what the counts could not know. */
  onHand: number;
  onHandAfter: number | null;
  missingPlaces: string[];
  conflictingPlaces: string[];
  /** Journals that the server must hear first. */
  waitingFor: string[];
  /** Movements that the count did not know although their clock says they were before: a reason to count again, never reckoned. */
  doubtful: LedgerMovement[];
  asOf: Marks;
}

export interface CountInput {
  plan: CountPlan;
  variantId: string;
  /** On hand before the first of `movements`; all that some recording may not have known must be among them. */
  opening: number;
  movements: Iterable<LedgerMovement>;
  recordings: Iterable<CountRecording>;
  journals: readonly JournalHeard[];
}

/**
 * What a count says of one variant. Each figure asserts what was at its place when the facts of `known` had happened; movements it
 * did not know come on top. The order in which facts arrive, and how often, changes nothing. The plan names every place the variant
 * may lie at: one that is not counted would count as empty. Throws a RangeError where its selling place is not among them.
 */
export function reviewCount(input: CountInput): CountReview {
  const { plan, variantId, opening, journals } = input;
  if (!plan.placeIds.includes(plan.sellingPlaceId)) throw new RangeError(`${plan.sellingPlaceId} is not counted`);
  const movements = distinctMovements(input.movements).filter((movement) => movement.variantId === variantId);
  const recordings = distinctRecordings(input.recordings).filter((recording) => recording.variantId === variantId);
  const adjustments = movements.filter(({ asOf }) => asOf !== undefined);
  const events = movements.filter(({ asOf }) => asOf === undefined);
  const at = (placeId: string) => events.filter((movement) => placeOf(plan, movement) === placeId);
  const coveredBy = (recording: CountRecording) =>
    sumOf(at(recording.placeId).filter(({ journalId, seq }) => knows(recording.known, journalId, seq)));
  const places = plan.placeIds.map((placeId) => {
    const here = recordings.filter((recording) => recording.placeId === placeId);
    return { placeId, standing: standingRecording(here, (recording) => recording.quantity - coveredBy(recording)) };
  });
  const standing = places.flatMap((place) => (place.standing.ok ? [place.standing.recording] : []));
  const isWhole = standing.length === places.length;
  const counted = isWhole ? standing.reduce((sum, { quantity }) => sum + quantity, 0) : null;
  const before = adjustments.filter(({ asOf = {} }) => standing.every(({ known }) => knowsAll(known, asOf)));
  const expected = isWhole ? opening + standing.reduce((sum, one) => sum + coveredBy(one), 0) + sumOf(before) : null;
  const difference = counted === null || expected === null ? null : counted - expected;
  const onHand = onHandOf(opening, variantId, movements);
  const failing = (code: string) =>
    places.flatMap((one) => (!one.standing.ok && one.standing.code === code ? [one.placeId] : []));
  const review = {
    variantId,
    counted,
    expected,
    difference,
    onHand,
    onHandAfter: difference === null ? null : onHand + difference,
    missingPlaces: failing('not-counted'),
    conflictingPlaces: failing('conflicting'),
    waitingFor: waitingFor(standing, journals),
    doubtful: standing.flatMap((one) => at(one.placeId).filter((movement) => isDoubtful(movement, one))),
    asOf: unionOf(standing.map(({ known }) => known)),
  };
  return { ...review, state: stateOf(review, before.length < adjustments.length) };
}

function stateOf(
  review: Pick<CountReview, 'missingPlaces' | 'conflictingPlaces' | 'waitingFor'>,
  isSuperseded: boolean,
): CountState {
  if (review.missingPlaces.length > 0) return 'incomplete';
  if (review.conflictingPlaces.length > 0) return 'conflicting';
  if (isSuperseded) return 'superseded';
  return review.waitingFor.length > 0 ? 'provisional' : 'final';
}

function distinctRecordings(recordings: Iterable<CountRecording>): CountRecording[] {
  const byId = new Map<string, CountRecording>();
  for (const recording of recordings)
    byId.set(`${recording.journalId}/${recording.seq}/${recording.variantId}`, recording);
  return [...byId.values()];
}

function placeOf(plan: CountPlan, { placeId }: LedgerMovement): string {
  return placeId !== undefined && plan.placeIds.includes(placeId) ? placeId : plan.sellingPlaceId;
}

/** Journals of which the server lacks facts that a figure knew, or that were not heard since a figure was said. */
function waitingFor(standing: readonly CountRecording[], journals: readonly JournalHeard[]): string[] {
  const known = unionOf(standing.map((recording) => recording.known));
  const heard = new Map(journals.map((journal) => [journal.journalId, journal]));
  const lastSaid = standing.reduce((last, { at }) => (at > last ? at : last), '');
  const behind = Object.entries(known).filter(([journalId, seq]) => (heard.get(journalId)?.watermark ?? 0) < seq);
  const silent = journals.filter(({ heardUntil }) => heardUntil < lastSaid);
  return [...new Set([...behind.map(([journalId]) => journalId), ...silent.map(({ journalId }) => journalId)])].sort();
}

function isDoubtful(movement: LedgerMovement, { known, at }: CountRecording): boolean {
  return !knows(known, movement.journalId, movement.seq) && movement.at < at;
}

function sumOf(movements: readonly LedgerMovement[]): number {
  return movements.reduce((sum, { quantity }) => sum + quantity, 0);
}
