import type { Kysely } from 'kysely';
import type { CategoryListAnswer } from '#contracts/http/catalogue.ts';
import { commonTaxCategories, readTaxedStores } from '#sync-server/db/read-tax-rules.ts';
import { readCategory } from '#sync-server/db/read-variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Categories by name with how many variants each has, and what a form about products chooses from. */
export async function readCategoryList(db: Kysely<Tables>, now: Date): Promise<CategoryListAnswer> {
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
    ...(await readStores(db, now)),
  };
}

async function readStores(
  db: Kysely<Tables>,
  now: Date,
): Promise<Pick<CategoryListAnswer, 'stores' | 'taxCategories'>> {
  const stores = await readTaxedStores(db, now);
  return {
    taxCategories: commonTaxCategories(stores.flatMap(({ lasting }) => lasting)),
    stores: stores.map(({ storeId, settings: { name, currency, timeZone }, current: { pricesIncludeTax } }) => {
      return { storeId, name, currency: currency.code, digits: currency.digits, pricesIncludeTax, timeZone };
    }),
  };
}
