import type { SaleStopPublished } from '#contracts/facts/sale-stop-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { CHAIN_FEED } from '#sync-server/ingest/effects.ts';

/** A stop holds, or is over: every till of the chain hears of it. */
export const bookSaleStopPublished: Handler<SaleStopPublished> = {
  book({ payload: stop }) {
    const gone = stop.status === 'active' ? {} : { deleted: true };
    return { saleStops: [stop], touched: [{ feed: CHAIN_FEED, kind: 'sale-stop', key: stop.stopId, ...gone }] };
  },
};
