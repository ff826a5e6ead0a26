import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approveCount } from './approve-count.ts';
import type { CountPlan, CountRecording } from './count.ts';
import { type CountReview, reviewCount } from './review-count.ts';
import { type LedgerMovement, onHandOf } from './stock-ledger.ts';

const PLAN: CountPlan = { countId: 'c1', placeIds: ['back', 'shelf'], sellingPlaceId: 'shelf' };
const JOURNALS = ['t1', 't2', 'hand'] as const;
const OPENING = 60;

/** What happens in a shop, in this order. */
type Event =
  | { do: 'sell'; journalId: 't1' | 't2'; quantity: number }
  | { do: 'move'; quantity: number }
  | { do: 'steal'; placeId: 'shelf' | 'back'; quantity: number }
  | { do: 'count'; placeId: 'shelf' | 'back' };

const quantity = fc.integer({ min: 1, max: 5 });
const place = fc.constantFrom('shelf' as const, 'back' as const);
const before = fc.array(
  fc.oneof<fc.Arbitrary<Event>[]>(
    fc.record({ do: fc.constant('sell'), journalId: fc.constantFrom('t1', 't2'), quantity }),
    fc.record({ do: fc.constant('move'), quantity }),
    fc.record({ do: fc.constant('steal'), placeId: place, quantity }),
  ),
  { maxLength: 12 },
);
/** Nothing is stolen once the counting has begun: of a place counted already nobody could know. */
const during = fc.array(
  fc.oneof<fc.Arbitrary<Event>[]>(
    fc.record({ do: fc.constant('sell'), journalId: fc.constantFrom('t1', 't2'), quantity }),
    fc.record({ do: fc.constant('move'), quantity }),
    fc.record({ do: fc.constant('count'), placeId: place }),
  ),
  { maxLength: 14 },
);
/** Both places are counted in the end, and it is sold before, between and after. */
const day = fc
  .tuple(before, during, during, place)
  .map(([first, then, between, last]): Event[] => [
    ...first,
    ...then,
    { do: 'count', placeId: last === 'shelf' ? 'back' : 'shelf' },
    ...between.filter((event) => event.do !== 'count'),
    { do: 'count', placeId: last },
    ...first.filter((event) => event.do === 'sell'),
  ]);

/** Plays a day: the facts that come of it, and what is really there in the end. The counter's device knows all that happened. */
function play(events: readonly Event[]) {
  const seqs: Record<string, number> = { t1: 0, t2: 0, hand: 0 };
  const real = { shelf: 40, back: OPENING - 40 };
  const movements: LedgerMovement[] = [];
  const recordings: CountRecording[] = [];
  events.forEach((event, minute) => {
    const at = new Date(Date.UTC(2026, 2, 2, 8, minute)).toISOString();
    if (event.do === 'steal') {
      real[event.placeId] -= event.quantity;
      return;
    }
    const journalId = event.do === 'sell' ? event.journalId : 'hand';
    const seq = (seqs[journalId] ?? 0) + 1;
    seqs[journalId] = seq;
    const fact = { journalId, seq, variantId: 'mug', at };
    if (event.do === 'sell') {
      real.shelf -= event.quantity;
      movements.push({ ...fact, no: 1, quantity: -event.quantity });
    } else if (event.do === 'move') {
      real.back -= event.quantity;
      real.shelf += event.quantity;
      movements.push({ ...fact, no: 1, quantity: -event.quantity, placeId: 'back' });
      movements.push({ ...fact, no: 2, quantity: event.quantity, placeId: 'shelf' });
    } else {
      const { placeId } = event;
      recordings.push({ ...fact, placeId, round: 1, operatorId: 'ann', quantity: real[placeId], known: { ...seqs } });
    }
  });
  return { movements, recordings, seqs, there: real.shelf + real.back };
}

type Facts = Pick<ReturnType<typeof play>, 'movements' | 'recordings'>;

