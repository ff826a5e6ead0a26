/** Of a price list, as far as it says where it holds. */
export interface ListPlaces {
  currency: string;
  /** Null: all stores of its currency. */
  storeIds: readonly string[] | null;
}

/** Those of some stores in which a price list holds. */
export function storesOfList<S extends { storeId: string; currency: string }>(
  { currency, storeIds }: ListPlaces,
  stores: readonly S[],
): S[] {
  return stores.filter((store) => store.currency === currency && (storeIds?.includes(store.storeId) ?? true));
}
