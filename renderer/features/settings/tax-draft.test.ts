import { describe, expect, it } from 'vitest';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { isSameTaxes, taxDraftOf, taxRulesOf } from './tax-draft.ts';

const RULES: TaxRules = {
  version: 3,
  from: '2027-01-01',
  pricesIncludeTax: false,
  rounding: 'rate',
  rates: {
    standard: [
      { code: 'ST', name: 'State', ratePpm: 62_500 },
      { code: 'CI', name: 'City', ratePpm: 10_000 },
    ],
    exempt: [],
  },
};

describe('tax rules in a form', () => {
  it('come out as they went in, but for version and date', () => {
    const { version: _, from: __, ...rules } = RULES;
    const draft = taxDraftOf(RULES);
    expect(draft.categories[0]?.rates.map(({ percent }) => percent)).toEqual(['6.25', '1']);
    expect(taxRulesOf(draft)).toEqual({ ok: true, rules });
    expect(isSameTaxes(draft, taxDraftOf(RULES))).toBe(true);
  });

  it('say which percentage is none', () => {
    const draft = taxDraftOf(RULES);
    const [first, ...others] = draft.categories;
    const rates = first?.rates.map((rate) => ({ ...rate, percent: 'a lot' })) ?? [];
    const wrong = { ...draft, categories: [{ category: 'standard', rates }, ...others] };
    expect(taxRulesOf(wrong)).toEqual({ ok: false, wrong: ['rates.standard.0.ratePpm', 'rates.standard.1.ratePpm'] });
    expect(isSameTaxes(wrong, wrong)).toBe(false);
  });
});
