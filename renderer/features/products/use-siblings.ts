import { useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { VariantCard } from '#renderer/store/till-store.ts';

/** The variants of a product that this till knows. */
export function useSiblings(productId: string, isNew: boolean): readonly VariantCard[] {
  const store = useStore(useTill().store);
  const [siblings, setSiblings] = useState<readonly VariantCard[]>([]);
  useEffect(() => {
    if (!store || isNew) return;
    let wanted = true;
    void store.variantsOf(productId).then((found) => {
      if (wanted) setSiblings(found);
    });
    return () => {
      wanted = false;
    };
  }, [store, productId, isNew]);
  return siblings;
}
