import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundShare, type Share, type ShareSum, shareOf, spread, sumShares } from '#domain/money/exact-share.ts';

const share = fc
  .tuple(fc.nat(2 ** 32), fc.nat(1_000_000), fc.constantFrom(1_000_000, 1_200_000, 1_050_000, 1_081_000, 7))
  .map(([amount, part, divisor]) => shareOf(amount, part, divisor));

/** As one fraction, for comparing without rounding. */
function exact({ whole, rest, divisor }: Share | ShareSum): { top: bigint; bottom: bigint } {
  return { top: BigInt(whole) * BigInt(divisor) + BigInt(rest), bottom: BigInt(divisor) };
}

describe('shareOf', () => {
  it('is exact', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 48), fc.nat(1_000_000), fc.integer({ min: 1, max: 2 ** 50 }), (amount, part, divisor) => {
        if ((BigInt(amount) * BigInt(part)) / BigInt(divisor) > BigInt(Number.MAX_SAFE_INTEGER)) return;
        const { top } = exact(shareOf(amount, part, divisor));
        expect(top).toBe(BigInt(amount) * BigInt(part));
      }),
    );
  });
});

describe('sumShares', () => {
  it('is exact over any divisors', () => {
    fc.assert(
      fc.property(fc.array(share, { maxLength: 9 }), (shares) => {
        let [top, bottom] = [0n, 1n];
        for (const one of shares.map(exact)) {
          [top, bottom] = [top * one.bottom + one.top * bottom, bottom * one.bottom];
        }
        const sum = exact(sumShares(shares));
        expect(sum.top * bottom).toBe(top * sum.bottom);
      }),
    );
  });

  it('sees that thirds and sixths make a half', () => {
    expect(roundShare(sumShares([shareOf(1, 1, 3), shareOf(1, 1, 6)]))).toBe(1);
    expect(roundShare(sumShares([shareOf(1, 1, 3), shareOf(999_999, 1, 6_000_000)]))).toBe(0);
  });
});

describe('spread', () => {
  it('sums to the total and moves no share by one or more', () => {
    fc.assert(
      fc.property(fc.array(share, { maxLength: 9 }), fc.boolean(), (shares, isUp) => {
        const sum = sumShares(shares);
        const total = sum.whole + (isUp && sum.rest > 0n ? 1 : 0);
        const rounded = spread(total, shares);
        expect(rounded.reduce((all, one) => all + one, 0)).toBe(total);
        for (const [index, one] of shares.entries()) {
          const moved = (rounded[index] ?? 0) - one.whole;
          expect(moved === 0 || (moved === 1 && one.rest > 0)).toBe(true);
        }
      }),
    );
  });
});
