import { useEffect, useState } from 'react';
import { ENDED_STATES } from '#domain/fulfilment/fulfilment-state.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { follow } from '#renderer/app/follow.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { Fulfilment } from '#renderer/store/till-store.ts';

/** Online orders of which something is expected of this store, first promised first, also without a network; null before the first answer. */
export function useFulfilments(): readonly Fulfilment[] | null {
  const store = useStore(useTill().store);
  const [fulfilments, setFulfilments] = useState<readonly Fulfilment[] | null>(null);
  useEffect(() => {
    if (!store) return setFulfilments(null);
    return follow(
      async (wanted) => {
        const found = await store.fulfilments();
        if (wanted()) setFulfilments(found.filter(({ state }) => !ENDED_STATES.has(state)));
      },
      [(listener) => store.onFulfilments(listener)],
    );
  }, [store]);
  return fulfilments;
}
