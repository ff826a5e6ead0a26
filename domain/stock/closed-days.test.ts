import { describe, expect, it } from 'vitest';
import { addDays } from '#domain/calendar/dates.ts';
import { closedAhead, closedDays } from './closed-days.ts';

/** A Sunday. */
const TODAY = '2026-11-22';

const soldOn = (closed: (date: string) => boolean, days = 60) =>
  new Set(Array.from({ length: days }, (_, back) => addDays(TODAY, -1 - back)).filter((date) => !closed(date)));
const isSunday = (date: string) => new Date(`${date}T00:00:00Z`).getUTCDay() === 0;

describe('closedDays', () => {
  it('are those without a sale', () => {
    const days = closedDays({ from: '2026-11-14', to: '2026-11-21' }, soldOn(isSunday));
    expect([...days]).toEqual(['2026-11-15']);
  });
});

describe('closedAhead', () => {
  it('are the weekdays without a sale in four weeks', () => {
    expect(closedAhead(TODAY, 9, soldOn(isSunday))).toEqual([true, ...new Array(6).fill(false), true, false]);
  });
  it('are not those on which it was closed once', () => {
    const closed = (date: string) => isSunday(date) || date === addDays(TODAY, -2);
    expect(closedAhead(TODAY, 7, soldOn(closed))).toEqual([true, ...new Array(6).fill(false)]);
  });
  it('forget a Sunday sale after four weeks', () => {
    const long = soldOn((date) => isSunday(date) && date !== addDays(TODAY, -35));
    expect(closedAhead(TODAY, 1, long)).toEqual([true]);
    const recent = soldOn((date) => isSunday(date) && date !== addDays(TODAY, -28));
    expect(closedAhead(TODAY, 1, recent)).toEqual([false]);
  });
  it('are none where nothing is known', () => {
    expect(closedAhead(TODAY, 7, new Set())).toEqual(new Array(7).fill(false));
  });
});
