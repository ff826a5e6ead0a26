import { useEffect, useState } from 'react';
import type { CountPlanned } from '#contracts/facts/stock-facts.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** Most products of a category that are listed; more are counted all the same. */
const LIST_MAX = 2000;

/** The products that a plan asks for by name or category, in that order; null where it asks for whatever is found. */
export function useAskedFor({ variantIds, categoryIds }: CountPlanned): readonly string[] | null {
  const store = useStore(useTill().store);
  const [listed, setListed] = useState<readonly string[]>([]);
  const wanted = JSON.stringify(variantIds ? null : (categoryIds ?? null));
  useEffect(() => {
    const ids: string[] | null = JSON.parse(wanted);
    if (!store || !ids) return;
    let current = true;
    void Promise.all(ids.map((id) => store.browse(id, 0, LIST_MAX))).then((found) => {
      const cards = found.flat().filter(({ rules }) => !rules?.service && !rules?.parts);
      if (current) setListed(cards.slice(0, LIST_MAX).map(({ variantId }) => variantId));
    });
    return () => {
      current = false;
    };
  }, [store, wanted]);
  if (variantIds) return variantIds;
  return categoryIds ? listed : null;
}
