import { roundShare, type Share, shareOf, spread, sumShares } from '#domain/money/exact-share.ts';
import { type Minor, PPM } from '#domain/money/money.ts';
import type { TaxLine, TaxRate, TaxRounding, TaxRules } from '#domain/tax/tax-rules.ts';

/** What is taxed: an amount in the store's regime and the rates of its category. */
export interface Taxable {
  amount: Minor;
  rates: readonly TaxRate[];
}

/** All cells of one rate, a cell being one line's tax at it. */
interface RateGroup {
  code: string;
  ratePpm: number;
  cells: Cell[];
}

interface Cell {
  line: number;
  share: Share;
  tax: Minor;
}

/** The tax of one rate where rounding it over the receipt gave another sum than rounding each line would have. */
export interface TaxRounded {
  code: string;
  ratePpm: number;
  amount: Minor;
  byLine: Minor;
}

export interface TaxAmounts {
  /** For each taxable, one tax line per rate, ordered by code and rate. */
  lines: TaxLine[][];
  rounded: TaxRounded[];
}

/**
 * Taxes amounts >= 0 under the rules' regime and rounding level. Included tax is amount * rate / (1 + all rates of the line);
 * excluded tax is amount * rate. Rounding is half away from zero at the level, and is split back by largest remainder.
 */
export function taxAmounts(taxables: readonly Taxable[], rules: TaxRules): TaxAmounts {
  const groups = groupByRate(taxables, rules.pricesIncludeTax);
  roundGroups(groups, rules.rounding);
  const lines = linesOf(taxables, groups, rules.pricesIncludeTax);
  return { lines, rounded: groups.flatMap(roundedOf) };
}

function groupByRate(taxables: readonly Taxable[], included: boolean): RateGroup[] {
  const groups = new Map<string, RateGroup>();
  for (const [line, { amount, rates }] of taxables.entries()) {
    const divisor = included ? PPM + sum(rates.map((rate) => rate.ratePpm)) : PPM;
    for (const { code, ratePpm } of rates) {
      const key = `${ratePpm} ${code}`;
      const group = groups.get(key) ?? { code, ratePpm, cells: [] };
      groups.set(key, group);
      group.cells.push({ line, share: shareOf(amount, ratePpm, divisor), tax: 0 });
    }
  }
  return [...groups.values()].sort((a, b) => (a.code === b.code ? a.ratePpm - b.ratePpm : a.code < b.code ? -1 : 1));
}

function roundGroups(groups: readonly RateGroup[], rounding: TaxRounding): void {
  if (rounding === 'line') {
    for (const { cells } of groups) for (const cell of cells) cell.tax = roundShare(cell.share);
    return;
  }
  const shares = groups.map(({ cells }) => cells.map((cell) => cell.share));
  const totals = rateTotals(shares, rounding);
  for (const [index, { cells }] of groups.entries()) {
    const taxes = spread(totals[index] ?? 0, shares[index] ?? []);
    for (const [at, cell] of cells.entries()) cell.tax = taxes[at] ?? 0;
  }
}

/** The tax of each rate: rounded by itself, or from the rounded sum of all of them. */
function rateTotals(shares: readonly Share[][], rounding: 'rate' | 'receipt'): Minor[] {
  const sums = shares.map(sumShares);
  return rounding === 'rate' ? sums.map(roundShare) : spread(roundShare(sumShares(shares.flat())), sums);
}

function linesOf(taxables: readonly Taxable[], groups: readonly RateGroup[], included: boolean): TaxLine[][] {
  const lines = taxables.map((): TaxLine[] => []);
  const taxed = taxables.map(() => 0);
  for (const { line, tax } of groups.flatMap((group) => group.cells)) taxed[line] = (taxed[line] ?? 0) + tax;
  for (const { code, ratePpm, cells } of groups) {
    for (const { line, tax } of cells) {
      const amount = taxables[line]?.amount ?? 0;
      const base = included ? amount - (taxed[line] ?? 0) : amount;
      lines[line]?.push({ code, ratePpm, base, amount: tax });
    }
  }
  return lines;
}

function roundedOf({ code, ratePpm, cells }: RateGroup): TaxRounded[] {
  const amount = sum(cells.map((cell) => cell.tax));
  const byLine = sum(cells.map((cell) => roundShare(cell.share)));
  return amount === byLine ? [] : [{ code, ratePpm, amount, byLine }];
}

function sum(amounts: readonly Minor[]): Minor {
  return amounts.reduce((all, amount) => all + amount, 0);
}
