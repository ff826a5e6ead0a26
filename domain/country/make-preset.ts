import {
  type CountryPreset,
  type CountryTax,
  type FiscalDuty,
  type FiscalRule,
  type ReceiptDuty,
  type TaxedCategory,
  taxSet,
} from '#domain/country/country-preset.ts';

type Percents = Partial<Record<TaxedCategory, number | readonly (readonly [name: string, percent: number])[]>>;

/** A preset as a row of a table. */
export interface PresetRow {
  country: string;
  /** ISO 4217 code, and its digits where they are not two. */
  currency: readonly [code: string, digits?: number];
  languages: readonly string[];
  timeZone: string;
  tax: { name: string; percents: Percents; source: string } & Partial<
    Pick<CountryTax, 'model' | 'pricesIncludeTax' | 'rounding' | 'schemes' | 'varies'>
  >;
  taxNumber: readonly [label: string, example: string];
  receipt?: { shows?: readonly ReceiptDuty[]; header?: readonly string[]; source: string };
  fiscal?: readonly [duty: FiscalDuty, scheme: string, source: string, partly?: 'partly'];
}

/** What stands on every simplified invoice. */
const SHOWS: readonly ReceiptDuty[] = ['seller-name', 'seller-address', 'tax-number', 'date', 'tax-per-rate'];

const EU_RECEIPT = 'Council Directive 2006/112/EC, Art. 226b (simplified invoices)';

/** The preset of a row; what it leaves out is as in most of the European Union. */
export function makePreset(row: PresetRow): CountryPreset {
  const { name, percents, source, schemes, varies } = row.tax;
  const [code, digits = 2] = row.currency;
  const [label, example] = row.taxNumber;
  return {
    country: row.country,
    currency: { code, digits },
    languages: row.languages,
    timeZone: row.timeZone,
    tax: {
      model: row.tax.model ?? 'vat',
      name,
      pricesIncludeTax: row.tax.pricesIncludeTax ?? true,
      rounding: row.tax.rounding ?? 'rate',
      rates: taxSet(name, percents),
      ...(schemes ? { schemes } : {}),
      ...(varies ? { varies } : {}),
      source,
    },
    taxNumber: { label, example },
    receipt: {
      shows: row.receipt?.shows ?? SHOWS,
      header: row.receipt?.header ?? [],
      source: row.receipt?.source ?? EU_RECEIPT,
    },
    fiscal: fiscalOf(row),
  };
}

function fiscalOf({ fiscal }: PresetRow): FiscalRule {
  if (!fiscal) return { duty: 'none', scheme: '', source: '' };
  const [duty, scheme, source, partly] = fiscal;
  return { duty, scheme, source, ...(partly ? { partly: true } : {}) };
}
