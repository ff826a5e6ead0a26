import type { TaxLine } from '#domain/tax/tax-rules.ts';

/** Sums tax lines by code and rate, ordered by both. A rate of which all came back stays, with zeros. */
export function taxTotals(taxes: readonly TaxLine[]): TaxLine[] {
  const totals = new Map<string, TaxLine>();
  for (const { code, ratePpm, base, amount } of taxes) {
    const key = `${ratePpm} ${code}`;
    const sum = totals.get(key);
    totals.set(key, { code, ratePpm, base: (sum?.base ?? 0) + base, amount: (sum?.amount ?? 0) + amount });
  }
  return [...totals.values()].sort(compareRates);
}

function compareRates(a: TaxLine, b: TaxLine): number {
  if (a.code !== b.code) return a.code < b.code ? -1 : 1;
  return a.ratePpm - b.ratePpm;
}
