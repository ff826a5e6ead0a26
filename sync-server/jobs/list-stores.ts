import type { StoreList } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readTaxedStores } from '#sync-server/db/read-tax-rules.ts';

/** The stores of the chain, by id, with the regime of their tax rules in force; one without tax rules cannot be priced yet. */
export async function listStores({ db, now }: ServerContext): Promise<StoreList> {
  const stores = await readTaxedStores(db, now());
  return {
    stores: stores.map(({ storeId, settings: { name, currency }, current: { pricesIncludeTax } }) => {
      return { storeId, name, digits: currency.digits, pricesIncludeTax };
    }),
  };
}
