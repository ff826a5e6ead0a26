import { useEffect } from 'react';
import type { Asked } from './use-server.ts';

/**
 * Asks again so long after each answer while it is shown: others change it too. `null` asks no more, as while somebody decides about what
 * they see.
 */
export function useAskAgain(
  { loading, again }: Pick<Asked<unknown>, 'loading' | 'again'>,
  afterMs: number | null,
): void {
  useEffect(() => {
    if (afterMs === null || loading) return;
    const timer = setTimeout(again, afterMs);
    return () => clearTimeout(timer);
  }, [loading, again, afterMs]);
}
