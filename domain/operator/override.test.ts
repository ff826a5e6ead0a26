import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type OverrideDecision, type OverrideUse, overrideCovers } from './override.ts';

const CART = 'cart-1';
const DECISION: OverrideDecision = {
  permission: 'discount',
  askerId: 'ann',
  verdict: 'granted',
  size: 200_000,
  subjectId: CART,
  scope: { sessionId: 's-1', itemId: 'd-1', amount: 204 },
};
const USE: OverrideUse = {
  permission: 'discount',
  size: 200_000,
  subjectId: CART,
  itemIds: ['d-1'],
  askerId: 'ann',
  sessionId: 's-1',
};

describe("a manager's decision", () => {
  test('covers what it was asked for', () => {
    expect(overrideCovers(DECISION, USE)).toBe(true);
    expect(overrideCovers(DECISION, { ...USE, size: 1, itemIds: ['d-0', 'd-1'] })).toBe(true);
    const { askerId: _, sessionId: __, ...finishedByAnother } = USE;
    expect(overrideCovers(DECISION, finishedByAnother)).toBe(true);
  });

  test.each<Partial<OverrideUse>>([
    { permission: 'price-override' },
    { size: 200_001 },
    { subjectId: 'cart-2' },
    { itemIds: ['d-2'] },
    { askerId: 'bob' },
    { sessionId: 's-2' },
    { sessionId: null },
  ])('covers nothing else: %j', (change) => {
    expect(overrideCovers(DECISION, { ...USE, ...change })).toBe(false);
  });

  test('that was refused, or names no item, covers no item', () => {
    expect(overrideCovers({ ...DECISION, verdict: 'refused' }, USE)).toBe(false);
    expect(overrideCovers({ ...DECISION, scope: { sessionId: 's-1' } }, USE)).toBe(false);
    expect(overrideCovers({ ...DECISION, subjectId: null }, USE)).toBe(false);
  });

  test('of an older host reaches as far as its permission', () => {
    const older = { ...DECISION, subjectId: 's-1', scope: null };
    expect(overrideCovers(older, USE)).toBe(true);
    expect(overrideCovers(older, { ...USE, size: 200_001 })).toBe(false);
  });

  test('for a fact is used by no second fact', () => {
    const ids = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(ids, fc.nat(5), ([...facts], at) => {
        const subjectId = facts[at % facts.length] ?? '';
        const decision: OverrideDecision = {
          ...DECISION,
          permission: 'cash-move',
          subjectId,
          scope: { sessionId: 's-1' },
        };
        const use = { permission: 'cash-move' as const, size: 1, askerId: 'ann', sessionId: 's-1' };
        const covered = facts.filter((factId) => overrideCovers(decision, { ...use, subjectId: factId }));
        expect(covered).toEqual([subjectId]);
      }),
    );
  });

  test('for a return in one respect also lets it be made by a receipt', () => {
    const decision = { ...DECISION, permission: 'return-unverified', size: 9000 };
    const use = { ...USE, permission: 'return-with-receipt' as const, size: 0, itemIds: ['r-2'] };
    expect(overrideCovers(decision, use)).toBe(true);
    expect(overrideCovers({ ...decision, permission: 'discount' }, use)).toBe(false);
    expect(overrideCovers(decision, { ...use, permission: 'return-without-receipt' })).toBe(false);
  });
});
