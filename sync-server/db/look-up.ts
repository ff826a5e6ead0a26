import { type Kysely, sql } from 'kysely';
import { unnest } from '#sync-server/db/insert-rows.ts';
import { lookUpDay } from '#sync-server/db/look-up-day.ts';
import { lookUpMembers } from '#sync-server/db/look-up-members.ts';
import { lookUpMoney } from '#sync-server/db/look-up-money.ts';
import { lookUpOnline } from '#sync-server/db/look-up-online.ts';
import { lookUpPricing } from '#sync-server/db/look-up-pricing.ts';
import { purchaseOrdersOf } from '#sync-server/db/look-up-purchase-orders.ts';
import { transfersOf } from '#sync-server/db/look-up-transfers.ts';
import { saleStopsOf } from '#sync-server/db/read-sale-stops.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type KnownOperator, type Lookups, type Needs, priceKey, taxKey } from '#sync-server/ingest/ingest-store.ts';

/** Answers what a batch needs: at most one query per table. */
export async function lookUp(db: Kysely<Tables>, needs: Needs): Promise<Lookups> {
  return {
    ...(await locationsOf(db, needs)),
    operators: await operatorsOf(db, needs),
    orderIds: await ordersOf(db, needs),
    prices: await pricesOf(db, needs),
    variants: await variantsOf(db, needs),
    categories: await categoriesOf(db, needs),
    taxRules: await taxRulesOf(db, needs),
    transfers: await transfersOf(db, needs),
    online: await lookUpOnline(db, needs.online),
    purchaseOrders: await purchaseOrdersOf(db, needs.purchaseOrderIds),
    saleStops: await saleStopsOf(db, needs.stoppedVariantIds),
    pricing: await lookUpPricing(db, needs.pricing),
    day: await lookUpDay(db, needs.day, needs.storeIds),
    money: await lookUpMoney(db, needs.money),
    members: await lookUpMembers(db, needs.members),
  };
}

async function locationsOf(db: Kysely<Tables>, { storeIds, locationIds, everyStore }: Needs) {
  if (!everyStore && storeIds.size + locationIds.size === 0)
    return { locations: new Map(), storesOfLocations: new Map() };
  const rows = await db
    .selectFrom('store')
    .select(['store_id', 'location_id'])
    .$if(!everyStore, (query) =>
      query.where((where) =>
        where.or([
          where('store_id', '=', sql<string>`any(${[...storeIds]}::text[])`),
          where('location_id', '=', sql<string>`any(${[...locationIds]}::text[])`),
        ]),
      ),
    )
    .execute();
  return {
    locations: new Map(rows.map((row) => [row.store_id, row.location_id])),
    storesOfLocations: new Map(rows.map((row) => [row.location_id, row.store_id])),
  };
}

async function operatorsOf(db: Kysely<Tables>, { operatorIds }: Needs) {
  if (operatorIds.size === 0) return new Map<string, KnownOperator>();
  const rows = await db
    .selectFrom('operator')
    .select(['operator_id', 'store_ids', 'role'])
    .where('operator_id', '=', sql<string>`any(${[...operatorIds]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.operator_id, { storeIds: row.store_ids, roleId: row.role }]));
}

async function ordersOf(db: Kysely<Tables>, { orderIds }: Needs) {
  if (orderIds.size === 0) return new Set<string>();
  const rows = await db
    .selectFrom('customer_order')
    .select('order_id')
    .where('order_id', '=', sql<string>`any(${[...orderIds]}::uuid[])`)
    .execute();
  return new Set(rows.map((row) => row.order_id));
}

async function pricesOf(db: Kysely<Tables>, { prices }: Needs) {
  if (prices.size === 0) return new Map<string, number>();
  const wanted = [...prices.values()].map(({ storeId, variantId, version }) => {
    return { store_id: storeId, variant_id: variantId, version };
  });
  const columns = { store_id: 'text', variant_id: 'text', version: 'int8' } as const;
  const { rows } = await sql<{ store_id: string; variant_id: string; version: number; amount: number }>`
    select price_history.* from ${unnest(columns, wanted)} as wanted (store_id, variant_id, version)
    join price_history using (store_id, variant_id, version)`.execute(db);
  return new Map(rows.map((row) => [priceKey(row.store_id, row.variant_id, row.version), row.amount]));
}

async function variantsOf(db: Kysely<Tables>, { variantIds }: Needs): Promise<Lookups['variants']> {
  if (variantIds.size === 0) return new Map();
  const rows = await db
    .selectFrom('variant')
    .select(['variant_id', 'name', 'tax_category', 'rules'])
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  return new Map(
    rows.map(({ variant_id, name, tax_category, rules }) => {
      return [variant_id, { name, taxCategory: tax_category, ...(rules ? { rules } : {}) }];
    }),
  );
}

async function categoriesOf(db: Kysely<Tables>, { categoryIds }: Needs): Promise<Lookups['categories']> {
  if (categoryIds.size === 0) return new Map();
  const rows = await db
    .selectFrom('category')
    .select(['category_id', 'tax_category'])
    .where('category_id', '=', sql<string>`any(${[...categoryIds]}::text[])`)
    .execute();
  return new Map(
    rows.map(({ category_id, tax_category }) => {
      return [category_id, tax_category === null ? {} : { taxCategory: tax_category }];
    }),
  );
}

async function taxRulesOf(db: Kysely<Tables>, { taxRules }: Needs): Promise<Lookups['taxRules']> {
  const wanted = [...taxRules.values()];
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom('tax_rules')
    .selectAll()
    .where('store_id', '=', sql<string>`any(${wanted.map(({ storeId }) => storeId)}::text[])`)
    .where('version', '=', sql<number>`any(${wanted.map(({ version }) => version)}::int8[])`)
    .execute();
  return new Map(rows.map((row) => [taxKey(row.store_id, row.version), row.rules]));
}
