import type { Fact } from '#contracts/facts/envelope.ts';
import type { SessionClosed } from '#contracts/facts/session-facts.ts';
import { checkZ, type ZFault } from '#domain/session/check-z.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { recoveredException, recoveredSession } from '#sync-server/ingest/book/session-recovered.ts';
import type { DayEffect, KnownSession } from '#sync-server/ingest/day-effects.ts';
import type { Effects, ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

/**
 * A Z. Its register's is proven by the journal; one that the server makes for a lost register ends the session after the last fact
 * that it counted. A register's Z of a session that the server closed before closes what was recovered of it, not the session.
 */
export const bookSessionClosed: Handler<SessionClosed> = {
  begins: true,
  cuts: true,
  needs({ seq, payload: { sessionId, series } }, { journalId }, needs) {
    needs.day.sessionJournals.add(journalId);
    needs.day.closing.set(sessionId, { seq, series });
  },
  book(fact, journal, lookups) {
    const { sessionId, totals, fromServer = false } = fact.payload;
    const session = lookups.day.proofs.get(sessionId)?.session;
    if (fromServer && session && session.journalId !== journal.journalId) {
      return { day: [closing(sessionId, totals.lastSeq, fact)] };
    }
    const faults = zExceptions(fact, journal, lookups);
    if (session && session.closedSeq !== null) return closeRecovered(fact, journal, session, lookups, faults);
    return { day: [closing(sessionId, fact.seq, fact)], exceptions: faults };
  },
};

function closeRecovered(
  fact: Fact<SessionClosed>,
  journal: Journal,
  closed: KnownSession,
  { day }: Lookups,
  faults: ExceptionEffect[],
): Partial<Effects> {
  const newest = day.sessions.get(journal.journalId);
  if (newest?.recovers === closed.sessionId && newest.closedSeq === null) {
    return { day: [closing(newest.sessionId, fact.seq, fact)], exceptions: faults };
  }
  const recovered = recoveredSession(fact, journal, closed);
  const effects = recovered.type === 'session-opened' ? [recovered, closing(recovered.sessionId, fact.seq, fact)] : [];
  return { day: effects, exceptions: [...faults, recoveredException(fact, journal, closed)] };
}

function closing(sessionId: string, closedSeq: number, { at, payload }: Fact<SessionClosed>): DayEffect {
  return { type: 'session-closed', sessionId, closedSeq, at, z: payload };
}

/** One exception per code, telling the first fault; the amount is what the total differs by. */
function zExceptions(fact: Fact<SessionClosed>, journal: Journal, { day }: Lookups): ExceptionEffect[] {
  const { facts = [], before = null } = day.proofs.get(fact.payload.sessionId) ?? {};
  const faults = checkZ(fact, facts, before);
  return (['z-differs', 'z-number-differs'] as const).flatMap((code) => {
    const [first, ...more] = faults.filter((fault) => fault.code === code);
    if (!first) return [];
    const detail = { at: first.at, expected: text(first.expected), found: text(first.found), faults: more.length + 1 };
    return [exceptionOf(code, { ...journal, seq: fact.seq }, detail, amountOf(first))];
  });
}

function amountOf({ expected, found }: ZFault): { amount?: number } {
  const isMoney = Number.isSafeInteger(expected) && Number.isSafeInteger(found);
  return isMoney ? { amount: Number(found) - Number(expected) } : {};
}

function text(value: unknown): string {
  return typeof value === 'object' ? (JSON.stringify(value) ?? '').slice(0, 200) : String(value).slice(0, 200);
}
