import { PPM } from '#domain/money/money.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

/** Something in settings that cannot be: a code of the registry of errors, and the path of the field. */
export interface TaxRulesFault {
  at: string;
  code: 'text-missing' | 'text-repeated' | 'tax-rate-invalid' | 'tax-code-clash' | 'tax-categories-empty';
}

/** Codes stand at the end of a receipt's lines. */
const CODE_MAX = 4;

/**
 * Why tax rules cannot hold: they know no category, a category or code is empty, a rate is above 100 %, a category has a code twice,
 * or one code means two different rates, which a receipt could not tell apart.
 */
export function taxRulesFaults({ rates }: Pick<TaxRules, 'rates'>): TaxRulesFault[] {
  const categories = Object.entries(rates);
  if (categories.length === 0) return [{ at: 'rates', code: 'tax-categories-empty' }];
  const meant = new Map<string, number>();
  return categories.flatMap(([category, list]): TaxRulesFault[] => {
    if (category.trim() === '') return [{ at: 'rates', code: 'text-missing' }];
    const seen = new Set<string>();
    return list.flatMap((rate, index): TaxRulesFault[] => {
      const at = `rates.${category}.${index}`;
      const faults: TaxRulesFault[] = [];
      const code = rate.code.trim();
      if (code === '' || code.length > CODE_MAX) faults.push({ at: `${at}.code`, code: 'text-missing' });
      if (rate.name.trim() === '') faults.push({ at: `${at}.name`, code: 'text-missing' });
      if (!Number.isSafeInteger(rate.ratePpm) || rate.ratePpm < 0 || rate.ratePpm > PPM)
        faults.push({ at: `${at}.ratePpm`, code: 'tax-rate-invalid' });
      if (seen.has(code)) faults.push({ at: `${at}.code`, code: 'text-repeated' });
      const meaning = rate.ratePpm;
      if ((meant.get(code) ?? meaning) !== meaning) faults.push({ at: `${at}.code`, code: 'tax-code-clash' });
      seen.add(code);
      meant.set(code, meaning);
      return faults;
    });
  });
}
