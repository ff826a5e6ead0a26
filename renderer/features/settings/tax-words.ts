import { useTranslation } from 'react-i18next';
import { parse } from '#contracts/schema.ts';
import { TaxRules } from '#contracts/views/register-config.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';

const RATES = 'rates.';

/** A field of tax rules (`rounding`, `rates.standard`) and what is in it, in words: where two people changed it. */
export function useTaxWords() {
  const { t } = useTranslation();
  const formats = useFormats();
  return {
    field(field: string): string {
      if (field.startsWith(RATES)) return categoryWords(t, field.slice(RATES.length));
      return t(field === 'rounding' ? 'settings.taxes.rounding' : 'settings.taxes.included');
    },
    value(field: string, value: unknown): string {
      if (value === undefined) return t('products.nothing');
      if (typeof value === 'boolean') return t(value ? 'settings.yes' : 'settings.no');
      if (field === 'rounding') {
        return t(`settings.taxes.roundings.${value === 'rate' || value === 'receipt' ? value : 'line'}`);
      }
      const rates = parse(TaxRules.properties.rates, { [field]: value });
      const list = rates.ok ? (rates.value[field] ?? []) : [];
      if (list.length === 0) return t('settings.taxes.exempt');
      return list.map(({ code, name, ratePpm }) => `${code} ${name} ${formats.percent(ratePpm)}`).join(' + ');
    },
  };
}
