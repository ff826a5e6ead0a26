import type { FactKind, PayloadOf } from '#contracts/facts/kinds.ts';
import { type FactStamp, type JournalHead, nextFact } from '#domain/journal/next-fact.ts';
import type { RunFact } from '#domain/journal/verify-run.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';
import { bookRun, touchFeeds } from '#sync-server/ingest/book-run.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';

/** A fact that a command makes, and which operator asked for it, where one did. */
export type ServerDraft = { [K in FactKind]: { kind: K; payload: PayloadOf<K>; operatorId?: string | null } }[FactKind];

/**
 * Runs a command: with the server's own journal locked, so that commands happen one after another, `decide` reads what it needs
 * and says which facts follow; they are journalled, booked and their feeds moved in the same transaction. A fact that does not
 * book is a bug of the command: it throws and nothing happened.
 */
export async function appendFacts<T>(
  context: ServerContext,
  decide: (tx: SqlIngestTransaction) => Promise<{ facts: readonly ServerDraft[]; answer: T }>,
): Promise<T> {
  const { store, onMoved } = context.ingest;
  const { answer, moved } = await store.transaction(async (tx) => {
    const journal = await tx.lockJournal(context.keys.journalId);
    if (!journal) throw new Error('the server has no journal');
    const { facts, answer } = await decide(tx);
    const booked = await bookRun(tx, journal, chainFacts(context, journal, facts));
    const held = booked.facts.find((fact) => fact.held !== null);
    if (held)
      throw new Error(`${held.fact.kind} did not book: ${held.held} ${JSON.stringify(booked.effects.exceptions)}`);
    return { answer, moved: await touchFeeds(tx, booked) };
  });
  onMoved(moved);
  return answer;
}

function chainFacts(context: ServerContext, journal: JournalHead, drafts: readonly ServerDraft[]): RunFact[] {
  const at = context.now().toISOString();
  const stamp: FactStamp = {
    storeId: SERVER_STORE,
    registerId: 'server',
    at,
    businessDate: at.slice(0, 10),
    operatorId: null,
  };
  let head = journal;
  return drafts.map(({ kind, payload, operatorId = null }) => {
    const draft = { id: context.newId(), kind, version: 1, payload };
    const { envelope, body } = nextFact(head, draft, { ...stamp, operatorId });
    const hash = hashOfText(body);
    head = { journalId: head.journalId, seq: envelope.seq, hash };
    return { fact: envelope, line: { body, hash, signature: context.keys.signHash(hash) } };
  });
}
