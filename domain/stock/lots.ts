import { daysBetween } from '#domain/calendar/dates.ts';

/** Stock of a variant that came in together, in the smallest unit. Without an expiry it keeps. */
export interface Lot {
  lotId: string;
  quantity: number;
  /** The last day it may be sold, `YYYY-MM-DD` (GS1 application identifiers 15 and 17). */
  expiry?: string;
  /** `YYYY-MM-DD`. */
  receivedOn: string;
}

/** First expired, first out: the earliest expiry first, what keeps last; among equals what came first, then by id. */
export function compareLots(a: Lot, b: Lot): number {
  return (
    compare(a.expiry ?? '9999-12-31', b.expiry ?? '9999-12-31') ||
    compare(a.receivedOn, b.receivedOn) ||
    compare(a.lotId, b.lotId)
  );
}

/** So much of a lot, in fractions where demand is. */
export interface LotQuantity {
  lotId: string;
  quantity: number;
}

/**
 * What of each lot will not be sold by its expiry, if `days` is what sells from today on and lots are picked first expired, first
 * out. Lots beyond the days given count as sold; lots of which all sells are left out.
 */
export function unsoldLots(lots: readonly Lot[], days: readonly number[], today: string): LotQuantity[] {
  const left = lots
    .toSorted(compareLots)
    .map((lot) => ({ lotId: lot.lotId, days: daysLeft(lot, today), quantity: Math.max(0, lot.quantity) }));
  for (const [day, demand] of days.entries()) {
    let asked = demand;
    for (const lot of left) {
      if (lot.days < day) continue;
      const taken = Math.min(asked, lot.quantity);
      lot.quantity -= taken;
      asked -= taken;
    }
  }
  return left.flatMap(({ lotId, days: last, quantity }) =>
    last < days.length && quantity > 1e-6 ? [{ lotId, quantity }] : [],
  );
}

/** How much of the lots will not be sold by its expiry (`unsoldLots`). Whole units, rounded up. */
export function expiringUnsold(lots: readonly Lot[], days: readonly number[], today: string): number {
  return wholeSum(unsoldLots(lots, days, today));
}

/** What quantities come to, rounded up to a whole unit, but not for the last bits of a sum of fractions. */
export function wholeSum(quantities: readonly LotQuantity[]): number {
  return Math.max(0, Math.ceil(quantities.reduce((sum, { quantity }) => sum + quantity, 0) - 1e-6));
}

/** Days from today to the last day a lot may be sold; negative once it is past. */
function daysLeft({ expiry }: Lot, today: string): number {
  return expiry === undefined ? Number.POSITIVE_INFINITY : daysBetween(today, expiry);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
