import { describe, expect, it } from 'vitest';
import { addDays } from '#domain/calendar/dates.ts';
import { demandSeries } from './demand-series.ts';
import { forecastDemand } from './forecast-demand.ts';

const FROM = '2026-01-05';
const WEEK = [2, 4, 6, 8, 10, 30, 0];

/** Sundays are closed; the third week has no stock. */
function shop(days: number) {
  const dates = Array.from({ length: days }, (_, index) => addDays(FROM, index));
  const inStock = (index: number) => index < 14 || index >= 21;
  return demandSeries({
    from: FROM,
    to: addDays(FROM, days - 1),
    sales: dates.flatMap((date, index) => (inStock(index) ? [{ date, quantity: WEEK[index % 7] ?? 0 }] : [])),
    closed: new Set(dates.filter((_, index) => index % 7 === 6)),
    outOfStock: new Set(dates.filter((_, index) => !inStock(index))),
  });
}
const closedAhead = Array.from({ length: 14 }, (_, index) => index % 7 === 6);
const plan = { horizon: 5, folds: 4, step: 7 };

describe('forecastDemand', () => {
  it('goes on with the week, and expects nothing on closed days', () => {
    const forecast = forecastDemand(shop(84), { closedAhead, plan });
    expect(forecast).toMatchObject({ method: 'holt-winters', reason: 'back-test', demandClass: 'erratic' });
    expect(forecast.days).toEqual([...WEEK, ...WEEK].map((value) => expect.closeTo(value, 6)));
    expect(forecast.days[6]).toBe(0);
    expect(forecast.dailyDeviation).toBeCloseTo(0, 6);
    expect(forecast.compared).toHaveLength(7);
  });
  it('is off by what whole windows are off by, where that is more than single days are', () => {
    const step = [...new Array<number>(70).fill(4), ...new Array<number>(28).fill(10)];
    const one = forecastDemand({ from: FROM, days: step }, { closedAhead, plan });
    const errors = one.compared.find(({ method }) => method === one.method)?.errors;
    if (!errors) throw new Error('nothing was compared');
    expect(one.dailyDeviation).toBe(errors.rmse / Math.sqrt(5));
    expect(one.dailyDeviation).toBeGreaterThan(errors.dailyRmse);
  });
  it('says that a history is too short to compare, and takes its mean', () => {
    const series = { from: FROM, days: [2, 4, 'closed', 6] as const };
    const forecast = forecastDemand(series, { closedAhead: [false, true] });
    expect(forecast).toMatchObject({ method: 'moving-average', reason: 'short-history', days: [4, 0], compared: [] });
    expect(forecast.dailyDeviation).toBe(Math.sqrt((4 + 9) / 2));
  });
  it('expects nothing of nothing', () => {
    expect(forecastDemand({ from: FROM, days: [] }, { closedAhead: [false] })).toMatchObject({
      days: [0],
      dailyDeviation: 0,
      demandClass: 'none',
    });
  });
  it('gives the same bits for the same series', () => {
    expect(forecastDemand(shop(90), { closedAhead })).toEqual(forecastDemand(shop(90), { closedAhead }));
  });
});
