import type { StockReceived } from '#contracts/facts/stock-facts.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { storeFeed, type Touch } from '#sync-server/ingest/effects.ts';

/** A delivery of more lines than this moves whole pages; overlays are for the odd change. */
const OVERLAYS_MAX = 32;

/** Goods come onto a location's shelf; a store that sells from it sees them. */
export const bookStockReceived: Handler<StockReceived> = {
  needs({ payload }, _journal, needs) {
    needs.locationIds.add(payload.locationId);
  },
  book({ seq, payload: { locationId, lines } }, { journalId }, lookups) {
    const storeId = lookups.storesOfLocations.get(locationId);
    return {
      movements: lines.map(({ variantId, quantity }) => ({ journalId, seq, locationId, variantId, quantity })),
      touched: storeId === undefined ? [] : touches(storeFeed(storeId), lines),
    };
  },
};

function touches(feed: string, lines: StockReceived['lines']): Touch[] {
  if (lines.length <= OVERLAYS_MAX) {
    return lines.map(({ variantId }) => ({ feed, kind: 'stock-overlay', key: variantId }));
  }
  const pages = new Set(lines.map(({ variantId }) => pageOf(variantId)));
  return [...pages].map((page) => ({ feed, kind: 'stock-page', key: String(page) }));
}
