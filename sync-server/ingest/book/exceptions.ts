import type { ExceptionOpened, ExceptionResolved } from '#contracts/facts/store-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** An exception that the server opened by itself. */
export const bookExceptionOpened: Handler<ExceptionOpened> = {
  book({ payload }) {
    const { exceptionId, code, storeId, journalId = null, seq = null, amount = null, detail } = payload;
    return { exceptions: [{ exceptionId, code, storeId, journalId, seq, amount, detail }] };
  },
};

/** What a person decided about one. */
export const bookExceptionResolved: Handler<ExceptionResolved> = {
  book({ operatorId: by, payload }) {
    return { resolutions: [{ ...payload, by }] };
  },
};
