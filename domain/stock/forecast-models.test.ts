import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { croston } from './croston.ts';
import { simpleExponentialSmoothing } from './exponential-smoothing.ts';
import { meanOfFirst } from './fitted-model.ts';
import { canForecast, fitParameters, METHODS, runMethod, YARDSTICKS } from './forecast-method.ts';
import { holtWinters, weeklyStart } from './holt-winters.ts';
import { movingAverage } from './moving-average.ts';
import { naive, seasonalNaive } from './naive.ts';
import { tsb } from './tsb.ts';

const UNKNOWN = Number.NaN;
const ahead = (model: { ahead(h: number): number }, days: number) =>
  Array.from({ length: days }, (_, index) => model.ahead(index + 1));

describe('golden values', () => {
  // Hyndman & Athanasopoulos, fpp2, section 7.1: oil production in Saudi Arabia 1996 to 2013, alpha 0.83, first level 446.59.
  it('smooths simply as in fpp2, table 7.1', () => {
    const oil = [
      445.36, 453.2, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89, 509.87, 456.72,
      473.82, 525.95, 549.83, 542.34,
    ];
    expect(Math.abs(simpleExponentialSmoothing(oil, 0.83, 446.59).ahead(1) - 542.68)).toBeLessThan(0.05);
  });

  // fpp2, section 12.2: lubricant sales (productC), alpha 0.1; its last smoothed demand is 2.750, the interval 2.793.
  // Both start at the first demand, 2 on the second month; what follows is smoothed.
  it('expects by Croston what fpp2, section 12.2, does', () => {
    const rest = [
      0, 1, 0, 11, 0, 0, 0, 0, 2, 0, 6, 3, 0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 3, 1, 0, 0, 1, 0, 1, 0, 0,
    ];
    const model = croston(rest, { alpha: 0.1, syntetosBoylan: false }, { size: 2, interval: 2 });
    expect(model.ahead(1)).toBeCloseTo(2.75 / 2.793, 3);
    expect(model.ahead(9)).toBe(model.ahead(1));
  });

  // The package intermittent-forecast (github.com/pmrgn/intermittent-forecast, tests/forecasters), which follows R's tsintermittent.
  const seldom = [0, 0, 3, 0, 4, 0, 0, 0, 2, 0];
  it('expects by Croston with two parameters, and by Syntetos and Boylan, what intermittent-forecast does', () => {
    const start = { size: 3, interval: 3 };
    const cut = (days: number, syntetosBoylan: boolean) =>
      croston(seldom.slice(3, days), { alpha: 0.5, beta: 0.2, syntetosBoylan }, start).ahead(1);
    expect([cut(3, false), cut(5, false)]).toEqual([1, 1.25]);
    expect(cut(10, false)).toBeCloseTo(0.904605, 6);
    expect(cut(10, true)).toBeCloseTo(0.8141447, 6);
  });
  it('expects by Teunter, Syntetos and Babai what intermittent-forecast does', () => {
    const start = { size: 3, probability: 0.3 };
    const cut = (days: number) => tsb(seldom.slice(1, days), { alpha: 0.3, beta: 0.1 }, start).ahead(1);
    expect([1, 2, 3, 5, 10].map(cut)).toEqual(
      [0.9, 0.81, 1.029, 1.246839, 0.9111351].map((value) => expect.closeTo(value, 6)),
    );
  });
  it('expects by Holt and Winters, additive and undamped, what intermittent-forecast does', () => {
    const values = [26, 28, 35, 36, 31, 33, 37, 40, 35, 39, 42, 43];
    const start = { level: 31.25, trend: 1, seasons: [-5.25, -3.25, 3.75, 4.75] };
    const model = holtWinters(values, { alpha: 0.3, beta: 0.2, gamma: 0.1, phi: 1 }, start);
    expect(ahead(model, 5)).toEqual(
      [36.42864506, 39.05020833, 45.82886691, 47.79049033, 39.68805488].map((value) => expect.closeTo(value, 6)),
    );
  });
});

