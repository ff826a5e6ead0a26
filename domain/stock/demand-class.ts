/** How a variant sells: often or seldom, in even or uneven quantities. `none` had no demand at all. */
export type DemandClass = 'smooth' | 'erratic' | 'intermittent' | 'lumpy' | 'none';

/** From this mean interval between demands on (days known), demand is intermittent. */
const SELDOM = 1.32;
/** From this squared coefficient of variation of the sizes on, they are uneven. */
const UNEVEN = 0.49;

/**
 * The class of a history by the mean interval between demands and the squared coefficient of variation of their sizes
 * (Syntetos, Boylan & Croston 2005, "On the categorization of demand patterns", Journal of the Operational Research Society 56:
 * cut-offs 1.32 and 0.49). NaN is a day unknown.
 */
export function demandClass(history: readonly number[]): DemandClass {
  const known = history.filter((value) => !Number.isNaN(value));
  const demands = known.filter((value) => value > 0);
  if (demands.length === 0) return 'none';
  const mean = demands.reduce((sum, value) => sum + value, 0) / demands.length;
  const variance = demands.reduce((sum, value) => sum + (value - mean) ** 2, 0) / demands.length;
  const isUneven = variance / mean ** 2 >= UNEVEN;
  if (known.length / demands.length >= SELDOM) return isUneven ? 'lumpy' : 'intermittent';
  return isUneven ? 'erratic' : 'smooth';
}
