/** A tax not yet rounded, exactly: `whole` + `rest`/`divisor` minor units; all are integers >= 0 and `rest` < `divisor`. */
export interface TaxShare {
  whole: number;
  rest: number;
  divisor: number;
}

/** `amount * rate / divisor`, exactly, for integers >= 0 whose result is a safe integer. */
export function taxShare(amount: number, rate: number, divisor: number): TaxShare {
  const product = amount * rate;
  if (product <= Number.MAX_SAFE_INTEGER) {
    const rest = product % divisor;
    return { whole: (product - rest) / divisor, rest, divisor };
  }
  const exact = BigInt(amount) * BigInt(rate);
  const by = BigInt(divisor);
  return { whole: Number(exact / by), rest: Number(exact % by), divisor };
}

/** Sum of shares, rounded down, and what it leaves over as a fraction. */
export interface TaxSum {
  whole: number;
  rest: bigint;
  divisor: bigint;
}

export function sumShares(shares: readonly TaxShare[]): TaxSum {
  let whole = 0;
  const rests = new Map<number, number>();
  for (const share of shares) {
    whole += share.whole;
    const rest = (rests.get(share.divisor) ?? 0) + share.rest;
    whole += (rest - (rest % share.divisor)) / share.divisor;
    rests.set(share.divisor, rest % share.divisor);
  }
  let rest = 0n;
  let divisor = 1n;
  for (const [by, part] of rests) {
    rest = rest * BigInt(by) + BigInt(part) * divisor;
    divisor *= BigInt(by);
  }
  return { whole: whole + Number(rest / divisor), rest: rest % divisor, divisor };
}

/** Rounded half up, which for amounts >= 0 is half away from zero. */
export function roundSum(sum: TaxSum): number {
  return sum.whole + (sum.rest * 2n >= sum.divisor ? 1 : 0);
}

export function roundShare(share: TaxShare): number {
  return share.whole + (share.rest >= share.divisor - share.rest ? 1 : 0);
}

/**
 * Rounds each part down or up so that all sum to `total`: up go those with the largest rests, the earlier of equals first.
 * `total` is the exact sum rounded down or up, so that no part without a rest is ever raised.
 */
export function spread(total: number, parts: readonly (TaxShare | TaxSum)[]): number[] {
  const rounded = parts.map((part) => part.whole);
  const missing = total - rounded.reduce((all, whole) => all + whole, 0);
  if (missing === 0) return rounded;
  const order = parts.map((_, index) => index).sort((a, b) => byRest(parts[b], parts[a]) || a - b);
  for (const index of order.slice(0, missing)) rounded[index] = (rounded[index] ?? 0) + 1;
  return rounded;
}

function byRest(a: TaxShare | TaxSum | undefined, b: TaxShare | TaxSum | undefined): number {
  if (!a || !b) return 0;
  if (a.divisor === b.divisor) return a.rest === b.rest ? 0 : a.rest > b.rest ? 1 : -1;
  const left = BigInt(a.rest) * BigInt(b.divisor);
  const right = BigInt(b.rest) * BigInt(a.divisor);
  return left === right ? 0 : left > right ? 1 : -1;
}