describe('each method', () => {
  it('naive: as the last day known', () => {
    expect(ahead(naive([3, 5, UNKNOWN]), 2)).toEqual([5, 5]);
    expect(naive([3, 5, UNKNOWN, 6]).squaredError).toBe((4 + 1) / 2);
    expect(naive([]).ahead(1)).toBe(0);
  });
  it('seasonal naive: as the last such day known', () => {
    expect(ahead(seasonalNaive([1, 2, 3, UNKNOWN, 5, 6], 3), 4)).toEqual([1, 5, 6, 1]);
    expect(seasonalNaive([1, 2, 3, UNKNOWN, 5, 6], 3).squaredError).toBe(9);
  });
  it('moving average: the mean of the last days known', () => {
    expect(movingAverage([9, 1, UNKNOWN, 3, 5], 3).ahead(4)).toBe(3);
    expect(movingAverage([2, 4], 3).ahead(1)).toBe(3);
    expect(movingAverage([2, 4, 9], 2).squaredError).toBe((4 + 36) / 2);
    expect(() => movingAverage([1], 0)).toThrow(RangeError);
  });
  it('TSB fades when nothing sells any more, Croston does not', () => {
    const sold = [0, 4, 0, 4, 0, 4];
    const ended = [...sold, ...new Array<number>(40).fill(0)];

    const stays = (days: readonly number[]) =>
      croston(days, { alpha: 0.1, syntetosBoylan: true }, { size: 4, interval: 2 }).ahead(1);
    expect(stays(ended)).toBe(stays(sold));
    expect(tsb(ended, { alpha: 0.1, beta: 0.1 }).ahead(1)).toBeLessThan(0.02);
  });
  it('Holt-Winters finds a week, and a damped trend levels off', () => {
    const week = [1, 2, 3, 4, 5, 9, 0];
    const weeks = Array.from({ length: 56 }, (_, index) => week[index % 7] ?? 0);
    const model = holtWinters(weeks, { alpha: 0.1, beta: 0, gamma: 0.1, phi: 1 });
    expect(ahead(model, 8)).toEqual([1, 2, 3, 4, 5, 9, 0, 1].map((value) => expect.closeTo(value, 9)));
    const rising = holtWinters(
      [],
      { alpha: 0.1, beta: 0.1, gamma: 0.1, phi: 0.5 },
      { level: 1, trend: 8, seasons: [0] },
    );
    expect(ahead(rising, 3)).toEqual([5, 7, 8]);
    const unknown = holtWinters(
      [UNKNOWN],
      { alpha: 1, beta: 1, gamma: 1, phi: 0.5 },
      { level: 1, trend: 8, seasons: [0] },
    );
    expect(ahead(unknown, 2)).toEqual([7, 8]);
    expect(weeklyStart([1, UNKNOWN, 3])).toEqual({ level: 2, trend: 0, seasons: [-1, 0, 1, 0, 0, 0, 0] });
  });
  it('meanOfFirst: of the days known', () => {
    expect(meanOfFirst([UNKNOWN, 2, 4, 9], 2)).toBe(3);
    expect(meanOfFirst([UNKNOWN], 2)).toBe(0);
  });
  it('needs days known, and takes the best parameters of its grid', () => {
    const days = (known: number) => [...new Array<number>(known).fill(1), UNKNOWN];
    expect([canForecast('holt-winters', days(27)), canForecast('holt-winters', days(28))]).toEqual([false, true]);
    const risen = [...new Array<number>(30).fill(0), ...new Array<number>(30).fill(50)];
    expect(fitParameters('exponential-smoothing', risen)).toEqual({ alpha: 0.3 });
    expect(fitParameters('moving-average', risen)).toEqual({ window: 14 });
  });
});

const day = fc.oneof(
  { weight: 5, arbitrary: fc.nat(40) },
  { weight: 3, arbitrary: fc.constant(0) },
  fc.constant(UNKNOWN),
);
const history = fc.array(day, { minLength: 0, maxLength: 120 });

describe.each([...YARDSTICKS, ...METHODS])('%s', (method) => {
  const forecast = (days: readonly number[]) => ahead(runMethod(method, days, fitParameters(method, days)), 21);

  it('is never negative, and always a number', () => {
    fc.assert(
      fc.property(history, (days) => {
        for (const value of forecast(days)) expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
  });
  it('scales with its unit: pieces or dozens', () => {
    fc.assert(
      fc.property(history, (days) => {
        expect(forecast(days.map((value) => value * 8))).toEqual(forecast(days).map((value) => value * 8));
      }),
    );
  });
  it('expects a constant demand to go on', () => {
    fc.assert(
      fc.property(fc.nat(50), fc.integer({ min: 28, max: 90 }), (value, length) => {
        const expected = method === 'croston-sba' ? value * 0.95 : value;
        for (const one of forecast(new Array<number>(length).fill(value))) expect(one).toBeCloseTo(expected, 9);
      }),
    );
  });
  it('takes a day without stock for unknown, not for zero', () => {
    const constant = Array.from({ length: 84 }, (_, index) => (index % 9 === 4 || index > 77 ? UNKNOWN : 6));
    const expected = method === 'croston-sba' ? 6 * 0.95 : 6;
    for (const one of forecast(constant)) expect(one).toBeCloseTo(expected, 9);
  });
});
