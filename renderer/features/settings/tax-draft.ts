import type { TaxesPublication } from '#contracts/http/settings.ts';
import { PPM } from '#domain/money/money.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import { shortText } from './amounts-text.ts';

/** Tax rules as they are entered: the percentages as typed. */
export interface TaxDraft {
  pricesIncludeTax: boolean;
  rounding: TaxRules['rounding'];
  categories: readonly { category: string; rates: readonly RateDraft[] }[];
}

export interface RateDraft {
  code: string;
  name: string;
  percent: string;
}

/** Of a percentage: one percent is 10 000 parts per million. */
const PERCENT_DIGITS = 4;
const NOTHING: TaxDraft = { pricesIncludeTax: true, rounding: 'line', categories: [] };

export function taxDraftOf(rules: TaxRules | undefined): TaxDraft {
  if (!rules) return NOTHING;
  const { pricesIncludeTax, rounding, rates } = rules;
  const categories = Object.entries(rates).map(([category, list]) => ({
    category,
    rates: list.map(({ code, name, ratePpm }) => ({ code, name, percent: shortText(ratePpm, PERCENT_DIGITS) })),
  }));
  return { pricesIncludeTax, rounding, categories };
}

/** What a percentage is in parts per million; null where it is none. */
export function ratePpmOf(percent: string): number | null {
  const ppm = priceOf(percent.replace('%', ''), PERCENT_DIGITS);
  return ppm !== null && ppm <= PPM ? ppm : null;
}

/** The rules that were entered, or which percentages are none, by path. */
export function taxRulesOf(
  draft: TaxDraft,
): { ok: true; rules: TaxesPublication['rules'] } | { ok: false; wrong: string[] } {
  const wrong = draft.categories.flatMap(({ category, rates }) =>
    rates.flatMap(({ percent }, index) => (ratePpmOf(percent) === null ? [`rates.${category}.${index}.ratePpm`] : [])),
  );
  if (wrong.length > 0) return { ok: false, wrong };
  const rates = Object.fromEntries(
    draft.categories.map(({ category, rates }) => [
      category,
      rates.map(({ code, name, percent }) => {
        return { code: code.trim(), name: name.trim(), ratePpm: ratePpmOf(percent) ?? 0 };
      }),
    ]),
  );
  return { ok: true, rules: { pricesIncludeTax: draft.pricesIncludeTax, rounding: draft.rounding, rates } };
}

/** Whether two drafts publish the same. */
export function isSameTaxes(one: TaxDraft, other: TaxDraft): boolean {
  return JSON.stringify(taxRulesOf(one)) === JSON.stringify(taxRulesOf(other)) && taxRulesOf(one).ok;
}
