import type { DayClosed } from '#contracts/facts/session-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** A store's day, or a numbered supplement of it. */
export const bookDayClosed: Handler<DayClosed> = {
  book({ at, payload }) {
    return { day: [{ type: 'day-closed', at, closed: payload }] };
  },
};
