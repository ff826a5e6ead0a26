import type { Fact } from '#contracts/facts/envelope.ts';
import type { SessionHandedOver, SessionOpened } from '#contracts/facts/session-facts.ts';
import { isBehind } from '#domain/session/business-date.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import { auditOf, witnessed } from '#sync-server/ingest/book/witnessed.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

/** A register begins to take money. A float that is not what the last Z left is over or short, and looked through. */
export const bookSessionOpened: Handler<SessionOpened> = {
  needs({ operatorId, payload: { overrideId } }, { journalId }, needs) {
    needs.day.policy = true;
    needs.day.sessionJournals.add(journalId);
    if (operatorId) needs.operatorIds.add(operatorId);
    if (overrideId) needs.day.overrideIds.add(overrideId);
  },
  book(fact, journal, lookups) {
    const { sessionId, float, accountable = fact.operatorId, expected = float, difference } = fact.payload;
    const off = { expected, float, ...difference };
    return {
      day: [
        { type: 'session-opened', ...witnessed(fact, journal), sessionId, float, accountable, recovers: null },
        ...(float === expected ? [] : [auditOf(fact, journal, 'float.differs', off, float - expected)]),
      ],
      exceptions: openedExceptions(fact, journal, lookups),
    };
  },
};

/** Who may let the date go back may let a session be opened. */
function openedExceptions(fact: Fact<SessionOpened>, journal: Journal, lookups: Lookups): ExceptionEffect[] {
  const last = lookups.day.sessions.get(journal.journalId);
  const permission = last && isBehind(fact.businessDate, last.businessDate) ? 'day-close' : 'session-open';
  const { overrideId } = fact.payload;
  const asked = [{ permission, size: 0, ...(overrideId === undefined ? {} : { overrideId }) } as const];
  return permissionExceptions(fact, journal, lookups, asked, { begunBefore: 'by-operator' });
}

/** Another operator answers for the drawer: given by who did, or taken over as a manager allowed. */
export const bookSessionHandedOver: Handler<SessionHandedOver> = {
  needs({ operatorId, payload: { overrideId } }, { journalId }, needs) {
    needs.day.policy = true;
    needs.day.sessionJournals.add(journalId);
    if (operatorId) needs.operatorIds.add(operatorId);
    if (overrideId) needs.day.overrideIds.add(overrideId);
  },
  book(fact, journal, lookups) {
    const { sessionId, to, overrideId } = fact.payload;
    const asked = overrideId === undefined ? [] : [{ permission: 'session-share' as const, size: 0, overrideId }];
    return {
      day: [{ type: 'session-handed-over', sessionId, journalId: journal.journalId, to }],
      exceptions: permissionExceptions(fact, journal, lookups, asked),
    };
  },
};
