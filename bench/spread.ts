/** Median and 99th percentile of what was measured, in its unit. */
export interface Spread {
  n: number;
  p50: number;
  p99: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2));
  return { n: sorted.length, p50: at(0.5), p99: at(0.99) };
}
