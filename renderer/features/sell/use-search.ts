import { useCallback, useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';
import type { Sale } from './sale.ts';

export interface Search {
  text: string;
  setText(text: string): void;
  /** What was found for `found.text`; `null` before the first answer. */
  found: { text: string; cards: readonly VariantCard[] } | null;
  /** Whether the list of results is shown. */
  open: boolean;
  active: number;
  move(by: 1 | -1): void;
  /** Takes the chosen result, the one that is exactly meant, or the first; what is nothing is entered as a barcode. */
  take(): Promise<void>;
  choose(card: VariantCard): void;
  clear(): void;
}

const LIMIT = 8;

/** Digits alone may be a quantity or the beginning of a barcode: they list nothing before the third. */
function isSearchable(text: string): boolean {
  return text !== '' && !/^\d{1,2}$/.test(text);
}

/** The search field's state: results as one types, followed by what the till knows of them. */
export function useSearch(sale: Sale, typed: string): Search {
  const store = useStore(useTill().store);
  const [text, setText] = useState(typed);
  const [found, setFound] = useState<Search['found']>(null);
  const [active, setActive] = useState(0);
  const query = text.trim();

  useEffect(() => {
    if (!store || !isSearchable(query)) return setFound(null);
    let wanted = true;
    const look = async (): Promise<void> => {
      const cards = await store.search(query, LIMIT);
      if (wanted) setFound({ text: query, cards });
    };
    setActive(0);
    void look();
    const stop = store.onChange(() => void look());
    return () => {
      wanted = false;
      stop();
    };
  }, [store, query]);

  const clear = useCallback(() => {
    setText('');
    setFound(null);
  }, []);

  function choose(card: VariantCard): void {
    clear();
    sale.add(card);
  }

  async function take(): Promise<void> {
    if (!store || query === '') return;
    const fresh = found?.text === query;
    const cards = fresh ? found.cards : await store.search(query, LIMIT);
    const exact = cards.find((card) => card.sku.toLowerCase() === query.toLowerCase() || isGtin(card, query));
    const card = (fresh && active > 0 ? cards[active] : undefined) ?? exact ?? cards[0];
    if (card && !(/^\d{8,14}$/.test(query) && !exact)) return choose(card);
    if (await sale.enter(query)) clear();
  }

  const open = found !== null && isSearchable(query);
  const move = (by: 1 | -1): void => {
    const last = (found?.cards.length ?? 1) - 1;
    setActive((current) => Math.min(Math.max(current + by, 0), Math.max(last, 0)));
  };
  return { text, setText, found, open, active, move, take, choose, clear };
}

function isGtin(card: VariantCard, text: string): boolean {
  return /^\d{8,14}$/.test(text) && card.gtins.includes(text.padStart(14, '0'));
}
