import type { Selectable } from 'kysely';
import type { SessionClosed } from '#contracts/facts/session-facts.ts';
import { type Envelope, GENESIS } from '#domain/journal/envelope.ts';
import type { SessionTotals } from '#domain/session/session.ts';
import { addSession, sessionTotals } from '#domain/session/session-totals.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readProof } from '#sync-server/db/look-up-day.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

export type SessionCloseResult = { ok: true } | { ok: false; code: 'not-found' | 'session-not-open' };

/**
 * Closes a lost register's session by what the server has of it: nothing was counted, so nothing is declared and no difference is
 * known. What the register tells later is kept as a recovered session.
 */
export function closeSession(
  context: ServerContext,
  { storeId, sessionId, operatorId }: { storeId: string; sessionId: string; operatorId: string | null },
): Promise<SessionCloseResult> {
  return appendFacts<SessionCloseResult>(context, async (tx) => {
    const session = await tx.db
      .selectFrom('session')
      .selectAll()
      .where('session_id', '=', sessionId)
      .where('store_id', '=', storeId)
      .executeTakeFirst();
    if (!session) return { facts: [], answer: { ok: false, code: 'not-found' } };
    // Nothing of its journal books while the session is being closed.
    const journal = await tx.lockJournal(session.journal_id);
    const isOpen = await stillOpen(tx, sessionId);
    if (!journal || !isOpen) return { facts: [], answer: { ok: false, code: 'session-not-open' } };
    const payload = await zOf(tx, session, journal.seq, journal.receiptSeries);
    return { facts: [{ kind: 'session.closed', payload, operatorId }], answer: { ok: true } };
  });
}

async function stillOpen({ db }: SqlIngestTransaction, sessionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('session')
    .select('closed_seq')
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return row?.closed_seq === null;
}

/** `lastSeq` is the journal's watermark: every fact up to it belongs to the session as it is closed. */
async function zOf(
  { db }: SqlIngestTransaction,
  session: Selectable<Tables['session']>,
  watermark: number,
  series: string,
): Promise<SessionClosed> {
  const sessionId = session.session_id;
  const { facts, before } = await readProof(db, sessionId, watermark + 1, series);
  const totals = { ...totalsOf(session, facts), lastSeq: watermark };
  return {
    sessionId,
    zNumber: (before?.zNumber ?? 0) + 1,
    series,
    totals,
    declared: [],
    differences: [],
    perpetual: addSession(before?.perpetual ?? null, totals),
    left: 0,
    fromServer: true,
  };
}

/** A recovered session has no opening of its own: it begins before the fact that told of it, and its cash names the closed one. */
function totalsOf(session: Selectable<Tables['session']>, facts: readonly Envelope[]): SessionTotals {
  const { session_id: sessionId, recovers, float } = session;
  const [first, ...during] = facts;
  if (first?.kind === 'session.opened') return sessionTotals(first, during);
  const opening: Envelope = {
    id: sessionId,
    kind: 'session.opened',
    version: 1,
    storeId: session.store_id,
    registerId: session.register_id,
    journalId: session.journal_id,
    seq: session.opened_seq - 1,
    at: session.opened_at.toISOString(),
    businessDate: session.business_date,
    operatorId: session.opened_by,
    prev: GENESIS,
    payload: { sessionId, float },
  };
  return sessionTotals(
    opening,
    facts.map((fact) => withSession(fact, recovers, sessionId)),
  );
}

function withSession(fact: Envelope, from: string | null, to: string): Envelope {
  const isOfIt = from !== null && fact.kind === 'cash.moved' && JSON.stringify(fact.payload).includes(from);
  return isOfIt ? { ...fact, payload: { ...(fact.payload as object), sessionId: to } } : fact;
}
