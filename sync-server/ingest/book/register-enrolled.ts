import type { RegisterEnrolled } from '#contracts/facts/store-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { configTouch } from '#sync-server/ingest/book/settings-published.ts';
import { storeFeed, type Touch } from '#sync-server/ingest/effects.ts';

/** A register's new incarnation: its journal may be pushed from now on, and every register of the chain learns its key. */
export const bookRegisterEnrolled: Handler<RegisterEnrolled> = {
  needs(_fact, _journal, needs) {
    needs.everyStore = true;
  },
  book({ payload }, _journal, lookups) {
    const watermark: Touch = { feed: storeFeed(payload.storeId), kind: 'watermark', key: payload.journalId };
    return { registers: [payload], touched: [watermark, ...[...lookups.locations.keys()].map(configTouch)] };
  },
};
