import { useCallback, useSyncExternalStore } from 'react';
import type { StopBook } from '#domain/catalog/sale-stop.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';

const NONE: StopBook = new Map();

/** What is not to be sold, as this till knows it now. */
export function useSaleStops(): StopBook {
  const store = useStore(useTill().store);
  const subscribe = useCallback((changed: () => void) => store?.onSaleStops(changed) ?? (() => undefined), [store]);
  return useSyncExternalStore(subscribe, () => store?.saleStops() ?? NONE);
}
