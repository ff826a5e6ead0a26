import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addToTransfer, NO_TRANSFER, type TransferLine, transferDifferences } from './transfer.ts';

const line = (variantId: string, sent: number, accepted: number, damaged = 0) => ({
  variantId,
  sent,
  accepted,
  damaged,
});

describe('a transfer', () => {
  it('differs where something is missing at the end, too much, or damaged', () => {
    const lines = [line('tea', 5, 4), line('mug', 2, 3), line('pot', 2, 1, 1), line('jar', 2, 2)];
    const named = (complete: boolean) => {
      return transferDifferences({ isSent: true, complete, lines }).map(({ variantId, missing }) => [
        variantId,
        missing,
      ]);
    };
    expect(named(false)).toEqual([
      ['mug', -1],
      ['pot', 0],
    ]);
    expect(named(true)).toEqual([
      ['mug', -1],
      ['pot', 0],
      ['tea', 1],
    ]);
  });
  it('does not differ from what nobody has said yet', () => {
    expect(transferDifferences({ isSent: false, complete: true, lines: [line('mug', 0, 3)] })).toEqual([]);
  });
  it('comes to the same in whatever order it is told of', () => {
    const lines = fc.array(
      fc.record({
        ...{ variantId: fc.constantFrom('mug', 'tea'), sent: fc.nat(9) },
        ...{ accepted: fc.nat(9), damaged: fc.nat(2) },
      }),
      { maxLength: 3 },
    );
    const told = fc.array(fc.record({ isSent: fc.boolean(), complete: fc.boolean(), lines }), { maxLength: 5 });
    const both = told.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length })),
    );
    const sumUp = (all: readonly { isSent: boolean; complete: boolean; lines: TransferLine[] }[]) => {
      const { lines: summed, ...state } = all.reduce(addToTransfer, NO_TRANSFER);
      return { ...state, lines: [...summed].sort((a, b) => (a.variantId < b.variantId ? -1 : 1)) };
    };
    fc.assert(
      fc.property(both, ([all, shuffled]) => {
        expect(sumUp(shuffled)).toEqual(sumUp(all));
      }),
    );
  });
});
