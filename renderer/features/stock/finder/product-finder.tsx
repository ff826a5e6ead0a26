import { UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { SearchRow } from '#renderer/features/sell/search-row.tsx';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import type { TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { TextField } from '#renderer/ui/text-field.tsx';
import { CameraScan } from './camera-scan.tsx';
import css from './product-finder.module.css';

const LIMIT = 24;
const MULTIPLIER = /^\d{1,4}$/;

interface ProductFinderProps {
  label: string;
  onCard: (card: VariantCard) => void;
  /** A code was typed that the search does not find. */
  onCode: (text: string) => void;
  /** How many the next one counts for, as keyed in by `3*`; not given where nothing is counted. */
  multiplier?: number | null;
  onMultiplier?: (value: number | null) => void;
}

/** Finds a product by any part of a name or number. What is typed anywhere on the screen goes here. */
export function ProductFinder({ label, onCard, onCode, multiplier = null, onMultiplier }: ProductFinderProps) {
  const { t } = useTranslation();
  const store = useStore(useTill().store);
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const wanted = text.trim();
  const cards = useFound(store, wanted);

  function clear(): void {
    setText('');
    setActive(0);
  }
  function choose(card: VariantCard): void {
    clear();
    onCard(card);
  }
  function take(): void {
    const card = /^\d{8,}$/.test(wanted) ? undefined : cards?.[active];
    clear();
    if (card) onCard(card);
    else onCode(wanted);
  }

  useKeyLayer('panel', {
    onKey(event) {
      const { key } = event;
      const inField = document.activeElement === field.current;
      if (event.ctrlKey || event.altKey || event.metaKey) return false;
      if (key === 'F2') field.current?.focus();
      else if (!inField && isTextField(document.activeElement)) return false;
      else if (key === '*' && onMultiplier && MULTIPLIER.test(wanted)) {
        if (Number(wanted) > 0) onMultiplier(Number(wanted));
        clear();
      } else if (wanted !== '' && key === 'Enter' && !event.repeat) take();
      else if (wanted !== '' && key === 'Escape') clear();
      else if (wanted !== '' && (key === 'ArrowDown' || key === 'ArrowUp')) {
        const last = Math.max((cards?.length ?? 1) - 1, 0);
        setActive(Math.min(Math.max(active + (key === 'ArrowDown' ? 1 : -1), 0), last));
      } else if (key === 'Escape' && multiplier !== null) onMultiplier?.(null);
      else {
        if (!inField && [...key].length === 1 && /[\p{L}\p{N}]/u.test(key)) field.current?.focus();
        return false;
      }
      return true;
    },
  });

  return (
    <div className={css.finder}>
      <div className={css.field}>
        {multiplier !== null && (
          <UnstyledButton
            type="button"
            className={css.multiplier}
            onClick={() => onMultiplier?.(null)}
            aria-label={t('sell.multiplierOff', { count: multiplier })}
            data-testid="stock-multiplier"
          >
            {multiplier} ×
          </UnstyledButton>
        )}
        <TextField
          ref={field}
          label={label}
          placeholder={t('stock.findHint')}
          value={text}
          onText={(next) => {
            setText(next);
            setActive(0);
          }}
          data-testid="stock-search"
        />
        <CameraScan />
      </div>
      {wanted !== '' && cards?.length === 0 && (
        <p className={css.hint} role="status">
          {t('sell.nothing', { text: wanted })}
        </p>
      )}
      {cards && cards.length > 0 && (
        <div className={css.found} role="listbox" tabIndex={0} aria-label={t('sell.results')}>
          {cards.map((card, at) => (
            <SearchRow
              key={card.variantId}
              card={card}
              id={`stock-found-${at}`}
              active={at === active}
              query={wanted}
              onChoose={() => choose(card)}
            />
          ))}
        </div>
      )}
    </div>
  );
}

/** What was found for a text; null while nothing is looked for, or before the first answer. */
function useFound(store: TillStore | null, wanted: string): readonly VariantCard[] | null {
  const [found, setFound] = useState<{ text: string; cards: readonly VariantCard[] } | null>(null);
  useEffect(() => {
    // Digits alone may be a quantity or the beginning of a barcode.
    if (!store || wanted === '' || /^\d{1,2}$/.test(wanted)) return setFound(null);
    let current = true;
    void store.search(wanted, LIMIT).then((cards) => {
      if (current) setFound({ text: wanted, cards });
    });
    return () => {
      current = false;
    };
  }, [store, wanted]);
  return found?.text === wanted ? found.cards : null;
}
