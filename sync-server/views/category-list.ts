import type { Kysely } from 'kysely';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import { readCategory } from '#sync-server/db/read-variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Categories by name with how many variants each has, and what a form about products chooses from. */
export async function readCategoryList(db: Kysely<Tables>): Promise<CategoryListAnswer> {
  const counts = await db
    .selectFrom('variant')
    .select((select) => ['category_id', select.fn.countAll<number>().as('count')])
    .groupBy('category_id')
    .execute();
  const variants = new Map(counts.map(({ category_id, count }) => [category_id, count]));
  const rows = await db.selectFrom('category').selectAll().orderBy('name_key').orderBy('category_id').execute();
  return {
    categories: rows.map((row) => ({
      category: readCategory(row),
      revision: row.revision,
      variants: variants.get(row.category_id) ?? 0,
    })),
    ...(await readStores(db)),
  };
}

async function readStores(db: Kysely<Tables>): Promise<Pick<CategoryListAnswer, 'stores' | 'taxCategories'>> {
  const stores = await db.selectFrom('store').select(['store_id', 'settings']).orderBy('store_id').execute();
  const rules = await db.selectFrom('tax_rules').select(['store_id', 'rules']).orderBy('version').execute();
  const newest = new Map(rules.map((row) => [row.store_id, row.rules]));
  const known = stores.flatMap(({ store_id, settings }) => {
    const taxRules = newest.get(store_id);
    return taxRules ? [{ storeId: store_id, settings, taxRules }] : [];
  });
  const [first, ...others] = known.map(({ taxRules }) => Object.keys(taxRules.rates));
  return {
    taxCategories: (first ?? []).filter((category) => others.every((rates) => rates.includes(category))).sort(),
    stores: known.map(({ storeId, settings: { name, currency }, taxRules: { pricesIncludeTax } }) => {
      return { storeId, name, currency: currency.code, digits: currency.digits, pricesIncludeTax };
    }),
  };
}
