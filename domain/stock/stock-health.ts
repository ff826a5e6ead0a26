import { daysBetween } from '#domain/calendar/dates.ts';

/** What a shop calls dead and too much. */
export interface StockHealthRule {
  /** Nothing sold, and nothing received, for so many days. */
  deadDays: number;
  /** More than so many days will sell. */
  overstockDays: number;
}

export const USUAL_HEALTH_RULE: StockHealthRule = { deadDays: 180, overstockDays: 90 };

export interface StockHealthInput {
  onHand: number;
  /** `YYYY-MM-DD`, or null where it never was. */
  lastSoldOn: string | null;
  lastReceivedOn: string | null;
  today: string;
  /** Expected demand a day, on average. */
  dailyDemand: number;
  /** What it is ordered up to; that much is never too much. */
  orderUpTo: number;
}

/** `excess` is what could go, in the smallest unit; `daysOfCover` how long on hand lasts, null where nothing sells. */
export interface StockHealth {
  state: 'dead' | 'overstock' | 'healthy';
  excess: number;
  daysOfCover: number | null;
  daysSinceSold: number | null;
}

/**
 * Whether stock lies: dead where nothing moved for `deadDays`, all of it in excess; overstock beyond what sells in `overstockDays`.
 * Of what never sold nobody knows yet how it sells: until it is dead it is not called too much.
 */
export function stockHealth(input: StockHealthInput, rule: StockHealthRule = USUAL_HEALTH_RULE): StockHealth {
  const { onHand, lastSoldOn, lastReceivedOn, today, dailyDemand, orderUpTo } = input;
  const idleDays = (date: string | null) => (date === null ? Number.POSITIVE_INFINITY : daysBetween(date, today));
  const figures = {
    daysOfCover: dailyDemand > 0 ? Math.max(0, Math.floor(onHand / dailyDemand)) : null,
    daysSinceSold: lastSoldOn === null ? null : daysBetween(lastSoldOn, today),
  };
  if (onHand <= 0) return { state: 'healthy', excess: 0, ...figures };
  if (Math.min(idleDays(lastSoldOn), idleDays(lastReceivedOn)) >= rule.deadDays)
    return { state: 'dead', excess: onHand, ...figures };
  if (lastSoldOn === null) return { state: 'healthy', excess: 0, ...figures };
  const needed = Math.max(orderUpTo, Math.ceil(dailyDemand * rule.overstockDays - 1e-6));
  if (onHand > needed) return { state: 'overstock', excess: onHand - needed, ...figures };
  return { state: 'healthy', excess: 0, ...figures };
}
