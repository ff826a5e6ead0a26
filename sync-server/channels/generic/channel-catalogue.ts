import { type Kysely, sql } from 'kysely';
import {
  type CategoriesAnswer,
  type ChannelInfo,
  type ChannelProduct,
  PRODUCTS_MAX,
  type ProductsAnswer,
  type ProductsQuery,
} from '#contracts/http/channel-api.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { inForce } from '#domain/fulfilment/listing.ts';
import type { Channel } from '#sync-server/channels/read-channel.ts';
import { readListings, statusesInForce } from '#sync-server/channels/read-listings.ts';
import { readSellable } from '#sync-server/channels/sellable.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readProductRows } from '#sync-server/views/product-list.ts';
import { grossOf, rulesOf } from './site-lines.ts';

const PAGE = 50;

/** The channel, and the stores whose stock it sells in the merchant's order. */
export async function readChannelInfo(db: Kysely<Tables>, { published, store }: Channel): Promise<ChannelInfo> {
  const { channelId, name, readyWithinHours, keptDays, locationIds } = published;
  const rows = await db
    .selectFrom('store')
    .select(['store_id', 'location_id', 'settings'])
    .where('location_id', '=', sql<string>`any(${locationIds}::text[])`)
    .execute();
  const rules = await rulesOf(db, published.storeId, new Date());
  const stores = locationIds.flatMap((locationId) => rows.filter(({ location_id }) => location_id === locationId));
  return {
    ...{ channelId, name, readyWithinHours, keptDays },
    currency: { code: store.currency.code, digits: store.currency.digits },
    language: store.language,
    timeZone: store.timeZone,
    pricesIncludeTax: rules?.pricesIncludeTax ?? true,
    stores: stores.map(({ store_id, settings }) => ({
      storeId: store_id,
      name: settings.name,
      address: [...settings.address],
      currency: settings.currency.code,
    })),
  };
}

/** A page of what the channel offers, by name: what is in the assortment and has a price in the store that sells. */
export async function readChannelProducts(
  db: Kysely<Tables>,
  channel: Channel,
  query: ProductsQuery,
  now: Date,
): Promise<ProductsAnswer> {
  const offset = Number(query.cursor ?? 0);
  const limit = Math.min(PRODUCTS_MAX, Math.max(1, Number(query.limit ?? PAGE)));
  const words = (query.search ?? '').split(/\s+/).filter((word) => word !== '');
  const wanted = [
    offered(channel, now),
    ...(query.categoryId === undefined ? [] : [sql`category_id = ${query.categoryId}`]),
    ...(query.variantId === undefined ? [] : [sql`variant_id = any(${query.variantId.split(',')}::text[])`]),
    ...words.map((word) => sql`search like '%' || fold_text(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`),
  ];
  const where = sql.join(wanted, sql` and `);
  const counted = await sql<{ total: number }>`select count(*)::int8 as total from variant where ${where}`.execute(db);
  const found = await sql<{ variant_id: string }>`
    select variant_id from variant where ${where} order by name_key, variant_id offset ${offset} limit ${limit}`.execute(
    db,
  );
  const variantIds = found.rows.map(({ variant_id }) => variant_id);
  const total = counted.rows[0]?.total ?? 0;
  const next = offset + variantIds.length;
  return {
    products: await readProducts(db, channel, variantIds, now),
    total,
    cursor: next < total && variantIds.length > 0 ? String(next) : null,
  };
}

/** Categories in which the channel offers something, by name. */
export async function readChannelCategories(
  db: Kysely<Tables>,
  channel: Channel,
  now: Date,
): Promise<CategoriesAnswer> {
  const { rows } = await sql<{
    category_id: string;
    name: string;
    names: Record<string, string> | null;
    products: number;
  }>`
    select category.category_id, category.name, category.names, count(*)::int8 as products
    from category join variant on variant.category_id = category.category_id
    where ${offered(channel, now)}
    group by category.category_id, category.name, category.names, category.name_key
    order by category.name_key, category.category_id`.execute(db);
  return {
    categories: rows.map(({ category_id: categoryId, name, names, products }) => {
      return { categoryId, name, ...(names ? { names } : {}), products };
    }),
  };
}

/**
 * What is in the assortment and has a price in the store that sells, unless it is unpublished here; not what is priced at the till.
 */
function offered({ channelId, storeId }: Channel, now: Date) {
  return sql`not archived
    and exists (select 1 from price where price.variant_id = variant.variant_id and store_id = ${storeId})
    and not exists (select 1 from ${statusesInForce(channelId, now)} as listing
      where listing.variant_id = variant.variant_id and listing.status = 'unpublished')
    and coalesce((rules -> 'openPrice')::text, 'false') <> 'true'`;
}

async function readProducts(
  db: Kysely<Tables>,
  channel: Channel,
  variantIds: readonly string[],
  now: Date,
): Promise<ChannelProduct[]> {
  const { storeId, published } = channel;
  const rows = await readProductRows(db, { storeId, now }, variantIds);
  const rules = await rulesOf(db, storeId, now);
  const listings = await readListings(db, channel.channelId, variantIds);
  const sellable = await readSellable(db, channel, now, { variantIds });
  const stores = await db
    .selectFrom('store')
    .select(['store_id', 'location_id'])
    .where('location_id', '=', sql<string>`any(${published.locationIds}::text[])`)
    .execute();
  return rows.flatMap(({ variant, categoryName, prices }): ChannelProduct[] => {
    const price = prices.find((one) => one.storeId === storeId)?.amount ?? null;
    if (price === null) return [];
    const { variantId, productId, sku, gtins, name, names, descriptions, categoryId, unit, rules: own } = variant;
    const positions = sellable.filter((one) => one.variantId === variantId);
    return [
      {
        ...{ variantId, productId, sku, gtins, name, categoryId, unit, category: categoryName },
        ...(names ? { names } : {}),
        ...(descriptions ? { descriptions } : {}),
        ...(own?.options ? { options: own.options } : {}),
        ...(own?.minimumAge === undefined ? {} : { minimumAge: own.minimumAge }),
        amount:
          inForce(listings.get(variantId)?.amount ?? [], now.toISOString()) ??
          grossOf(variant, price, UNIT_SCALE[unit], rules),
        pictures: variant.pictures?.map(({ hash }) => hash) ?? [],
        available: positions.reduce((sum, one) => sum + one.sellable, 0),
        stock: positions.flatMap(({ locationId, sellable: available }) => {
          const store = stores.find(({ location_id }) => location_id === locationId);
          return store ? [{ storeId: store.store_id, available }] : [];
        }),
      },
    ];
  });
}
