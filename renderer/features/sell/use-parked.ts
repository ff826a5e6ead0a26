import { useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { follow } from '#renderer/app/follow.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { ParkedEntry } from '#renderer/store/till-store.ts';

const NONE: readonly ParkedEntry[] = [];

/** Carts that wait, newest first, kept current. */
export function useParked(): readonly ParkedEntry[] {
  const till = useTill();
  const store = useStore(till.store);
  const training = useStore(till.hostView).status?.signedIn?.training === true;
  const [entries, setEntries] = useState<readonly ParkedEntry[]>(NONE);
  useEffect(() => {
    if (!store) return setEntries(NONE);
    return follow(
      async (wanted) => {
        const found = await store.parkedCarts(training);
        if (wanted()) setEntries(found);
      },
      [(listener) => store.onParked(listener)],
    );
  }, [store, training]);
  return entries;
}
