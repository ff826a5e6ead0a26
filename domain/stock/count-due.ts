import { daysBetween } from '#domain/calendar/dates.ts';
import { type AbcClass, abcClasses } from './abc-class.ts';

/** How many days after a count a product of each class is due again. */
export type CountRule = Readonly<Record<AbcClass, number>>;

/** Best sellers monthly, the next quarterly, the rest twice a year. */
const USUAL_COUNT_RULE: CountRule = { A: 30, B: 90, C: 180 };

export interface CountHistory {
  variantId: string;
  onHand: number;
  /** What it sold for lately; the same span and unit for all. */
  turnover: number;
  /** `YYYY-MM-DD`; null where it never was. */
  lastCountedOn: string | null;
}

export interface DueCount {
  variantId: string;
  class: AbcClass;
  why: 'negative' | 'never' | 'overdue';
}

/**
 * A rolling list (cycle counting): what is due on a day, the most pressing first. Stock below zero cannot be right; then what was
 * never counted, best sellers first; then what is longest over its time, as a multiple of it. What is neither there nor sold
 * need not be counted.
 */
export function countDue(
  histories: readonly CountHistory[],
  today: string,
  rule: CountRule = USUAL_COUNT_RULE,
): DueCount[] {
  const classes = abcClasses(histories);
  const due = histories.flatMap((history) => {
    const { variantId, onHand, turnover, lastCountedOn } = history;
    const abc = classes.get(variantId) ?? 'C';
    const days = lastCountedOn === null ? Number.POSITIVE_INFINITY : daysBetween(lastCountedOn, today);
    const late = days / rule[abc];
    if (onHand >= 0 && (late < 1 || (onHand === 0 && turnover <= 0))) return [];
    // A count that left it below zero today is not asked for again the same day.
    if (onHand < 0 && days < 1) return [];
    const why = onHand < 0 ? ('negative' as const) : lastCountedOn === null ? ('never' as const) : ('overdue' as const);
    return [{ variantId, class: abc, why, late, turnover }];
  });
  const rank = { negative: 0, never: 1, overdue: 2 } as const;
  due.sort(
    (a, b) =>
      rank[a.why] - rank[b.why] ||
      (a.late === b.late ? 0 : b.late - a.late) ||
      b.turnover - a.turnover ||
      (a.variantId < b.variantId ? -1 : 1),
  );
  return due.map(({ variantId, class: abc, why }) => ({ variantId, class: abc, why }));
}
