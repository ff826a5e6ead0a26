import { type FulfilmentSums, type LineSums, leftOf, owedOf, toPickOf } from './fulfilment-sums.ts';

/** Goods that moved for a line of a fulfilment: of the line's own variant, or of a substitute. Each only grows. */
export interface MovedGoods {
  lineId: string;
  variantId: string;
  picked: number;
  /** Handed over or shipped. */
  left: number;
  putBack: number;
}

/** What a fulfilment keeps from everybody else of a variant at its location, in its smallest unit. */
export interface Reserved {
  variantId: string;
  /** Promised and still on its shelf. */
  committed: number;
  /** Picked, and neither gone nor back on its shelf. */
  staged: number;
}

/** What a location still has to take from the shelf for a line: nothing where it refused or nobody came. */
export function committedOf({ refused, expired }: Pick<FulfilmentSums, 'refused' | 'expired'>, line: LineSums): number {
  return refused || expired ? 0 : toPickOf(line);
}

/** What of a line its location has promised or given, so that nobody else need promise it. */
export function promisedOf({ refused, expired }: Pick<FulfilmentSums, 'refused' | 'expired'>, line: LineSums): number {
  return leftOf(line) + (refused || expired ? 0 : owedOf(line));
}

/** What of a variant lies ready for its customer. */
export function stagedGoods({ picked, left, putBack }: MovedGoods): number {
  return Math.max(0, picked - left - putBack);
}

/**
 * What a fulfilment reserves, by variant, in the order of their ids. `variants` says what each line is of; of a line that was not heard
 * of yet nothing is committed.
 */
export function reservedBy(
  sums: FulfilmentSums,
  variants: ReadonlyMap<string, string>,
  goods: readonly MovedGoods[],
): Reserved[] {
  const reserved = new Map<string, Reserved>();
  const add = (variantId: string, committed: number, staged: number): void => {
    if (committed === 0 && staged === 0) return;
    const before = reserved.get(variantId) ?? { variantId, committed: 0, staged: 0 };
    reserved.set(variantId, {
      variantId,
      committed: before.committed + committed,
      staged: before.staged + staged,
    });
  };
  for (const line of sums.lines) {
    const variantId = variants.get(line.lineId);
    if (variantId !== undefined) add(variantId, committedOf(sums, line), 0);
  }
  for (const moved of goods) add(moved.variantId, 0, stagedGoods(moved));
  return [...reserved.values()].sort((a, b) => (a.variantId < b.variantId ? -1 : 1));
}

/** What goods and those that moved since come to. */
export function addGoods(goods: readonly MovedGoods[], more: readonly MovedGoods[]): MovedGoods[] {
  const all = new Map(goods.map((one) => [`${one.lineId}\n${one.variantId}`, one]));
  for (const one of more) {
    const key = `${one.lineId}\n${one.variantId}`;
    const before = all.get(key) ?? { ...one, picked: 0, left: 0, putBack: 0 };
    all.set(key, {
      ...before,
      picked: before.picked + one.picked,
      left: before.left + one.left,
      putBack: before.putBack + one.putBack,
    });
  }
  return [...all.values()];
}

/** What reserved goods change by: by variant, what is reserved now less what was before, where it differs. */
export function reservedChange(before: readonly Reserved[], after: readonly Reserved[]): Reserved[] {
  const variantIds = [...new Set([...before, ...after].map(({ variantId }) => variantId))];
  return variantIds.flatMap((variantId): Reserved[] => {
    const was = before.find((one) => one.variantId === variantId);
    const is = after.find((one) => one.variantId === variantId);
    const committed = (is?.committed ?? 0) - (was?.committed ?? 0);
    const staged = (is?.staged ?? 0) - (was?.staged ?? 0);
    return committed === 0 && staged === 0 ? [] : [{ variantId, committed, staged }];
  });
}
