import type { ListingPublished, SafetyStockPublished } from '#contracts/facts/channel-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** What a channel offers of variants from an instant on; it is told by the channel's own work. */
export const bookListingPublished: Handler<ListingPublished> = {
  book: ({ at, operatorId: by, payload: listing }) => ({ online: [{ type: 'listing-published', listing, at, by }] }),
};

/** Pieces that a channel never sells. */
export const bookSafetyStockPublished: Handler<SafetyStockPublished> = {
  book: ({ payload: safetyStock }) => ({ online: [{ type: 'safety-stock-published', safetyStock }] }),
};
