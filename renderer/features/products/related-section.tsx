import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VariantQuantity } from '#domain/catalog/variant.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { localName } from '#renderer/app/local-name.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { SearchRow } from '#renderer/features/sell/search-row.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { IconAction } from '#renderer/ui/action.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { TextField } from '#renderer/ui/text-field.tsx';
import type { SectionProps } from './form-parts.ts';
import css from './products.module.css';

/** What is sold along with every one of a product, and what one of a bundle takes off the shelf. */
export function RelatedSection({ draft, edit }: SectionProps) {
  const { t } = useTranslation();
  return (
    <div className={sheet.columns}>
      <RelatedList
        title={t('products.fields.linked')}
        hint={t('products.linkedHint')}
        own={draft.variantId}
        rows={draft.linked}
        most={10}
        testId="linked"
        onRows={(linked) => edit({ linked })}
      />
      <RelatedList
        title={t('products.fields.parts')}
        hint={t('products.partsHint')}
        own={draft.variantId}
        rows={draft.parts}
        most={100}
        testId="parts"
        onRows={(parts) => edit({ parts })}
      />
    </div>
  );
}

interface RelatedListProps {
  title: string;
  hint: string;
  /** The product itself cannot be chosen. */
  own: string;
  rows: readonly VariantQuantity[];
  most: number;
  testId: string;
  onRows: (rows: VariantQuantity[]) => void;
}

const LIMIT = 6;

function RelatedList({ title, hint, own, rows, most, testId, onRows }: RelatedListProps) {
  const { t, i18n } = useTranslation();
  const store = useStore(useTill().store);
  const [query, setQuery] = useState('');
  const [found, setFound] = useState<readonly VariantCard[]>([]);
  const cards = useCards(rows.map(({ variantId }) => variantId));
  const wanted = query.trim();
  useEffect(() => {
    if (!store || wanted === '') return setFound([]);
    let current = true;
    void store.search(wanted, LIMIT).then((cards) => {
      if (current) setFound(cards.filter(({ variantId }) => variantId !== own));
    });
    return () => {
      current = false;
    };
  }, [store, wanted, own]);

  function add(card: VariantCard): void {
    setQuery('');
    if (rows.length >= most || rows.some(({ variantId }) => variantId === card.variantId)) return;
    onRows([...rows, { variantId: card.variantId, quantity: 1 }]);
  }

  return (
    <section className={sheet.section} data-testid={testId}>
      <h2 className={sheet.heading}>{title}</h2>
      <p className={sheet.hint}>{hint}</p>
      <TextField
        label={t('products.findFor', { title })}
        placeholder={t('labels.searchHint')}
        value={query}
        onText={setQuery}
        data-testid={`${testId}-search`}
      />
      {wanted !== '' && found.length === 0 && <p className={sheet.hint}>{t('sell.nothing', { text: wanted })}</p>}
      {found.length > 0 && (
        <div className={css.found} role="listbox" aria-label={t('products.findFor', { title })}>
          {found.map((card, at) => (
            <SearchRow
              key={card.variantId}
              card={card}
              id={`${testId}-${at}`}
              active={false}
              query={wanted}
              onChoose={() => add(card)}
            />
          ))}
        </div>
      )}
      <ul className={sheet.plainList}>
        {rows.map(({ variantId, quantity }) => {
          const card = cards.get(variantId);
          const name = card ? localName(card, i18n.language) : variantId;
          return (
            <li key={variantId} className={css.sibling} data-testid={`${testId}-row`}>
              <span className={sheet.grow}>{name}</span>
              <span className={css.quantity}>
                <TextField
                  label={t('products.quantityOf', { name })}
                  value={String(quantity)}
                  inputMode="numeric"
                  maxLength={7}
                  onText={(text) => {
                    const next = Math.max(1, Number(text.replace(/\D/g, '')) || 1);
                    onRows(rows.map((row) => (row.variantId === variantId ? { ...row, quantity: next } : row)));
                  }}
                  data-testid={`${testId}-quantity`}
                />
              </span>
              <span className={sheet.hint}>{card?.unit === 'kg' ? 'g' : card?.unit === 'm' ? 'mm' : '×'}</span>
              <IconAction
                icon={X}
                label={t('products.without', { name })}
                onClick={() => onRows(rows.filter((row) => row.variantId !== variantId))}
              />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function useCards(variantIds: readonly string[]): ReadonlyMap<string, VariantCard> {
  const store = useStore(useTill().store);
  const [cards, setCards] = useState<ReadonlyMap<string, VariantCard>>(new Map());
  const key = variantIds.join('\n');
  useEffect(() => {
    if (!store || key === '') return;
    let wanted = true;
    void store.cards(key.split('\n')).then((found) => {
      if (wanted) setCards(new Map(found.flatMap((card) => (card ? [[card.variantId, card] as const] : []))));
    });
    return () => {
      wanted = false;
    };
  }, [store, key]);
  return cards;
}
