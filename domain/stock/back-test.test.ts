import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backTest, chooseMethod, type MethodResult } from './back-test.ts';
import { forecastErrors, seasonalScale } from './forecast-errors.ts';

const plan = { horizon: 7, folds: 3, step: 7 };
const WEEK = [2, 4, 6, 8, 10, 30, 0];
const weekly = (days: number) => Array.from({ length: days }, (_, index) => WEEK[index % 7] ?? 0);
const resultOf = (results: readonly MethodResult[], method: string) => results.find((one) => one.method === method);

describe('forecastErrors', () => {
  it('measures as Hyndman & Athanasopoulos define', () => {
    const windows = [
      { expected: [4, 4, 4], actual: [2, Number.NaN, 5], scale: 2 },
      { expected: [1], actual: [3], scale: 4 },
    ];
    expect(forecastErrors(windows)).toEqual({
      mase: (2 / 2 + 1 / 2 + 2 / 4) / 3,
      wape: (1 + 2) / 10,
      bias: (1 - 2) / 10,
      rmse: Math.sqrt((1 + 4) / 2),
      dailyRmse: Math.sqrt((4 + 1 + 4) / 3),
      windowDays: 3 / 2,
    });
  });
  it('has no share of nothing', () => {
    const nothing = forecastErrors([{ expected: [1, 1], actual: [0, 0], scale: 0 }]);
    expect(nothing).toEqual({ mase: null, wape: null, bias: null, rmse: 2, dailyRmse: 1, windowDays: 2 });
    expect(forecastErrors([{ expected: [1], actual: [Number.NaN], scale: 1 }]).rmse).toBe(0);
  });
  it('scales by days a week apart, where both are known', () => {
    expect(seasonalScale([1, 5, Number.NaN, 4, 8, 2], 2)).toBe((1 + 2) / 2);
    expect(seasonalScale([1, 2], 2)).toBeNaN();
  });
});

describe('backTest', () => {
  it('shows every method beside both yardsticks, and chooses the one that knows the week', () => {
    const results = backTest(weekly(70), plan);
    expect(results.map(({ method }) => method)).toEqual([
      'naive',
      'seasonal-naive',
      'moving-average',
      'exponential-smoothing',
      'croston-sba',
      'tsb',
      'holt-winters',
    ]);
    expect(resultOf(results, 'seasonal-naive')?.errors).toMatchObject({ wape: 0, bias: 0 });
    expect(resultOf(results, 'naive')?.errors).toMatchObject({ wape: 1, bias: -1 });
    expect(chooseMethod(backTest(weekly(70), { ...plan, horizon: 5 }))?.method).toBe('holt-winters');
  });
  it('sees nothing of what it is tested on: the days of a window change its errors, not its forecast', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 60, maxLength: 60 }), (days) => {
        const more = days.map((value, index) => (index < 53 ? value : value + 1000));
        const bias = (history: readonly number[], method: string) => {
          const errors = resultOf(backTest(history, { horizon: 7, folds: 1, step: 7 }), method)?.errors;
          const demand = history.slice(53).reduce((sum, value) => sum + value, 0);
          return errors?.bias == null ? null : demand * (1 + errors.bias);
        };
        for (const method of ['moving-average', 'exponential-smoothing', 'tsb', 'holt-winters']) {
          const before = bias(days, method);
          if (before !== null) expect(bias(more, method)).toBeCloseTo(before, 6);
        }
      }),
      { numRuns: 50 },
    );
  });
  it('tests a short history in fewer folds, and too short a one not at all', () => {
    expect(backTest(weekly(28), plan).map(({ method }) => method)).not.toContain('holt-winters');
    expect(backTest(weekly(21), plan)).not.toEqual([]);
    expect(backTest(weekly(20), plan)).toEqual([]);
    expect(chooseMethod([])).toBeNull();
  });
  it('never chooses a yardstick, and the simpler of equals', () => {
    const zeros = backTest(new Array<number>(70).fill(0), plan);
    expect(chooseMethod(zeros)?.method).toBe('moving-average');
  });
});
