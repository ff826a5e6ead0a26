/** A share not yet rounded, exactly: `whole` + `rest`/`divisor`; all are integers >= 0 and `rest` < `divisor`. */
export interface Share {
  whole: number;
  rest: number;
  divisor: number;
}

/** A sum of shares of different divisors, exactly, in the same form. */
export interface ShareSum {
  whole: number;
  rest: bigint;
  divisor: bigint;
}

/** `amount * part / divisor`, exactly, for safe integers >= 0 and a divisor > 0. `whole` is a safe integer if the result is below 2^53. */
export function shareOf(amount: number, part: number, divisor: number): Share {
  const product = amount * part;
  if (product <= Number.MAX_SAFE_INTEGER) {
    const rest = product % divisor;
    return { whole: (product - rest) / divisor, rest, divisor };
  }
  const exact = BigInt(amount) * BigInt(part);
  const by = BigInt(divisor);
  return { whole: Number(exact / by), rest: Number(exact % by), divisor };
}

/** The sum of shares, exactly while it is a safe integer. */
export function sumShares(shares: readonly Share[]): ShareSum {
  let whole = 0;
  const rests = new Map<number, bigint>();
  for (const share of shares) {
    whole += share.whole;
    rests.set(share.divisor, (rests.get(share.divisor) ?? 0n) + BigInt(share.rest));
  }
  let rest = 0n;
  let divisor = 1n;
  for (const [by, sum] of rests) {
    rest = rest * BigInt(by) + sum * divisor;
    divisor *= BigInt(by);
  }
  return { whole: whole + Number(rest / divisor), rest: rest % divisor, divisor };
}

/** Rounds half up: for what is >= 0 that is half away from zero. */
export function roundShare({ whole, rest, divisor }: Share | ShareSum): number {
  const small = typeof rest === 'number' && typeof divisor === 'number';
  const isUp = small ? rest >= divisor - rest : BigInt(rest) * 2n >= BigInt(divisor);
  return whole + (isUp ? 1 : 0);
}

/**
 * Rounds each share down or up so that all sum to `total`: up go those with the largest rests, the earlier of equals first
 * (largest remainder). `total` is the shares' exact sum, rounded down or up, so that no share without a rest goes up.
 */
export function spread(total: number, shares: readonly (Share | ShareSum)[]): number[] {
  const rounded = shares.map((share) => share.whole);
  const missing = total - rounded.reduce((sum, whole) => sum + whole, 0);
  if (missing === 0) return rounded;
  const order = [...shares.entries()].sort(([i, a], [j, b]) => compareRests(b, a) || i - j);
  for (const [index, share] of order.slice(0, missing)) rounded[index] = share.whole + 1;
  return rounded;
}

/** Compares rest/divisor: negative, 0 or positive. */
function compareRests(a: Share | ShareSum, b: Share | ShareSum): number {
  if (a.divisor === b.divisor) return a.rest === b.rest ? 0 : a.rest > b.rest ? 1 : -1;
  const left = BigInt(a.rest) * BigInt(b.divisor);
  const right = BigInt(b.rest) * BigInt(a.divisor);
  return left === right ? 0 : left > right ? 1 : -1;
}
