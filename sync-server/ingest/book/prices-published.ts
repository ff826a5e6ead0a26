import type { PricesPublished } from '#contracts/facts/store-facts.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { storeFeed, type Touch } from '#sync-server/ingest/effects.ts';

/** Prices of one store, current and in its history. */
export const bookPricesPublished: Handler<PricesPublished> = {
  book({ at, payload: { storeId, version, prices } }) {
    const pages = new Set(prices.map(({ variantId }) => pageOf(variantId)));
    return {
      prices: prices.map(({ variantId, amount }) => ({ storeId, variantId, amount, version, publishedAt: at })),
      touched: [...pages].map((page): Touch => ({ feed: storeFeed(storeId), kind: 'price-page', key: String(page) })),
    };
  },
};
