import { useTranslation } from 'react-i18next';
import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import type { CustomerGroupRow, PriceLists } from '#contracts/http/pricing.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { languageName } from '#renderer/features/products/field-words.ts';
import { endingWords, storeNames } from './list-words.ts';

/** A field of a price list or a customer group (`name`, `names.en`, `groupIds`) and what is in it, in words. */
export function useListWords(
  groups: readonly CustomerGroupRow[],
  stores: PriceLists['stores'],
  categories: CategoryListAnswer['categories'],
  digits: number,
) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const groupName = (groupId: string): string => {
    const row = groups.find(({ group }) => group.groupId === groupId);
    return row ? localName(row.group, i18n.language) : groupId;
  };
  const ruleWords = ({ categoryId, ppm, ending }: PriceList['rules'][number]): string => {
    const row = categories.find(({ category }) => category.categoryId === categoryId);
    const what = row ? localName(row.category, i18n.language) : (categoryId ?? t('pricing.everything'));
    const off = t('pricing.ruleWords', { what, percent: formats.percent(ppm) });
    return ending ? `${off}, ${endingWords(t, ending, digits)}` : off;
  };
  return {
    ruleWords,
    field(field: string): string {
      const tag = field.startsWith('names.') ? field.slice('names.'.length) : null;
      if (tag !== null) return t('products.fields.names', { language: languageName(tag, i18n.language) });
      return isListField(field) ? t(`pricing.fields.${field}`) : field;
    },
    value(field: string, value: unknown): string {
      if (field === 'groupIds') return (value as string[]).map(groupName).join(', ');
      if (field === 'storeIds') return storeNames(t, { storeIds: value as string[] | null }, stores);
      if (field === 'rules') return (value as PriceList['rules']).map(ruleWords).join('; ') || t('products.nothing');
      if ((field === 'from' || field === 'until') && typeof value === 'string') return formats.dateTime(value);
      return typeof value === 'string' || typeof value === 'number' ? String(value) : t('products.nothing');
    },
  };
}

const FIELDS = ['name', 'groupIds', 'storeIds', 'from', 'until', 'priority', 'rules', 'currency', 'archived'] as const;

function isListField(field: string): field is (typeof FIELDS)[number] {
  return FIELDS.some((one) => one === field);
}
