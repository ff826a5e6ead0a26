import { describe, expect, it } from 'vitest';
import { approveCount, isWorthRecount } from './approve-count.ts';
import { type CountPlan, type CountRecording, standingRecording } from './count.ts';
import { type CountInput, reviewCount } from './review-count.ts';
import type { LedgerMovement } from './stock-ledger.ts';

const time = (minute: number) => `2026-03-02T10:${String(minute).padStart(2, '0')}:00.000Z`;
const SHOP: CountPlan = { countId: 'c1', placeIds: ['shelf', 'back'], sellingPlaceId: 'shelf' };
const SHELF: CountPlan = { ...SHOP, placeIds: ['shelf'] };

function sale(journalId: string, seq: number, quantity: number, minute: number): LedgerMovement {
  return { journalId, seq, no: 1, variantId: 'mug', quantity: -quantity, at: time(minute) };
}
function recording(
  quantity: number,
  known: Record<string, number>,
  more: Partial<CountRecording> = {},
): CountRecording {
  const said = { variantId: 'mug', placeId: 'shelf', round: 1, operatorId: 'ann', at: time(30) };
  return { journalId: 'hand', seq: 1, quantity, known, ...said, ...more };
}
const heard = (journalId: string, watermark: number, minute = 59) => ({
  journalId,
  watermark,
  heardUntil: time(minute),
});
const input: CountInput = { plan: SHELF, variantId: 'mug', opening: 20, movements: [], recordings: [], journals: [] };

describe('reviewCount', () => {
  it('applies on top what the count could not know', () => {
    const movements = [sale('t1', 1, 2, 10), sale('t1', 2, 3, 40), sale('t2', 1, 1, 45)];
    const journals = [heard('t1', 2), heard('t2', 1)];
    const review = reviewCount({ ...input, movements, recordings: [recording(17, { t1: 1 })], journals });
    expect(review).toMatchObject({
      state: 'final',
      counted: 17,
      expected: 18,
      difference: -1,
      onHand: 14,
      onHandAfter: 13,
      doubtful: [],
      asOf: { t1: 1 },
    });
  });
  it('is provisional until the server has what the count knew, and has heard every till since', () => {
    const recordings = [recording(17, { t1: 5 })];
    const waits = (journals: CountInput['journals']) => {
      const { state, waitingFor } = reviewCount({ ...input, recordings, journals });
      return [state, ...waitingFor];
    };
    expect(waits([heard('t1', 4), heard('t2', 9, 29)])).toEqual(['provisional', 't1', 't2']);
    expect(waits([heard('t1', 5), heard('t2', 9, 29)])).toEqual(['provisional', 't2']);
    expect(waits([heard('t2', 9, 30)])).toEqual(['provisional', 't1']);
    expect(waits([heard('t1', 5), heard('t2', 9, 30)])).toEqual(['final']);
  });
  it('shows what the count did not know although it was before', () => {
    const late = sale('t2', 1, 4, 20);
    const journals = [heard('t2', 1)];
    const review = reviewCount({ ...input, movements: [late], recordings: [recording(16, {})], journals });
    expect(review).toMatchObject({ state: 'final', difference: -4, onHandAfter: 12, doubtful: [late] });
    expect(isWorthRecount(review, { quantity: 99, sharePpm: 1_000_000 })).toBe(true);
  });
  it('adds up places, each as of what it knew; goods moved between them count once', () => {
    const moved = (quantity: number, placeId: string, no: number) => ({ ...sale('t1', 2, -quantity, 35), placeId, no });
    const movements = [sale('t1', 1, 2, 10), moved(-5, 'back', 1), moved(5, 'shelf', 2), sale('t1', 3, 1, 50)];
    const back = recording(12, { t1: 1 }, { placeId: 'back' });
    const shelf = recording(11, { t1: 2 }, { seq: 2, operatorId: 'ben', at: time(40) });
    const journals = [heard('t1', 3)];
    expect(reviewCount({ ...input, plan: SHOP, movements, recordings: [shelf], journals })).toMatchObject({
      state: 'incomplete',
      missingPlaces: ['back'],
      difference: null,
    });
    // 12 in the back, of which 5 are then among the 11 on the shelf: 18 are there, as 20 less 2 should be.
    expect(reviewCount({ ...input, plan: SHOP, movements, recordings: [shelf, back], journals })).toMatchObject({
      state: 'final',
      counted: 23,
      expected: 23,
      difference: 0,
      onHandAfter: 17,
    });
  });
  it('knows two people to agree who counted before and after a sale, and asks again where they differ', () => {
    const movements = [sale('t1', 1, 2, 32)];
    const ann = recording(20, {});
    const ben = recording(18, { t1: 1 }, { journalId: 'hand2', operatorId: 'ben', at: time(35) });
    const journals = [heard('t1', 1)];
    const review = (recordings: CountRecording[]) => reviewCount({ ...input, movements, recordings, journals });
    expect(review([ann, ben])).toMatchObject({ state: 'final', difference: 0 });
    expect(review([ann, { ...ben, quantity: 17 }])).toMatchObject({
      state: 'conflicting',
      conflictingPlaces: ['shelf'],
    });
    const again = recording(17, { t1: 1 }, { seq: 9, round: 2, operatorId: 'cy', at: time(38) });
    expect(review([again, ann, { ...ben, quantity: 17 }])).toMatchObject({ state: 'final', difference: -1 });
  });
  it('knows the adjustment of a count before it, and is superseded by one that it did not know', () => {
    const adjustment: LedgerMovement = { ...sale('server', 1, 3, 50), asOf: { t1: 4, t2: 1 } };
    const journals = [heard('t1', 5), heard('t2', 1)];
    const review = (known: Record<string, number>) =>
      reviewCount({ ...input, movements: [adjustment], recordings: [recording(17, known)], journals });
    expect(review({ t1: 5, t2: 1 })).toMatchObject({ state: 'final', difference: 0, onHandAfter: 17 });
    expect(review({ t1: 5 })).toMatchObject({ state: 'superseded' });
    expect(approveCount(review({ t1: 5 }), [])).toMatchObject({ ok: false, state: 'superseded' });
  });
  it('counts the place that sells', () => {
    expect(() => reviewCount({ ...input, plan: { ...SHOP, placeIds: ['back'] } })).toThrow(RangeError);
  });
});

