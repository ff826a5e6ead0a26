import { v5 } from 'uuid';
import type { Fact } from '#contracts/facts/envelope.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import { witnessed } from '#sync-server/ingest/book/witnessed.ts';
import type { DayEffect, KnownSession } from '#sync-server/ingest/day-effects.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

const NAMESPACE = '0d3c3c52-8f3f-5a57-9f0a-6a2b2e1c7d44';

interface Recovered {
  day: DayEffect[];
  exceptions: ExceptionEffect[];
}

/**
 * Money that a journal tells of after its session was closed: it belongs to a recovered session on the closed one's date, never to
 * the closed Z. A journal without any session yet is left alone.
 */
export function recover(fact: Fact, journal: Journal, { day }: Lookups): Recovered {
  const session = day.sessions.get(journal.journalId);
  if (!session || session.closedSeq === null || fact.seq <= session.closedSeq) return { day: [], exceptions: [] };
  return {
    day: [recoveredSession(fact, journal, session)],
    exceptions: [recoveredException(fact, journal, session)],
  };
}

/** Cash that names another session than the one that is open on its register: it counts on its date, and is told. */
export function strayException(
  fact: Fact<{ sessionId: string }>,
  journal: Journal,
  { day }: Lookups,
): ExceptionEffect[] {
  const session = day.sessions.get(journal.journalId);
  const { sessionId } = fact.payload;
  if (!session || session.closedSeq !== null || [session.sessionId, session.recovers].includes(sessionId)) return [];
  return [recoveredException(fact, journal, { ...session, sessionId, businessDate: fact.businessDate })];
}

export function recoveredSession(fact: Fact, journal: Journal, { sessionId, businessDate }: KnownSession): DayEffect {
  return {
    type: 'session-opened',
    ...witnessed(fact, journal),
    businessDate,
    sessionId: v5(`${sessionId}\n${fact.seq}`, NAMESPACE),
    float: 0,
    accountable: fact.operatorId,
    recovers: sessionId,
  };
}

export function recoveredException(fact: Fact, journal: Journal, { sessionId, businessDate }: KnownSession) {
  const detail = { sessionId, businessDate, kind: fact.kind };
  return exceptionOf('session-recovered', { ...journal, seq: fact.seq }, detail);
}
