import type { SessionHandedOver, SessionOpened } from '#contracts/facts/session-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { witnessed } from '#sync-server/ingest/book/witnessed.ts';

/** A register begins to take money. */
export const bookSessionOpened: Handler<SessionOpened> = {
  book(fact, journal) {
    const { sessionId, float, accountable = fact.operatorId } = fact.payload;
    return {
      day: [{ type: 'session-opened', ...witnessed(fact, journal), sessionId, float, accountable, recovers: null }],
    };
  },
};

/** Another operator answers for the drawer. */
export const bookSessionHandedOver: Handler<SessionHandedOver> = {
  book({ payload: { sessionId, to } }, { journalId }) {
    return { day: [{ type: 'session-handed-over', sessionId, journalId, to }] };
  },
};
