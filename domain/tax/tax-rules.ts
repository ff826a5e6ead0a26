/** One tax on one category of goods. Several rates on a category stand beside each other (state and city), never on each other. */
export interface TaxRate {
  /** Short code on the receipt: `S`, `R`, `Z`. */
  code: string;
  name: string;
  /** Parts per million: 20 % is 200_000. */
  ratePpm: number;
}

/**
 * Where tax is rounded. `line`: each line and rate by itself; `rate`: once per rate over the receipt;
 * `receipt`: once for the whole receipt. Rounded amounts are then split back so that they sum exactly.
 */
export type TaxRounding = 'line' | 'rate' | 'receipt';

/** A store's tax rules at one version; a fact names the version it was settled with. */
export interface TaxRules {
  version: number;
  /** The business date, `YYYY-MM-DD`, that they begin on; left out: from the first day on. */
  from?: string;
  /** Of a withdrawal, which holds on no day: the version that it takes back, with all that this one replaced on their date `from`. */
  withdraws?: number;
  pricesIncludeTax: boolean;
  rounding: TaxRounding;
  /** Rates by tax category; an empty list is exempt. A category without an entry is a fault of settling, never untaxed in silence. */
  rates: Record<string, TaxRate[]>;
}

/** Tax at one rate: `amount` on `base`, both signed minor units; `base` is always net of tax. */
export interface TaxLine {
  code: string;
  ratePpm: number;
  base: number;
  amount: number;
}

/** The rates of a tax category; undefined when the rules do not know it, an empty list when it is exempt. */
export function ratesOf(rules: TaxRules, taxCategory: string): readonly TaxRate[] | undefined {
  return Object.hasOwn(rules.rates, taxCategory) ? rules.rates[taxCategory] : undefined;
}
