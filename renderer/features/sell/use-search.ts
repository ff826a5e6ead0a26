import { useCallback, useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { TillStore, VariantCard } from '#renderer/store/till-store.ts';
import { oneOfEach } from './product-options.ts';
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
/** So many variants of a product may stand before the next product in what is found. */
const VARIANTS_EACH = 4;

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
    const show = async (): Promise<void> => {
      const cards = await look(store, query);
      if (wanted) setFound({ text: query, cards });
    };
    setActive(0);
    void show();
    const stop = store.onChange(() => void show());
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
    if (isExact(card, query)) sale.add(card);
    else sale.choose(card);
  }

  async function take(): Promise<void> {
    if (!store || query === '') return;
    const fresh = found?.text === query;
    const cards = fresh ? found.cards : await look(store, query);
    const exact = cards.find((card) => isExact(card, query));
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

/** The best found, each product with several variants once. */
async function look(store: TillStore, query: string): Promise<VariantCard[]> {
  const cards = await store.search(query, LIMIT * VARIANTS_EACH);
  return oneOfEach(cards, (card) => isExact(card, query)).slice(0, LIMIT);
}

/** Whether exactly this variant is meant: by its sku or barcode. */
function isExact(card: VariantCard, query: string): boolean {
  return card.sku.toLowerCase() === query.toLowerCase() || isGtin(card, query);
}

function isGtin(card: VariantCard, text: string): boolean {
  return /^\d{8,14}$/.test(text) && card.gtins.includes(text.padStart(14, '0'));
}
