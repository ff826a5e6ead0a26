import { addDays, daysBetween } from '#domain/calendar/dates.ts';

/** A day of demand in the variant's smallest unit, or why it cannot be known. */
export type DayDemand = number | 'closed' | 'out-of-stock';

/** Demand of a variant at a location, day by day from `from` (`YYYY-MM-DD`) on. */
export interface DemandSeries {
  from: string;
  days: readonly DayDemand[];
}

/** What was sold on a business date; what came back is negative. */
export interface DayMovement {
  date: string;
  quantity: number;
}

export interface DemandInput {
  /** First and last day, both included. */
  from: string;
  to: string;
  /** In any order, several a day. Days outside are left out. */
  sales: Iterable<DayMovement>;
  /** Days on which nothing could be sold because the location was closed, or because there was nothing to sell. */
  closed: ReadonlySet<string>;
  outOfStock: ReadonlySet<string>;
}

/**
 * Daily demand. What came back is taken off the day it came back on and, beyond that, off the days before it, nearest first:
 * a return undoes a sale. A return of what was sold before `from` is left out. A day without a sale is 0 only if something
 * could have been sold: sales are censored demand (Nahmias 1994, "Demand estimation in lost sales inventory systems").
 * A day with sales counts as sold, whatever it is marked as. Throws a RangeError on a quantity that is no safe integer.
 */
export function demandSeries({ from, to, sales, closed, outOfStock }: DemandInput): DemandSeries {
  const net = netDays(sales, from, daysBetween(from, to) + 1);
  const days = net.map((quantity, index): DayDemand => {
    if (quantity > 0) return quantity;
    const date = addDays(from, index);
    if (closed.has(date)) return 'closed';
    return outOfStock.has(date) ? 'out-of-stock' : 0;
  });
  return { from, days };
}

function netDays(sales: Iterable<DayMovement>, from: string, length: number): number[] {
  const net = new Array<number>(Math.max(0, length)).fill(0);
  for (const { date, quantity } of sales) {
    if (!Number.isSafeInteger(quantity)) throw new RangeError(`not a quantity: ${quantity}`);
    const index = daysBetween(from, date);
    if (index >= 0 && index < net.length) net[index] = (net[index] ?? 0) + quantity;
  }
  let returned = 0;
  for (let index = net.length - 1; index >= 0; index--) {
    const rest = (net[index] ?? 0) - returned;
    net[index] = Math.max(0, rest);
    returned = Math.max(0, -rest);
  }
  return net;
}

/** The series from the first day on that is known: what was before it came into the assortment says nothing. */
export function fromFirstKnown({ from, days }: DemandSeries): DemandSeries {
  const first = days.findIndex((day) => typeof day === 'number');
  return first === -1
    ? { from: addDays(from, days.length), days: [] }
    : { from: addDays(from, first), days: days.slice(first) };
}

/** The series as numbers, NaN where demand is unknown: what the forecasting methods read. */
export function observationsOf(series: DemandSeries): number[] {
  return series.days.map((day) => (typeof day === 'number' ? day : Number.NaN));
}
