import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { lastingTaxRules, taxRulesOn, taxVersionStates } from '#domain/tax/tax-rules-on.ts';

const rules = (version: number, from?: string): TaxRules => {
  const own = { pricesIncludeTax: true, rounding: 'rate' as const, rates: {} };
  return { version, ...own, ...(from === undefined ? {} : { from }) };
};
const day = (number: number): string => `2027-01-${String(number).padStart(2, '0')}`;

/** A first version from the first day on, and others from days of January, in any order. */
const published = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 31 }), { maxLength: 8 }), fc.integer())
  .map(([days]) => [rules(1), ...days.map((number, index) => rules(index + 2, day(number)))])
  .chain((versions) => fc.shuffledSubarray(versions, { minLength: versions.length }));
const date = fc.integer({ min: 1, max: 31 }).map(day);

describe('tax rules by date', () => {
  const versions = [rules(1), rules(2, day(10)), rules(3, day(5)), rules(4, day(10))];

  it.each([
    [day(1), 1],
    [day(4), 1],
    [day(5), 3],
    [day(9), 3],
    [day(10), 4],
    [day(31), 4],
  ])('on %s version %i holds', (businessDate, version) => {
    expect(taxRulesOn(versions, businessDate)?.version).toBe(version);
  });

  it('are the first ones before any has begun, and none of none', () => {
    expect(taxRulesOn([rules(3, day(9)), rules(2, day(8))], day(1))?.version).toBe(2);
    expect(taxRulesOn([], day(1))).toBeUndefined();
  });

  it('do not depend on the order they are kept in, and only turn on a day that a version names', () => {
    fc.assert(
      fc.property(published, fc.integer({ min: 1, max: 30 }), (all, number) => {
        const [before, after] = [taxRulesOn(all, day(number)), taxRulesOn(all, day(number + 1))];
        expect(taxRulesOn(all.toReversed(), day(number))).toBe(before);
        if (before !== after) expect(after?.from).toBe(day(number + 1));
        expect(all.filter(({ from }) => from === after?.from && from === day(number + 1)).length > 0).toBe(
          before !== after,
        );
      }),
    );
  });

  it('published for a later day leave every day before it as it was', () => {
    fc.assert(
      fc.property(published, fc.integer({ min: 2, max: 31 }), date, (all, from, asked) => {
        const added = rules(all.length + 1, day(from));
        const expected = asked < day(from) ? taxRulesOn(all, asked) : taxRulesOn([...all, added], asked);
        expect(taxRulesOn([...all, added], asked)).toBe(expected);
        expect(taxRulesOn([...all, added], day(from))).toBe(added);
      }),
    );
  });

  it('that last are enough to tell every day to come', () => {
    fc.assert(
      fc.property(published, date, date, (all, now, later) => {
        fc.pre(later >= now);
        expect(taxRulesOn(lastingTaxRules(all, now), later)).toBe(taxRulesOn(all, later));
      }),
    );
  });

  it('are not what was withdrawn, with what it had replaced, nor the withdrawal: a rate changed since stays', () => {
    const [second, fourth] = [rules(2, day(10)), rules(4, day(5))];
    const withdrawal = { ...rules(3, day(10)), withdraws: 2 };
    const all = [rules(1), second, withdrawal, fourth];
    expect([day(4), day(5), day(10), day(31)].map((date) => taxRulesOn(all, date)?.version)).toEqual([1, 4, 4, 4]);
    expect(lastingTaxRules(all, day(4))).toEqual([rules(1), fourth]);
    const again = rules(5, day(10));
    expect(taxRulesOn([...all, again], day(10))).toBe(again);
    const corrected = [rules(1), second, rules(3, day(10)), { ...rules(4, day(10)), withdraws: 3 }];
    expect(taxRulesOn(corrected, day(10))?.version).toBe(1);
  });

  it('withdrawn hold as if they had never been published', () => {
    fc.assert(
      fc.property(published, fc.integer({ min: 1, max: 31 }), date, (all, from, asked) => {
        const version = all.length + 1;
        const kept = all.filter((one) => one.from !== day(from));
        const withdrawn = [...all, rules(version, day(from)), { ...rules(version + 1, day(from)), withdraws: version }];
        expect(taxRulesOn(withdrawn, asked)).toBe(taxRulesOn(kept, asked));
        expect(lastingTaxRules(withdrawn, asked)).toEqual(lastingTaxRules(kept, asked));
      }),
    );
  });

  it('are past, current, ahead, replaced or withdrawn', () => {
    const states = (publishedOn: (string | null)[], businessDate: string) =>
      taxVersionStates(
        versions.map((one, index) => ({ rules: one, publishedOn: publishedOn[index] ?? null })),
        businessDate,
      );
    expect(states([null, day(2), day(2), day(3)], day(4))).toEqual(['current', 'replaced', 'ahead', 'ahead']);
    expect(states([null, day(2), day(2), day(3)], day(12))).toEqual(['past', 'replaced', 'past', 'current']);
    expect(states([null, day(2), day(2), day(10)], day(10))).toEqual(['past', 'past', 'past', 'current']);
    const taken = [...versions, { ...rules(5, day(10)), withdraws: 4 }];
    const publishedOn = [null, day(2), day(2), day(3), day(4)];
    const told = taken.map((one, index) => ({ rules: one, publishedOn: publishedOn[index] ?? null }));
    for (const now of [day(4), day(12)]) {
      expect(taxVersionStates(told, now).slice(3)).toEqual(['withdrawn', 'withdrawal']);
      expect(taxVersionStates(told, now)[1]).toBe('replaced');
    }
  });
});
