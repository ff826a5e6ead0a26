import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { TillStore } from '#renderer/store/till-store.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './count.module.css';

interface CategoryChoiceProps {
  chosen: readonly string[];
  onChange: (categoryIds: readonly string[]) => void;
}

/** Several of the store's categories. */
export function CategoryChoice({ chosen, onChange }: CategoryChoiceProps) {
  const { t, i18n } = useTranslation();
  const store = useStore(useTill().store);
  const [categories, setCategories] = useState<Awaited<ReturnType<TillStore['categories']>>>([]);
  useEffect(() => void store?.categories().then(setCategories), [store]);
  const toggle = (categoryId: string): void =>
    onChange(chosen.includes(categoryId) ? chosen.filter((id) => id !== categoryId) : [...chosen, categoryId]);
  return (
    <fieldset className={css.chips} aria-label={t('counts.kinds.category')}>
      {categories
        .filter(({ count }) => count > 0)
        .map(({ count, ...category }) => (
          <Action
            key={category.categoryId}
            aria-pressed={chosen.includes(category.categoryId)}
            onClick={() => toggle(category.categoryId)}
            data-testid="count-category"
            data-value={category.categoryId}
          >
            {t('labels.categoryCount', { name: localName(category, i18n.language), count })}
          </Action>
        ))}
    </fieldset>
  );
}
