import type { StoreList } from '#contracts/http/api.ts';
import type { ServerContext } from '#sync-server/context.ts';

/** The stores of the chain, by id, with the regime of their newest tax rules; one without tax rules cannot be priced yet. */
export async function listStores({ db }: ServerContext): Promise<StoreList> {
  const stores = await db.selectFrom('store').select(['store_id', 'settings']).orderBy('store_id').execute();
  const rules = await db.selectFrom('tax_rules').select(['store_id', 'rules']).orderBy('version').execute();
  const newest = new Map(rules.map((row) => [row.store_id, row.rules]));
  return {
    stores: stores.flatMap(({ store_id, settings }) => {
      const taxRules = newest.get(store_id);
      if (taxRules === undefined) return [];
      const { name, currency } = settings;
      return [{ storeId: store_id, name, digits: currency.digits, pricesIncludeTax: taxRules.pricesIncludeTax }];
    }),
  };
}
