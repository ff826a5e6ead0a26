import type { Currency } from '#domain/money/money.ts';
import type { TaxRate, TaxRounding } from '#domain/tax/tax-rules.ts';

/** The kind of tax that a sale bears: on the added value, on goods and services, on the retail price, or none. */
export type TaxModel = 'vat' | 'gst' | 'sales-tax' | 'none';

/** What a tax category is taxed at, by category; an empty list is exempt. */
export type TaxSet = Record<string, TaxRate[]>;

/** A part of a country, or a way of being taxed in it, that has rates of its own. */
export interface TaxScheme {
  schemeId: string;
  name: string;
  names?: Record<string, string>;
  rates: TaxSet;
}

export interface CountryTax {
  model: TaxModel;
  /** What it is called on receipts: `MwSt.`, `TVA`, `GST`. */
  name: string;
  pricesIncludeTax: boolean;
  rounding: TaxRounding;
  rates: TaxSet;
  /** Of these one is chosen; without any, `rates` hold everywhere. */
  schemes?: readonly TaxScheme[];
  /** Counties, cities or trades add to the rates: whoever opens a shop enters theirs. */
  varies?: true;
  source: string;
}

/** What must stand on a receipt, beside what was sold and what it costs. */
export type ReceiptDuty =
  | 'seller-name'
  | 'seller-address'
  | 'tax-number'
  | 'date'
  | 'receipt-number'
  | 'tax-amount'
  | 'tax-per-rate'
  | 'register';

/**
 * What the state demands of a till beyond its receipts. `device`: a certified device or module signs or prints each sale.
 * `software`: only certified or declared software may be used. `reporting`: each sale is reported to the tax authority.
 * `invoice`: only the tax authority's own system issues what counts as an invoice.
 */
export type FiscalDuty = 'none' | 'device' | 'software' | 'reporting' | 'invoice';

export interface FiscalRule {
  duty: FiscalDuty;
  /** What it is called there. */
  scheme: string;
  /** It binds only some trades or some parts of the country. */
  partly?: true;
  source: string;
}

/** What a new shop in a country begins with. All of it can be changed. */
export interface CountryPreset {
  /** ISO 3166-1, two letters. */
  country: string;
  currency: Currency;
  /** BCP 47, the usual one first. */
  languages: readonly string[];
  /** IANA name of the time zone where most people live. */
  timeZone: string;
  tax: CountryTax;
  /** What the number that receipts bear is called, and one that looks right. */
  taxNumber: { label: string; example: string };
  receipt: {
    shows: readonly ReceiptDuty[];
    /** Words that the law wants at the head of a receipt. */
    header: readonly string[];
    source: string;
  };
  fiscal: FiscalRule;
}

/** Short codes on receipts. */
const CODES = {
  standard: 'S',
  reduced: 'R',
  'second-reduced': 'P',
  'super-reduced': 'L',
  zero: 'Z',
} as const satisfies Record<string, string>;

export type TaxedCategory = keyof typeof CODES;

/** Rates from percentages by category, and the category `exempt`. A category with several taxes names each: `[['CGST', 9], …]`. */
export function taxSet(
  name: string,
  percents: Partial<Record<TaxedCategory, number | readonly (readonly [name: string, percent: number])[]>>,
): TaxSet {
  const taxed = Object.entries(percents).map(([category, given]): [string, TaxRate[]] => {
    const code = CODES[category as TaxedCategory];
    if (typeof given === 'number') return [category, [rateOf(code, name, given)]];
    return [category, given.map(([part, percent], index) => rateOf(`${code}${index + 1}`, part, percent))];
  });
  return Object.fromEntries([...taxed, ['exempt', []]]);
}

function rateOf(code: string, name: string, percent: number): TaxRate {
  return { code, name: `${name} ${percent}%`, ratePpm: Math.round(percent * 10_000) };
}
