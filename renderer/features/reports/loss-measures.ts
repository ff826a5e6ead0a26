import type { LossPrevention } from '#contracts/http/reports.ts';

export type LossRow = LossPrevention['operators'][number];

/** What is looked at per operator. */
export const MEASURES = [
  'lineVoids',
  'abandonedCarts',
  'noSales',
  'postVoids',
  'copies',
  'refundsWithoutReceipt',
  'discounts',
  'overridesRefused',
] as const;
export type Measure = (typeof MEASURES)[number];

/** One measure of one operator beside the others. */
export interface LossCell {
  count: number;
  /** Minor units, where the measure has an amount. */
  amount: number | null;
  /** How often per 100 receipts. */
  rate: number;
  /** The rate as a share of the highest one, 0 to 1. */
  share: number;
  outlier: boolean;
}

/** More than this many times the others' median is far out. */
const TIMES_MEDIAN = 2;
/** So many more than the others' median would give: a single event is never far out. */
const MORE_AT_LEAST = 3;

/**
 * Every operator's measures beside their peers. A figure is marked when its rate per 100 receipts is more than twice the median
 * of the other operators' rates, and it is at least 3 more than that median would have given. With nobody to compare with,
 * nothing is marked.
 */
export function lossCells(operators: readonly LossRow[]): Record<Measure, LossCell>[] {
  const rates = (measure: Measure): number[] => operators.map((row) => rateOf(row, measure));
  return operators.map((row, index) => {
    const cells = MEASURES.map((measure) => {
      const all = rates(measure);
      const rate = all[index] ?? 0;
      const count = countOf(row, measure);
      const median = medianOf(all.filter((_, other) => other !== index));
      const usual = median === null ? null : (median * row.receipts) / 100;
      const outlier =
        median !== null && usual !== null && rate > TIMES_MEDIAN * median && count - usual >= MORE_AT_LEAST;
      const highest = Math.max(...all);
      const cell = { count, amount: amountOf(row, measure), rate, share: highest > 0 ? rate / highest : 0, outlier };
      return [measure, cell] as const;
    });
    return Object.fromEntries(cells) as Record<Measure, LossCell>;
  });
}

function countOf(row: LossRow, measure: Measure): number {
  const value = row[measure];
  return typeof value === 'number' ? value : value.count;
}

function amountOf(row: LossRow, measure: Measure): number | null {
  const value = row[measure];
  return typeof value === 'number' ? null : value.amount;
}

/** Somebody without receipts who did something did it on every one of none: counted as one receipt. */
function rateOf(row: LossRow, measure: Measure): number {
  return (100 * countOf(row, measure)) / Math.max(1, row.receipts);
}

function medianOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  if (upper === undefined) return null;
  const lower = sorted[middle - 1];
  return sorted.length % 2 === 0 && lower !== undefined ? (lower + upper) / 2 : upper;
}
