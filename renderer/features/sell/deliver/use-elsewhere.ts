import { useEffect, useState } from 'react';
import { askElsewhere, type Elsewhere } from './elsewhere.ts';

/** What other stores have of a variant: undefined while it is asked for, null where nobody knows. */
export function useElsewhere(variantId: string): Elsewhere | null | undefined {
  const [known, setKnown] = useState<{ variantId: string; elsewhere: Elsewhere | null }>();
  useEffect(() => {
    let wanted = true;
    void askElsewhere(variantId, localStorage).then((elsewhere) => {
      if (wanted) setKnown({ variantId, elsewhere });
    });
    return () => {
      wanted = false;
    };
  }, [variantId]);
  return known?.variantId === variantId ? known.elsewhere : undefined;
}
