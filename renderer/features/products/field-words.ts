import type { TFunction } from 'i18next';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { localName } from '#renderer/app/local-name.ts';
import { shortGtin } from './barcode-entry.ts';

const FIELDS = [
  'productId',
  'sku',
  'name',
  'gtins',
  'categoryId',
  'unit',
  'taxCategory',
  'archived',
  'netContent',
  'pictures',
] as const;
const RULES = [
  'productName',
  'options',
  'openPrice',
  'service',
  'parts',
  'linked',
  'serialised',
  'minimumAge',
  'plu',
  'undiscountable',
  'unreturnable',
  'storedValue',
] as const;

/** How fields of a variant and their values read. */
export interface FieldWords {
  field(field: string): string;
  value(field: string, value: unknown): string;
}

export function fieldWords(
  t: TFunction,
  language: string,
  categories: CategoryListAnswer['categories'],
  skuOf: (variantId: string) => string = (variantId) => variantId,
): FieldWords {
  return {
    field(field) {
      const plain = FIELDS.find((one) => one === field);
      if (plain) return t(`products.fields.${plain}`);
      const rule = RULES.find((one) => `rules.${one}` === field);
      if (rule) return t(`products.fields.${rule}`);
      const [part, tag = ''] = field.split('.');
      const named = languageName(tag, language);
      if (part === 'names') return t('products.fields.names', { language: named });
      return part === 'descriptions' ? t('products.fields.descriptions', { language: named }) : field;
    },
    value(field, value) {
      if (value === undefined || value === null) return t('products.nothing');
      if (field === 'categoryId') {
        const known = categories.find(({ category }) => category.categoryId === value)?.category;
        return known ? localName(known, language) : String(value);
      }
      if (field === 'taxCategory') return categoryWords(t, String(value));
      if (value === true) return t('products.yes');
      if (field === 'pictures' && Array.isArray(value)) return t('pictures.count', { count: value.length });
      if (Array.isArray(value)) {
        return value.map((one) => partText(one, skuOf)).join(', ') || t('products.nothing');
      }
      if (typeof value === 'object') return Object.values(value).join(' · ');
      return field === 'unit' ? t(`products.units.${value === 'kg' || value === 'm' ? value : 'each'}`) : String(value);
    },
  };
}

function partText(one: unknown, skuOf: (variantId: string) => string): string {
  if (typeof one === 'string') return shortGtin(one);
  const { variantId, quantity } = one as { variantId: string; quantity: number };
  return `${quantity} × ${skuOf(variantId)}`;
}

/** Chinese is told apart by its script, as readers do. */
const BY_SCRIPT: Readonly<Record<string, string>> = { 'zh-CN': 'zh-Hans', 'zh-TW': 'zh-Hant' };

/** A language in the words of another: `zh-CN` in English is `Simplified Chinese`. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(BY_SCRIPT[tag] ?? tag) ?? tag;
  } catch {
    return tag;
  }
}
