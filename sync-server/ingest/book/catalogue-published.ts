import type { CataloguePublished } from '#contracts/facts/store-facts.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { CHAIN_FEED, type Touch } from '#sync-server/ingest/effects.ts';

/** Categories and variants are from now on as published. */
export const bookCataloguePublished: Handler<CataloguePublished> = {
  book({ at, operatorId: by, payload: { categories, variants } }) {
    const pages = new Set(variants.map(({ variantId }) => pageOf(variantId)));
    const touched = [...pages].map((page): Touch => ({ feed: CHAIN_FEED, kind: 'catalogue-page', key: String(page) }));
    if (categories.length > 0) touched.push({ feed: CHAIN_FEED, kind: 'category-list', key: 'all' });
    return {
      categories: categories.map((after) => ({ after, at, by })),
      variants: variants.map((after) => ({ after, at, by })),
      touched,
    };
  },
};
