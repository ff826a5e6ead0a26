import type { PricesPublished } from '#contracts/facts/store-facts.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { storeFeed, type Touch } from '#sync-server/ingest/effects.ts';

/** Prices of one store: in force, ahead and in its history. */
export const bookPricesPublished: Handler<PricesPublished> = {
  book({ at, operatorId: by, payload: { storeId, version, effectiveAt = null, prices, withdrawn = [] } }) {
    const pages = new Set([...prices, ...withdrawn].map(({ variantId }) => pageOf(variantId)));
    return {
      prices: prices.map((price) => ({ storeId, ...price, version, publishedAt: at, effectiveAt, by })),
      withdrawals: withdrawn.map((price) => ({ storeId, ...price, at, by })),
      touched: [...pages].map((page): Touch => ({ feed: storeFeed(storeId), kind: 'price-page', key: String(page) })),
    };
  },
};
