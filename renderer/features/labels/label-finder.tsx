import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localName } from '#renderer/app/local-name.ts';
import { SearchRow } from '#renderer/features/sell/search-row.tsx';
import type { TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './labels.module.css';

const LIMIT = 6;

interface LabelFinderProps {
  store: TillStore;
  onCard: (card: VariantCard) => void;
  onCategory: (categoryId: string) => void;
}

/** Finds products to be labelled: by any part of a name or number, or by category. */
export function LabelFinder({ store, onCard, onCategory }: LabelFinderProps) {
  const { t, i18n } = useTranslation();
  const [query, setQuery] = useState('');
  const [cards, setCards] = useState<readonly VariantCard[]>([]);
  const [categories, setCategories] = useState<Awaited<ReturnType<TillStore['categories']>>>([]);
  const wanted = query.trim();

  useEffect(() => void store.categories().then(setCategories), [store]);
  useEffect(() => {
    if (wanted === '') return setCards([]);
    let current = true;
    void store.search(wanted, LIMIT).then((found) => {
      if (current) setCards(found);
    });
    return () => {
      current = false;
    };
  }, [store, wanted]);

  function choose(card: VariantCard): void {
    onCard(card);
    setQuery('');
  }

  const filled = categories.filter(({ count }) => count > 0);
  return (
    <>
      <div className={css.finder}>
        <TextField
          label={t('labels.search')}
          placeholder={t('labels.searchHint')}
          value={query}
          onText={setQuery}
          onKeyDown={({ key }) => {
            const [first] = cards;
            if (key === 'Enter' && first) choose(first);
            if (key === 'Escape') setQuery('');
          }}
          data-testid="labels-search"
        />
        <select
          className={css.category}
          aria-label={t('labels.category')}
          value=""
          onChange={(event) => event.currentTarget.value !== '' && onCategory(event.currentTarget.value)}
          data-testid="labels-category"
        >
          <option value="">{t('labels.category')}</option>
          {filled.map(({ count, ...category }) => (
            <option key={category.categoryId} value={category.categoryId}>
              {t('labels.categoryCount', { name: localName(category, i18n.language), count })}
            </option>
          ))}
        </select>
      </div>
      {wanted !== '' && cards.length === 0 && <p className={css.hint}>{t('sell.nothing', { text: wanted })}</p>}
      {cards.length > 0 && (
        <div className={css.found} role="listbox" aria-label={t('labels.search')}>
          {cards.map((card, at) => (
            <SearchRow
              key={card.variantId}
              card={card}
              id={`labels-found-${at}`}
              active={at === 0}
              query={wanted}
              onChoose={() => choose(card)}
            />
          ))}
        </div>
      )}
    </>
  );
}
