import { useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { CountPlanView } from '#renderer/store/till-store.ts';

/** Open counts as this till knows them, also without a network; null before the first answer. */
export function useOpenCounts(): readonly CountPlanView[] | null {
  const store = useStore(useTill().store);
  const [counts, setCounts] = useState<readonly CountPlanView[] | null>(null);
  useEffect(() => {
    if (!store) return;
    let current = true;
    const look = (): void =>
      void store.counts().then((known) => {
        if (current) setCounts(known.counts);
      });
    look();
    const stop = store.onCounts(look);
    return () => {
      current = false;
      stop();
    };
  }, [store]);
  return counts;
}
