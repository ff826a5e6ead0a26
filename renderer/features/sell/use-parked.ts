import { useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { ParkedEntry } from '#renderer/store/till-store.ts';
import { follow } from './follow.ts';

const NONE: readonly ParkedEntry[] = [];

/** Carts that wait, newest first, kept current. */
export function useParked(): readonly ParkedEntry[] {
  const store = useStore(useTill().store);
  const [entries, setEntries] = useState<readonly ParkedEntry[]>(NONE);
  useEffect(() => {
    if (!store) return setEntries(NONE);
    return follow(
      async (wanted) => {
        const found = await store.parkedCarts();
        if (wanted()) setEntries(found);
      },
      [(listener) => store.onParked(listener)],
    );
  }, [store]);
  return entries;
}