describe('standingRecording', () => {
  it('is the last of a person, in the highest round', () => {
    const quantities = (recordings: CountRecording[]) => {
      const standing = standingRecording(recordings, ({ quantity }) => quantity);
      return standing.ok ? standing.recording.quantity : standing.code;
    };
    expect(quantities([])).toBe('not-counted');
    expect(quantities([recording(5, {}, { seq: 4 }), recording(4, {}, { seq: 3 })])).toBe(5);
    expect(quantities([recording(5, {}), recording(4, {}, { operatorId: 'ben', seq: 2 })])).toBe('conflicting');
    expect(quantities([recording(5, {}, { round: 2 }), recording(4, {}, { seq: 8 })])).toBe(5);
  });
});

describe('approveCount', () => {
  const journals = [heard('t1', 1)];
  const review = reviewCount({ ...input, recordings: [recording(16, { t1: 1 })], journals });
  it('is one movement, with the reasons of what is missing', () => {
    const shrinkage = [
      { reason: 'theft', quantity: -3 },
      { reason: 'damage', quantity: -2 },
      { reason: 'found', quantity: 0 },
      { reason: 'theft', quantity: 1 },
    ];
    expect(approveCount(review, shrinkage)).toEqual({
      ok: true,
      adjustment: { variantId: 'mug', quantity: -4, asOf: { t1: 1 } },
      shrinkage: [
        { reason: 'theft', quantity: -2 },
        { reason: 'damage', quantity: -2 },
      ],
    });
  });
  it('is refused while reasons do not sum to the difference, or more is to be heard', () => {
    const reasons = [{ reason: 'theft', quantity: -3 }];
    expect(approveCount(review, reasons)).toEqual({
      ok: false,
      code: 'shrinkage-differs',
      difference: -4,
      explained: -3,
    });
    expect(approveCount({ ...review, state: 'provisional' }, reasons)).toMatchObject({ code: 'count-not-final' });
  });
  it('is worth a recount beyond both tolerances', () => {
    expect(isWorthRecount(review, { quantity: 3, sharePpm: 100_000 })).toBe(true);
    expect(isWorthRecount(review, { quantity: 4, sharePpm: 100_000 })).toBe(false);
    expect(isWorthRecount(review, { quantity: 3, sharePpm: 200_000 })).toBe(false);
  });
});
