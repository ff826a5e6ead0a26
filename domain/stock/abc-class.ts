import { mulDiv, PPM } from '#domain/money/money.ts';

/** By what share of all turnover a product is among: the first 80 %, the next 15 %, the rest. */
export type AbcClass = 'A' | 'B' | 'C';

/** Up to which share of all the classes A and B go, in parts per million. */
export interface AbcLimits {
  a: number;
  b: number;
}

const USUAL: AbcLimits = { a: 800_000, b: 950_000 };

/**
 * ABC analysis (Pareto): sorted by turnover, a product is of class A while those before it come to less than 80 % of all, of B
 * while to less than 95 %, otherwise C; so is what did not sell. `turnover` in any unit, the same for all. `limits` are other shares.
 */
export function abcClasses(
  turnovers: readonly { variantId: string; turnover: number }[],
  { a: aPpm, b: bPpm }: AbcLimits = USUAL,
): Map<string, AbcClass> {
  const sorted = [...turnovers].sort(
    (a, b) => b.turnover - a.turnover || (a.variantId < b.variantId ? -1 : a.variantId > b.variantId ? 1 : 0),
  );
  const total = sorted.reduce((sum, { turnover }) => sum + Math.max(0, turnover), 0);
  let before = 0;
  return new Map(
    sorted.map(({ variantId, turnover }): [string, AbcClass] => {
      const share = total === 0 ? PPM : mulDiv(before, PPM, total);
      before += Math.max(0, turnover);
      if (turnover <= 0) return [variantId, 'C'];
      return [variantId, share < aPpm ? 'A' : share < bPpm ? 'B' : 'C'];
    }),
  );
}
