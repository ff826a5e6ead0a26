import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import { ImportRecords } from '#renderer/features/many/import-records.tsx';
import { readCategoryCsv } from './category-csv.ts';
import { categoryKind } from './category-kind.ts';

interface ImportCategoriesProps {
  catalogue: CategoryListAnswer;
  onChanged: () => void;
  onLeave: () => void;
}

/** Categories from a file; their products and pictures stay. */
export function ImportCategories({ catalogue, onChanged, onLeave }: ImportCategoriesProps) {
  const { t, i18n } = useTranslation();
  return (
    <ImportRecords
      title={t('many.importTitle')}
      hint={t('products.categories.importHint')}
      kind={categoryKind(t, i18n.language)}
      read={(bytes) => readCategoryCsv(bytes, catalogue, uuid)}
      undoneNext={t('products.categories.importUndone')}
      onChanged={onChanged}
      onLeave={onLeave}
    />
  );
}
