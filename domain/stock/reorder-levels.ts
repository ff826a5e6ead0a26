import { PPM } from '#domain/money/money.ts';
import { bootstrapQuantile } from './bootstrap-quantile.ts';
import type { DemandClass } from './demand-class.ts';
import { meanOfFirst } from './fitted-model.ts';
import { normalQuantile } from './normal-quantile.ts';

/** How a variant is replenished at a location. Times are in whole days. */
export interface ReplenishmentTerms {
  /** From order to shelf. */
  leadTimeDays: number;
  /** From one look to the next; 0 where stock is looked at all the time. */
  reviewDays: number;
  /** How long an order should last beyond that; 0 orders up to the reorder point at every look. */
  coverDays: number;
  /** The chance that stock lasts until what is ordered arrives, in ppm: the cycle service level. */
  serviceLevelPpm: number;
}

export interface DemandOutlook {
  /** Expected demand from today on, at least lead time + review + cover days; 0 on closed days. */
  days: readonly number[];
  /** What expected demand is off by, as the deviation of one day. */
  dailyDeviation: number;
  demandClass: DemandClass;
  /** Past days, for demand that is not normal; NaN where unknown. */
  history: readonly number[];
  /** Which of `days` the location is closed on. */
  closedAhead: readonly boolean[];
}

/** Levels in the smallest unit: at or below `reorderPoint` it is time to order, up to `orderUpTo`. */
export interface ReorderLevels {
  reorderPoint: number;
  orderUpTo: number;
  /** Expected demand until what is ordered after the next look arrives. */
  expected: number;
  /** What the reorder point is above that. */
  safetyStock: number;
  basis: 'normal' | 'bootstrap';
}

/**
 * When and up to what to order. The reorder point is what lead time + review will not exceed with the chance of the service
 * level: expected + z * deviation * sqrt(open days) (Silver, Pyke & Thomas 2017, "Inventory and Production Management in Supply
 * Chains", chapter 6: (s, Q) for review 0, (R, S) for cover 0). Of intermittent and lumpy demand it is expected + what the
 * bootstrap quantile of the history is above its mean, where that is more, and no less than expected. Rounded up. Throws a
 * RangeError where the outlook is too short.
 */
export function reorderLevels(outlook: DemandOutlook, terms: ReplenishmentTerms): ReorderLevels {
  const { leadTimeDays, reviewDays, coverDays, serviceLevelPpm } = terms;
  const protectedDays = leadTimeDays + reviewDays;
  if (outlook.days.length < protectedDays + coverDays)
    throw new RangeError('the outlook is shorter than the terms ask for');
  const expected = sumOf(outlook.days.slice(0, protectedDays));
  const cover = sumOf(outlook.days.slice(protectedDays, protectedDays + coverDays));
  const openDays = outlook.closedAhead.slice(0, protectedDays).reduce((open, closed) => open + (closed ? 0 : 1), 0);
  const normal = normalQuantile(serviceLevelPpm / PPM) * outlook.dailyDeviation * Math.sqrt(openDays);
  const drawn = isSeldom(outlook.demandClass) ? Math.max(0, bootstrapExcess(outlook, openDays, serviceLevelPpm)) : null;
  const isNormal = drawn === null || normal > drawn;
  const reorderPoint = roundUp(expected + (isNormal ? normal : drawn));
  return {
    reorderPoint,
    orderUpTo: roundUp(reorderPoint + cover),
    expected,
    safetyStock: reorderPoint - expected,
    basis: isNormal ? 'normal' : 'bootstrap',
  };
}

function isSeldom(demandClass: DemandClass): boolean {
  return demandClass !== 'smooth' && demandClass !== 'erratic';
}

/** What the quantile of so many days drawn from the history is above their mean. */
function bootstrapExcess({ history }: DemandOutlook, openDays: number, serviceLevelPpm: number): number {
  return bootstrapQuantile(history, openDays, serviceLevelPpm) - openDays * meanOfFirst(history, history.length);
}

/** Up to a whole unit, but not for the last bits of a sum of fractions; never below 0. */
function roundUp(level: number): number {
  return Math.max(0, Math.ceil(level - 1e-6));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
