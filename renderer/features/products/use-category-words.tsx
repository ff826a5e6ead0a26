import { useTranslation } from 'react-i18next';
import { parse } from '#contracts/schema.ts';
import { PublishedCategory } from '#contracts/views/catalogue.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { ProductPicture } from '#renderer/features/pictures/product-picture.tsx';
import { languageName } from './field-words.ts';

const NAMES = 'names.';

/** A field of a category (`name`, `names.zh-CN`, `picture`) in words, and what is in it as it reads or looks. */
export function useCategoryWords() {
  const { t, i18n } = useTranslation();
  return {
    field(field: string): string {
      if (field.startsWith(NAMES)) {
        return t('products.fields.names', { language: languageName(field.slice(NAMES.length), i18n.language) });
      }
      if (field === 'taxCategory') return t('products.categories.tax');
      return field === 'picture' ? t('products.categories.picture') : t('products.name');
    },
    value(field: string, value: unknown) {
      const picture = parse(PublishedCategory.properties.picture, value);
      if (field === 'picture' && picture.ok && picture.value) {
        return <ProductPicture picture={picture.value} size={48} described />;
      }
      if (typeof value !== 'string')
        return t(field === 'taxCategory' ? 'products.categories.noTax' : 'products.nothing');
      return field === 'taxCategory' ? categoryWords(t, value) : value;
    },
  };
}
