import { type Kysely, sql } from 'kysely';
import type { StorePrice } from '#contracts/http/catalogue.ts';
import { type DatedPrice, priceInForce } from '#domain/catalog/price-in-force.ts';
import type { Tables } from '#sync-server/db/tables.ts';

interface Dated extends DatedPrice {
  storeId: string;
  variantId: string;
  amount: number;
}

/** Before every price that has an instant. */
const EVER = '';

/** Prices of some variants in all stores, by variant: in force at an instant, and what is to follow. */
export async function readStorePrices(
  db: Kysely<Tables>,
  variantIds: readonly string[],
  now: Date,
): Promise<Map<string, StorePrice[]>> {
  const prices = new Map<string, Map<string, Dated[]>>();
  for (const price of [...(await readInForce(db, variantIds)), ...(await readAhead(db, variantIds))]) {
    const stores = prices.get(price.variantId) ?? new Map<string, Dated[]>();
    stores.set(price.storeId, [...(stores.get(price.storeId) ?? []), price]);
    prices.set(price.variantId, stores);
  }
  const at = now.toISOString();
  return new Map(
    [...prices].map(([variantId, stores]) => [
      variantId,
      [...stores].map(([storeId, dated]) => storePriceOf(storeId, dated, at)).sort(byStore),
    ]),
  );
}

function storePriceOf(storeId: string, prices: readonly Dated[], at: string): StorePrice {
  const inForce = priceInForce(prices, at);
  const ahead = prices
    .filter(({ effectiveAt }) => effectiveAt > at)
    .sort((a, b) => (a.effectiveAt === b.effectiveAt ? a.version - b.version : a.effectiveAt < b.effectiveAt ? -1 : 1))
    .map(({ amount, version, effectiveAt }) => ({ amount, version, effectiveAt }));
  return { storeId, amount: inForce?.amount ?? null, version: inForce?.version ?? 0, ahead };
}

function byStore(a: StorePrice, b: StorePrice): number {
  return a.storeId < b.storeId ? -1 : 1;
}

async function readInForce(db: Kysely<Tables>, variantIds: readonly string[]): Promise<Dated[]> {
  const rows = await db
    .selectFrom('price')
    .select(['store_id', 'variant_id', 'amount', 'version'])
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  return rows.map(({ store_id, variant_id, amount, version }) => {
    return { storeId: store_id, variantId: variant_id, amount, version, effectiveAt: EVER };
  });
}

async function readAhead(db: Kysely<Tables>, variantIds: readonly string[]): Promise<Dated[]> {
  const rows = await db
    .selectFrom('price_history')
    .select(['store_id', 'variant_id', 'amount', 'version', 'effective_at'])
    .where('ahead', '=', true)
    .where('variant_id', '=', sql<string>`any(${[...variantIds]}::text[])`)
    .execute();
  return rows.map(({ store_id, variant_id, amount, version, effective_at }) => {
    const effectiveAt = effective_at?.toISOString() ?? EVER;
    return { storeId: store_id, variantId: variant_id, amount, version, effectiveAt };
  });
}
