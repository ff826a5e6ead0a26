import type { ProductRow } from '#contracts/http/api.ts';
import type { ImportedProduct } from '#contracts/http/catalogue.ts';
import { priceInForce } from '#domain/catalog/price-in-force.ts';
import { instantAt } from '#domain/session/store-minute.ts';
import type { Repricing } from '#sync-server/commands/catalogue-facts.ts';
import type { KnownCatalogue } from '#sync-server/commands/read-catalogue.ts';
import type { Fault } from '#sync-server/commands/variant-faults.ts';

/** A price that a row sets; its version is known when it is published. */
export type PlannedPrice = Omit<ImportedProduct['prices'][number], 'version'>;

/** A price ahead begins at a minute that is still to come. */
export function aheadFault({ ahead = {} }: ProductRow, known: KnownCatalogue): Fault | undefined {
  for (const [storeId, { from }] of Object.entries(ahead)) {
    const store = known.stores.get(storeId);
    if (!store) return { code: 'store-unknown', message: `there is no store ${storeId}` };
    const at = instantAt(from, store.timeZone);
    if (at === null || at <= known.now) return { code: 'price-date-past', message: `${from} is over` };
  }
  return undefined;
}

/** The prices of a row that are other than they stand, now and ahead; `known` and `repricings` are brought up to date. */
export function planRowPrices(
  { prices, ahead = {} }: ProductRow,
  variantId: string,
  known: KnownCatalogue,
  repricings: Map<string, Repricing>,
): PlannedPrice[] {
  const planned: PlannedPrice[] = [];
  for (const [storeId, amount] of Object.entries(prices)) {
    const key = `${storeId}\n${variantId}`;
    const before = known.prices.get(key) ?? null;
    if (before === amount) continue;
    known.prices.set(key, amount);
    repricingAt(repricings, storeId, null).prices.push({ variantId, amount });
    planned.push({ storeId, before, after: amount, effectiveAt: null, isReplaced: false });
  }
  for (const [storeId, { amount, from }] of Object.entries(ahead)) {
    const effectiveAt = instantAt(from, known.stores.get(storeId)?.timeZone ?? 'UTC');
    if (effectiveAt === null) continue;
    const key = `${storeId}\n${variantId}`;
    const others = known.ahead.get(key) ?? [];
    const follows = others.findLast((price) => price.effectiveAt === effectiveAt);
    if (follows?.amount === amount) continue;
    const before = priceInForce(others, effectiveAt)?.amount ?? known.prices.get(key) ?? null;
    const repricing = repricingAt(repricings, storeId, effectiveAt);
    repricing.prices.push({ variantId, amount });
    if (follows) repricing.withdrawn = [...(repricing.withdrawn ?? []), { variantId, version: follows.version }];
    planned.push({ storeId, before, after: amount, effectiveAt, isReplaced: follows !== undefined });
  }
  return planned;
}

function repricingAt(repricings: Map<string, Repricing>, storeId: string, effectiveAt: string | null): Repricing {
  const key = `${storeId}\n${effectiveAt ?? ''}`;
  const known = repricings.get(key);
  if (known) return known;
  const fresh: Repricing = { storeId, ...(effectiveAt === null ? {} : { effectiveAt }), prices: [] };
  repricings.set(key, fresh);
  return fresh;
}

/** Stores of which a row names a price that is other than it stands. */
export function pricedStores({ sku, prices, ahead = {} }: ProductRow, known: KnownCatalogue): string[] {
  const variantId = known.variants.get(sku)?.variantId;
  const isOther = (storeId: string): boolean => known.prices.get(`${storeId}\n${variantId}`) !== prices[storeId];
  const isAheadOther = ([storeId, { amount, from }]: [string, { amount: number; from: string }]): boolean => {
    const at = instantAt(from, known.stores.get(storeId)?.timeZone ?? 'UTC');
    const follows = known.ahead.get(`${storeId}\n${variantId}`)?.findLast(({ effectiveAt }) => effectiveAt === at);
    return follows?.amount !== amount;
  };
  const aheadOther = Object.entries(ahead).filter(isAheadOther);
  return [...Object.keys(prices).filter(isOther), ...aheadOther.map(([storeId]) => storeId)];
}
