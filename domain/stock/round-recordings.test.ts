import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountRecording } from './count.ts';
import { type PlaceComplete, roundRecordings } from './round-recordings.ts';

const at = '2026-03-02T10:00:00.000Z';
const complete = (journalId: string, more: Partial<PlaceComplete> = {}): PlaceComplete => {
  return { journalId, seq: 9, placeId: 'shelf', round: 1, operatorId: 'ann', known: { t1: 4 }, at, ...more };
};
const said = (quantity: number, more: Partial<CountRecording> = {}): CountRecording => {
  return { ...complete('hand', { seq: 1 }), variantId: 'mug', quantity, ...more };
};
const input = { variantId: 'mug', round: 1, placeIds: ['shelf', 'back'], recordings: [said(4)], completes: [] };

describe('roundRecordings', () => {
  it('is 0 where nobody found it and somebody said that this was all', () => {
    expect(roundRecordings(input)).toEqual([said(4)]);
    const back = complete('hand', { placeId: 'back' });
    expect(roundRecordings({ ...input, completes: [back, complete('hand')] })).toEqual([
      said(4),
      { ...back, variantId: 'mug', quantity: 0 },
    ]);
  });
  it('knows nothing of other rounds and other goods', () => {
    const recordings = [said(4), said(3, { round: 2 }), said(9, { variantId: 'tea' })];
    expect(roundRecordings({ ...input, round: 2, recordings, completes: [complete('hand')] })).toEqual([
      said(3, { round: 2 }),
    ]);
  });
  it('lets the same one of several speak in whatever order they are heard', () => {
    const all = [complete('b'), complete('a', { seq: 12 }), complete('a', { seq: 3 })];
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 3 }), (completes) => {
        const [one] = roundRecordings({ ...input, placeIds: ['shelf'], recordings: [], completes });
        expect([one?.journalId, one?.seq]).toEqual(['a', 3]);
      }),
    );
  });
});
