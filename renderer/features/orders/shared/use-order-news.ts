import { useEffect, useRef } from 'react';
import { useTill } from '#renderer/app/till-context.tsx';
import { useFulfilments } from './use-fulfilments.ts';

/** How many orders nobody looked at yet; one that comes while somebody is signed in sounds. */
export function useOrderNews(): number {
  const { play } = useTill();
  const fulfilments = useFulfilments();
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!fulfilments) return;
    const before = known.current;
    const isNew = fulfilments.some(({ fulfilmentId, state }) => state === 'new' && before?.has(fulfilmentId) === false);
    known.current = new Set([...(before ?? []), ...fulfilments.map(({ fulfilmentId }) => fulfilmentId)]);
    if (isNew) play('order');
  }, [fulfilments, play]);
  return fulfilments?.filter(({ state }) => state === 'new').length ?? 0;
}