function review({ movements, recordings }: Facts, watermark: (journalId: string) => number): CountReview {
  const has = ({ journalId, seq }: { journalId: string; seq: number }) => seq <= watermark(journalId);
  const journals = JOURNALS.map((journalId) => {
    return { journalId, watermark: watermark(journalId), heardUntil: '2026-03-03T00:00:00.000Z' };
  });
  return reviewCount({
    plan: PLAN,
    variantId: 'mug',
    opening: OPENING,
    movements: movements.filter(has),
    recordings: recordings.filter(has),
    journals,
  });
}

const shuffled = <T>(values: readonly T[]) =>
  fc
    .tuple(fc.shuffledSubarray([...values], { minLength: values.length }), fc.shuffledSubarray([...values]))
    .map(([all, again]) => [...all, ...again]);

describe('a count while tills sell', () => {
  it('ends at what is really there, equal to opening plus distinct movements, in whatever order facts arrive', () => {
    const arrivals = day.chain((events) => {
      const facts = play(events);
      return fc.record({
        facts: fc.constant(facts),
        movements: shuffled(facts.movements),
        recordings: shuffled(facts.recordings),
      });
    });
    fc.assert(
      fc.property(arrivals, ({ facts, movements, recordings }) => {
        const all = (journalId: string) => facts.seqs[journalId] ?? 0;
        const inOrder = review(facts, all);
        expect(review({ movements, recordings }, all)).toEqual(inOrder);
        expect(inOrder).toMatchObject({ state: 'final', onHandAfter: facts.there, doubtful: [] });
        const difference = inOrder.difference ?? Number.NaN;
        const approval = approveCount(inOrder, [{ reason: 'unknown', quantity: difference }]);
        if (!approval.ok) throw new Error(approval.code);
        const booked: LedgerMovement = { ...approval.adjustment, journalId: 'server', seq: 1, no: 1, at: '' };
        expect(onHandOf(OPENING, 'mug', [booked, ...movements])).toBe(facts.there);
      }),
      { numRuns: 500 },
    );
  });

  it('once final is final: whatever arrives later changes no difference', () => {
    const drawn = fc.tuple(day, fc.record({ t1: fc.nat(30), t2: fc.nat(30), hand: fc.nat(40) }));
    let finals = 0;
    fc.assert(
      fc.property(drawn, ([events, drawnMarks]) => {
        const facts = play(events);
        const early = review(facts, (journalId) =>
          journalId === 'hand'
            ? (facts.seqs.hand ?? 0)
            : Math.min(facts.seqs[journalId] ?? 0, journalId === 't1' ? drawnMarks.t1 : drawnMarks.t2),
        );
        if (early.state !== 'final') return;
        finals += 1;
        const late = review(facts, (journalId) => facts.seqs[journalId] ?? 0);
        expect(late).toMatchObject({ state: 'final', difference: early.difference, counted: early.counted });
      }),
      { numRuns: 500 },
    );
    expect(finals).toBeGreaterThan(50);
  });

  it('converges in any order also where a till was not heard before the count, and says which sales are doubtful', () => {
    const stale = day.chain((events) => {
      const facts = play(events);
      const recordings = facts.recordings.map((recording) => ({ ...recording, known: { ...recording.known, t2: 0 } }));
      return fc.record({ facts: fc.constant({ ...facts, recordings }), movements: shuffled(facts.movements) });
    });
    fc.assert(
      fc.property(stale, ({ facts, movements }) => {
        const all = (journalId: string) => facts.seqs[journalId] ?? 0;
        const inOrder = review(facts, all);
        expect(review({ ...facts, movements }, all)).toEqual(inOrder);
        const unheard = inOrder.doubtful.reduce((sum, movement) => sum + movement.quantity, 0);
        expect(inOrder.onHandAfter).toBe(facts.there + unheard);
      }),
      { numRuns: 300 },
    );
  });
});
