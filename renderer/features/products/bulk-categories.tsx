import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import { categoryWords } from '#renderer/app/category-words.ts';
import { BulkRecords } from '#renderer/features/many/bulk-records.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { categoryKind } from './category-kind.ts';
import type { CatalogueCategory } from './category-merge.ts';

interface BulkCategoriesProps {
  rows: CategoryListAnswer['categories'];
  taxes: readonly string[];
  onChanged: () => void;
  onLeave: () => void;
}

const KEEP = '';
const NONE = '-';

/** The tax that unlisted items of the categories chosen are sold with, which makes departments of them, or no longer. */
export function BulkCategories({ rows, taxes, onChanged, onLeave }: BulkCategoriesProps) {
  const { t, i18n } = useTranslation();
  const [tax, setTax] = useState(KEEP);
  const planned = rows.map(({ category, revision }) => {
    const { taxCategory: standing, ...rest } = category;
    const taxCategory = tax === KEEP ? standing : tax === NONE ? undefined : tax;
    const after: CatalogueCategory = { ...rest, ...(taxCategory === undefined ? {} : { taxCategory }) };
    return { line: null, before: category, revision, after };
  });
  return (
    <BulkRecords
      title={t('products.categories.bulkTitle', { count: rows.length })}
      kind={categoryKind(t, i18n.language)}
      planned={planned}
      onChanged={onChanged}
      onLeave={onLeave}
    >
      <SelectField
        label={t('products.categories.tax')}
        hint={t('products.categories.taxHint')}
        value={tax}
        options={[
          { value: KEEP, label: t('many.keep') },
          { value: NONE, label: t('products.categories.noTax') },
          ...taxes.map((value) => ({ value, label: categoryWords(t, value) })),
        ]}
        onChange={setTax}
        testId="bulk-tax"
      />
    </BulkRecords>
  );
}
