import { useCallback, useSyncExternalStore } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { GroupPricing } from '#renderer/store/till-store.ts';

const NONE: GroupPricing = { groups: [], lists: [] };

/** Customer groups and price lists, as this till knows them now. */
export function useGroupPricing(): GroupPricing {
  const store = useStore(useTill().store);
  const subscribe = useCallback((changed: () => void) => store?.onGroupPricing(changed) ?? (() => undefined), [store]);
  return useSyncExternalStore(subscribe, () => store?.groupPricing() ?? NONE);
}
