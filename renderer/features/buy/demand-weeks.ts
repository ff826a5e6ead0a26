import type { VariantDemand } from '#contracts/http/replenishment.ts';
import { addDays } from '#domain/calendar/dates.ts';

/** Seven days, or fewer at the ends, from `from` on: what was sold, or what is expected. */
export interface DemandWeek {
  from: string;
  days: number;
  sold: number;
  expected: number;
  closed: number;
  outOfStock: number;
}

/** The last weeks of a series, counted back from its end, and then the weeks that are expected. */
export function demandWeeks(
  { series, forecast }: Pick<VariantDemand, 'series' | 'forecast'>,
  past: number,
): DemandWeek[] {
  const { from, days } = series;
  const weeks: DemandWeek[] = [];
  for (let end = days.length; end > 0 && weeks.length < past; end -= 7) {
    const start = Math.max(0, end - 7);
    const week = days.slice(start, end);
    weeks.unshift({
      from: addDays(from, start),
      days: week.length,
      sold: week.reduce<number>((sum, day) => sum + (typeof day === 'number' ? day : 0), 0),
      expected: 0,
      closed: week.filter((day) => day === 'closed').length,
      outOfStock: week.filter((day) => day === 'out-of-stock').length,
    });
  }
  for (let start = 0; start < forecast.length; start += 7) {
    const week = forecast.slice(start, start + 7);
    const expected = week.reduce((sum, day) => sum + day, 0);
    const at = addDays(from, days.length + start);
    weeks.push({ from: at, days: week.length, sold: 0, expected, closed: 0, outOfStock: 0 });
  }
  return weeks;
}
