import { expect, it } from 'vitest';
import type { TargetRow } from '#contracts/http/targets.ts';
import { monthProgress, targetOf } from './month-progress.ts';

function row(amount: number | null, days: number[], actual: number, due: number | null): TargetRow {
  return {
    store: { storeId: 'a', name: 'A' },
    revision: 1,
    currency: 'GBP',
    digits: 2,
    targets: {
      storeId: 'a',
      month: '2026-11',
      basis: 'gross',
      amount,
      days: days.map((each, index) => ({ date: `2026-11-0${index + 1}`, amount: each })),
    },
    changedAt: null,
    changedBy: null,
    actual,
    due,
    days: [],
  };
}

it("is the month's amount, or what its days come to", () => {
  expect([
    targetOf(row(500, [10], 0, 0)),
    targetOf(row(null, [10, 20], 0, 0)),
    targetOf(row(null, [], 0, null)),
  ]).toEqual([500, 30, null]);
});

it('adds stores, but not where one has none', () => {
  expect(monthProgress([row(500, [], 100, 50), row(null, [10, 20], 7, 10)])).toEqual({
    target: 530,
    actual: 107,
    due: 60,
  });
  expect(monthProgress([row(500, [], 100, 50), row(null, [], 7, null)])).toBeNull();
  expect(monthProgress([])).toBeNull();
});
