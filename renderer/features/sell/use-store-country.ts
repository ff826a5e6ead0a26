import { storeCountry } from '#contracts/member/store-country.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** The country of this till's store, as phone numbers are read there; null where its settings do not say. */
export function useStoreCountry(): string | null {
  const store = useStore(useTill().hostView).status?.config?.store;
  return store ? storeCountry(store) : null;
}
