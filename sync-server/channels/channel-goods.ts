import { type Kysely, sql } from 'kysely';
import type { ChannelGoods, ChannelGoodsList, GoodsQuery } from '#contracts/http/channel-goods.ts';
import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';
import { expectedSilentSales } from '#domain/fulfilment/channel-stock.ts';
import { inForce, type ListingHistory, NO_LISTING } from '#domain/fulfilment/listing.ts';
import { entriesOf } from '#sync-server/commands/plan-listing.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readStorePrices } from '#sync-server/views/store-prices.ts';
import { grossOf, rulesOf } from './generic/site-lines.ts';
import type { Channel } from './read-channel.ts';
import { readListings, readSafetyStock } from './read-listings.ts';
import { readSellable } from './sellable.ts';

const GOODS_MAX = 1000;

interface VariantRow {
  variant_id: string;
  sku: string;
  name: string;
  unit: Unit;
  tax_category: string;
}

/** Products as a channel sells them, by their ids after one, as many as a page holds; `next` is where the next page begins. */
export async function readChannelGoods(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  channel: Channel,
  query: GoodsQuery,
): Promise<ChannelGoodsList> {
  const { currency, timeZone } = channel.store;
  const page = (rows: ChannelGoods[], next: string | null): ChannelGoodsList => {
    return { rows, next, currency: { code: currency.code, digits: currency.digits }, timeZone };
  };
  const rows: ChannelGoods[] = [];
  for (let after = query.after ?? ''; ; ) {
    const variants = await readVariants(db, channel, query, after);
    const goods = await goodsOf(db, channel, variants, now());
    rows.push(...(query.only === 'differs' ? goods.filter(({ differs }) => differs) : goods));
    const isLast = variants.length < GOODS_MAX;
    if (rows.length > GOODS_MAX || (rows.length === GOODS_MAX && !isLast)) {
      return page(rows.slice(0, GOODS_MAX), rows[GOODS_MAX - 1]?.variantId ?? null);
    }
    if (isLast) return page(rows, null);
    after = variants.at(-1)?.variant_id ?? '';
  }
}

async function readVariants(
  db: Kysely<Tables>,
  { channelId, published }: Channel,
  { search = '' }: GoodsQuery,
  after: string,
): Promise<VariantRow[]> {
  const words = search.split(/\s+/).filter((word) => word !== '');
  const wanted = [
    sql`variant_id > ${after}`,
    ...words.map((word) => sql`search like '%' || fold_text(${word.replace(/[\\%_]/g, '\\$&')}) || '%'`),
    sql`(exists (select 1 from stock where stock.variant_id = variant.variant_id
        and location_id = any(${published.locationIds}::text[]))
      or exists (select 1 from channel_listing where channel_id = ${channelId}
        and channel_listing.variant_id = variant.variant_id))`,
  ];
  const { rows } = await sql<VariantRow>`select variant_id, sku, name, unit, tax_category from variant
    where ${sql.join(wanted, sql` and `)} order by variant_id limit ${GOODS_MAX}`.execute(db);
  return rows;
}

async function goodsOf(
  db: Kysely<Tables>,
  channel: Channel,
  variants: readonly VariantRow[],
  now: Date,
): Promise<ChannelGoods[]> {
  const { channelId, storeId, published } = channel;
  const variantIds = variants.map(({ variant_id }) => variant_id);
  const positions = await readSellable(db, channel, now, { variantIds });
  const listings = await readListings(db, channelId, variantIds);
  const { ofVariant } = await readSafetyStock(db, published, variantIds);
  const prices = await readStorePrices(db, variantIds, now);
  const rules = await rulesOf(db, storeId, now);
  const told = await readTold(db, channelId, variantIds);
  const at = now.toISOString();
  return variants.map(({ variant_id: variantId, sku, name, unit, tax_category: taxCategory }) => {
    const history = listings.get(variantId) ?? NO_LISTING;
    const places = positions.flatMap((one) => (one.variantId === variantId ? [placeOf(one)] : []));
    const sellable = places.reduce((sum, place) => sum + place.sellable, 0);
    const price = prices.get(variantId)?.find((one) => one.storeId === storeId)?.amount ?? null;
    const last = told.get(variantId);
    const known = published.kind === 'generic' || last?.known === true;
    const fault = last?.listing_fault ?? last?.fault ?? null;
    return {
      ...{ variantId, sku, name, unit },
      listing: {
        status: inForce(history.status, at),
        amount: inForce(history.amount, at),
        safetyStock: entriesOf(ofVariant.get(variantId) ?? {}),
      },
      storeAmount: price === null ? null : grossOf({ unit, taxCategory }, price, UNIT_SCALE[unit], rules),
      ahead: aheadOf(history, at),
      ...{ places, sellable, known, fault },
      told: last?.quantity ?? null,
      toldAt: last?.told_at?.toISOString() ?? null,
      differs: fault !== null || (known && last?.quantity !== sellable),
    };
  });
}

function placeOf({ locationId, position, sellable }: Awaited<ReturnType<typeof readSellable>>[number]) {
  const { onHand, committed, staged, safetyStock } = position;
  const expected = expectedSilentSales(position);
  return { locationId, onHand, committed, staged, safetyStock, expected, sellable };
}

function aheadOf({ status, amount }: ListingHistory, now: string): ChannelGoods['ahead'] {
  const ahead = new Map<string, ChannelGoods['ahead'][number]>();
  const add = (effectiveAt: string, more: object) => {
    if (effectiveAt > now) ahead.set(effectiveAt, { ...ahead.get(effectiveAt), effectiveAt, ...more });
  };
  for (const { effectiveAt, value } of status) add(effectiveAt, { status: value });
  for (const { effectiveAt, value } of amount) add(effectiveAt, { amount: value });
  return [...ahead.values()].sort((a, b) => (a.effectiveAt < b.effectiveAt ? -1 : 1));
}

/** What the channel was last told of variants, and whether its shop system has them. */
async function readTold(db: Kysely<Tables>, channelId: string, variantIds: readonly string[]) {
  const { rows } = await sql<{
    variant_id: string;
    quantity: number | null;
    told_at: Date | null;
    fault: string | null;
    listing_fault: string | null;
    known: boolean;
  }>`
    select named.variant_id, told.quantity, told.told_at, told.fault, listing.fault as listing_fault,
      exists (select 1 from channel_variant where channel_variant.channel_id = ${channelId}
        and channel_variant.variant_id = named.variant_id) as known
    from unnest(${[...variantIds]}::text[]) as named (variant_id)
    left join channel_told as told on told.channel_id = ${channelId} and told.variant_id = named.variant_id
      and told.location_id = ''
    left join channel_listing_told as listing on listing.channel_id = ${channelId}
      and listing.variant_id = named.variant_id`.execute(db);
  return new Map(rows.map((row) => [row.variant_id, row]));
}

/** Has a channel told again what it offers and may sell: of some products, or of all. */
export async function tellAgain(
  { db, now }: Pick<ServerContext, 'db' | 'now'>,
  channelId: string,
  variantIds?: readonly string[],
): Promise<void> {
  const some = variantIds === undefined ? sql`` : sql`and variant_id = any(${[...variantIds]}::text[])`;
  await sql`delete from channel_told where channel_id = ${channelId} ${some}`.execute(db);
  await sql`update channel_listing_told set next_at = ${now().toISOString()}::timestamptz
    where channel_id = ${channelId} ${some}`.execute(db);
}
