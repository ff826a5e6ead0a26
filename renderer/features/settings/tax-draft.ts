import type { TaxesPublication } from '#contracts/http/settings.ts';
import { readPercentage, writePercentage } from '#domain/money/percentage.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

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

const NOTHING: TaxDraft = { pricesIncludeTax: true, rounding: 'line', categories: [] };

export function taxDraftOf(rules: TaxRules | undefined): TaxDraft {
  if (!rules) return NOTHING;
  const { pricesIncludeTax, rounding, rates } = rules;
  const categories = Object.entries(rates).map(([category, list]) => ({
    category,
    rates: list.map(({ code, name, ratePpm }) => ({ code, name, percent: writePercentage(ratePpm) })),
  }));
  return { pricesIncludeTax, rounding, categories };
}

/** The rules that were entered, or which percentages are none, by path. */
export function taxRulesOf(
  draft: TaxDraft,
): { ok: true; rules: TaxesPublication['rules'] } | { ok: false; wrong: string[] } {
  const wrong = draft.categories.flatMap(({ category, rates }) =>
    rates.flatMap(({ percent }, index) =>
      readPercentage(percent) === null ? [`rates.${category}.${index}.ratePpm`] : [],
    ),
  );
  if (wrong.length > 0) return { ok: false, wrong };
  const rates = Object.fromEntries(
    draft.categories.map(({ category, rates }) => [
      category,
      rates.map(({ code, name, percent }) => {
        return { code: code.trim(), name: name.trim(), ratePpm: readPercentage(percent) ?? 0 };
      }),
    ]),
  );
  return { ok: true, rules: { pricesIncludeTax: draft.pricesIncludeTax, rounding: draft.rounding, rates } };
}

/** Whether two drafts publish the same. */
export function isSameTaxes(one: TaxDraft, other: TaxDraft): boolean {
  return JSON.stringify(taxRulesOf(one)) === JSON.stringify(taxRulesOf(other)) && taxRulesOf(one).ok;
}
