import type { TargetsPublished } from '#contracts/facts/target-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** What a store is to turn over in a month, whole. */
export const bookTargetsPublished: Handler<TargetsPublished> = {
  book({ at, operatorId, payload: targets }) {
    return { targets: [{ targets, at, by: operatorId }] };
  },
};
