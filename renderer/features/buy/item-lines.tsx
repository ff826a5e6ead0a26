import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localName } from '#renderer/app/local-name.ts';
import type { Cards } from '#renderer/features/stock/work/use-cards.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { dataRows } from '#renderer/ui/data-rows.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './buy.module.css';
import { ItemFields } from './item-fields.tsx';
import { readItem, type SupplierDraft } from './supplier-draft.ts';

interface ItemLinesProps {
  draft: SupplierDraft;
  cards: Cards;
  /** Of the currency. */
  digits: number;
  /** Shows which cannot be read. */
  wrong: boolean;
  onDraft: (change: (current: SupplierDraft) => SupplierDraft) => void;
}

/** About how high an item is; how high it is, is measured. */
const LINE = 96;
/** More than these are searched. */
const FEW = 8;

/** What a supplier sells: its own number, the pack, the least quantity and what a pack costs. Of many, only what is seen is drawn. */
export function ItemLines({ draft, cards, digits, wrong, onDraft }: ItemLinesProps) {
  const { t, i18n } = useTranslation();
  const [search, setSearch] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  const nameOf = (variantId: string): string => {
    const card = cards.get(variantId);
    return card ? localName(card, i18n.language) : variantId;
  };
  const found = dataRows(
    draft.items,
    [
      { id: 'name', label: '', value: ({ variantId }) => nameOf(variantId) },
      { id: 'sku', label: '', value: ({ variantId }) => cards.get(variantId)?.sku ?? '' },
      { id: 'supplier-sku', label: '', value: ({ supplierSku }) => supplierSku },
    ],
    { search: draft.items.length > FEW ? search : '', order: { by: '', descending: false }, language: i18n.language },
  );
  const virtual = useVirtualizer({
    count: found.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE,
    getItemKey: (index) => found[index]?.variantId ?? index,
    overscan: 6,
  });
  const firstWrong = wrong ? found.findIndex((item) => !readItem(item)) : -1;
  useEffect(() => {
    if (firstWrong >= 0) virtual.scrollToIndex(firstWrong);
  }, [firstWrong, virtual]);
  return (
    <>
      {draft.items.length > FEW && (
        <div className={css.search}>
          <TextField
            label={t('table.search')}
            placeholder={t('table.search')}
            value={search}
            onText={setSearch}
            data-testid="items-search"
          />
        </div>
      )}
      {draft.items.length > 0 && found.length === 0 && (
        <p role="status" className={frame.sub}>
          {t('table.none', { text: search })}
        </p>
      )}
      <div ref={scroller} className={css.items}>
        <ul className={css.itemRows} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ key, index, start }) => {
            const item = found[index];
            if (item === undefined) return null;
            const card = cards.get(item.variantId);
            return (
              <li
                key={key}
                ref={virtual.measureElement}
                className={css.line}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={found.length}
                aria-posinset={index + 1}
                data-index={index}
                data-testid="item-line"
                data-sku={card?.sku}
              >
                <ItemFields
                  item={item}
                  name={nameOf(item.variantId)}
                  card={card}
                  digits={digits}
                  wrong={wrong}
                  onDraft={onDraft}
                />
              </li>
            );
          })}
        </ul>
      </div>
    </>
  );
}
