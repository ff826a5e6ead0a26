import { useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';

export type Cards = ReadonlyMap<string, VariantCard>;

/** What the till knows of products by id, kept current; those it does not know are missing. */
export function useCards(variantIds: readonly string[]): Cards {
  const store = useStore(useTill().store);
  const wanted = JSON.stringify([...new Set(variantIds)]);
  const [cards, setCards] = useState<Cards>(new Map());
  useEffect(() => {
    if (!store) return;
    let current = true;
    const ids: string[] = JSON.parse(wanted);
    const look = async (): Promise<void> => {
      const found = await store.cards(ids);
      if (current) setCards(new Map(found.flatMap((card) => (card ? [[card.variantId, card] as const] : []))));
    };
    void look();
    const stop = store.onChange((changed) => {
      if (changed === null || changed.some((id) => ids.includes(id))) void look();
    });
    return () => {
      current = false;
      stop();
    };
  }, [store, wanted]);
  return cards;
}
