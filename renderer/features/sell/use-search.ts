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
  found: { text: string; cards: readonly VariantCard[]; limit: number; whole: boolean } | null;
  /** How many articles fit in all; `null` until that is counted. */
  count: number | null;
  /** Whether the list of results is shown. */
  open: boolean;
  active: number;
  /** Chooses another result; beyond the last one shown, more are looked up. */
  move(by: number): void;
  /** Lets the list go on. */
  more(): void;
  /** Takes the chosen result, the one that is exactly meant, or the first; what is nothing is entered as a barcode. */
  take(): Promise<void>;
  choose(card: VariantCard): void;
  clear(): void;
}

/** Shown at once; the list goes on by as many again, each time twice what there was, up to `LIMIT_MAX`. */
export const SEARCH_PAGE = 8;
const LIMIT_MAX = 1024;
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
  const [count, setCount] = useState<{ text: string; count: number } | null>(null);
  const [active, setActive] = useState(0);
  const query = text.trim();
  const [page, setPage] = useState({ of: query, limit: SEARCH_PAGE });
  const limit = page.of === query ? page.limit : SEARCH_PAGE;

  useEffect(() => {
    if (!store || !isSearchable(query)) return setFound(null);
    let wanted = true;
    const show = async (): Promise<void> => {
      const found = await look(store, query, limit);
      if (wanted) setFound({ text: query, limit, ...found });
    };
    void show();
    const stop = store.onChange(() => void show());
    return () => {
      wanted = false;
      stop();
    };
  }, [store, query, limit]);

  useEffect(() => {
    setActive(0);
    if (!store || !isSearchable(query)) return;
    let wanted = true;
    void store.searchCount(query).then((counted) => {
      if (wanted) setCount({ text: query, count: counted });
    });
    return () => {
      wanted = false;
    };
  }, [store, query]);

  const clear = useCallback(() => {
    setText('');
    setFound(null);
  }, []);

  function choose(card: VariantCard): void {
    clear();
    if (isExact(card, query)) void sale.add(card);
    else void sale.choose(card);
  }

  async function take(): Promise<void> {
    if (!store || query === '') return;
    const fresh = found?.text === query;
    const cards = fresh ? found.cards : (await look(store, query, SEARCH_PAGE)).cards;
    const exact = cards.find((card) => isExact(card, query));
    const card = (fresh && active > 0 ? cards[active] : undefined) ?? exact ?? cards[0];
    if (card && !(/^\d{8,14}$/.test(query) && !exact)) return choose(card);
    if (await sale.enter(query)) clear();
  }

  const open = found !== null && isSearchable(query);
  const more = (): void => {
    if (!found || found.whole || found.text !== query || found.limit !== limit) return;
    setPage({ of: query, limit: Math.min(LIMIT_MAX, limit * 2) });
  };
  const move = (by: number): void => {
    const last = Math.max((found?.cards.length ?? 1) - 1, 0);
    if (active + by >= last) more();
    setActive(Math.min(Math.max(active + by, 0), last));
  };
  const counted = count?.text === query ? count.count : null;
  return { text, setText, found, count: counted, open, active, move, more, take, choose, clear };
}

/** The best found, each product with several variants once; `whole` when that is all there is, or all that is ever listed. */
async function look(store: TillStore, query: string, limit: number): Promise<{ cards: VariantCard[]; whole: boolean }> {
  const asked = limit * VARIANTS_EACH;
  const cards = await store.search(query, asked);
  const products = oneOfEach(cards, (card) => isExact(card, query));
  const whole = limit >= LIMIT_MAX || (cards.length < asked && products.length <= limit);
  return { cards: products.slice(0, limit), whole };
}

/** Whether exactly this variant is meant: by its sku or barcode. */
function isExact(card: VariantCard, query: string): boolean {
  return card.sku.toLowerCase() === query.toLowerCase() || isGtin(card, query);
}

function isGtin(card: VariantCard, text: string): boolean {
  return /^\d{8,14}$/.test(text) && card.gtins.includes(text.padStart(14, '0'));
}
