import type { RegisterEnrolled } from '#contracts/facts/store-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { storeFeed } from '#sync-server/ingest/effects.ts';

/** A register's new incarnation: its journal may be pushed from now on. */
export const bookRegisterEnrolled: Handler<RegisterEnrolled> = {
  book({ payload }) {
    return {
      registers: [payload],
      touched: [{ feed: storeFeed(payload.storeId), kind: 'watermark', key: payload.journalId }],
    };
  },
};
