import type { Home } from '#contracts/http/home.ts';

export interface DayPoint {
  hour: number;
  /** Null for hours that have not come. */
  now: number | null;
  before: number;
}

const SHORTEST = 8;

/**
 * A day hour by hour beside another: turnover of each hour, or (`running`) of all until its end. Hours after `current` have not come;
 * where the shop was quiet until now, or is since, the hours reach up to it. A short day is drawn with hours after it, so that it
 * looks like one.
 */
export function dayPoints(hours: Home['hours'], current: number, running: boolean): DayPoint[] {
  const known = new Map(hours.map((one) => [one.hour, one]));
  const all = hours.length === 0 ? [] : [...known.keys(), current];
  const first = Math.min(...all);
  const last = Math.max(...all, Math.min(first + SHORTEST - 1, 23));
  const count = all.length === 0 ? 0 : last - first + 1;
  let [now, before] = [0, 0];
  return Array.from({ length: count }, (_, index) => {
    const hour = first + index;
    const one = known.get(hour);
    now = (running ? now : 0) + (one?.now.turnover ?? 0);
    before = (running ? before : 0) + (one?.before.turnover ?? 0);
    return { hour, now: hour > current ? null : now, before };
  });
}

/** The hour of an instant by a store's clock, 0 to 23. */
export function hourAt(at: string, timeZone: string): number {
  const text = new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(new Date(at));
  return Number(text);
}
