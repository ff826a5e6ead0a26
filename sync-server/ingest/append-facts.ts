import type { Fact } from '#contracts/facts/envelope.ts';
import type { FactKind, PayloadOf } from '#contracts/facts/kinds.ts';
import { type JournalHead, nextFact } from '#domain/journal/next-fact.ts';
import type { RunFact } from '#domain/journal/verify-run.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { bookRun, touchFeeds } from '#sync-server/ingest/book-run.ts';
import { hashOfText } from '#sync-server/ingest/crypto.ts';
import type { Journal } from '#sync-server/ingest/ingest-store.ts';

/** A fact that a command makes, and which operator asked for it, where one did. */
export type ServerDraft = { [K in FactKind]: { kind: K; payload: PayloadOf<K>; operatorId?: string | null } }[FactKind];

/** A fact to be made in a journal that the server keeps; without an id it gets one. */
export interface KeptDraft {
  id?: string;
  kind: string;
  version?: number;
  payload: unknown;
  operatorId?: string | null;
}

/** A journal that the server keeps and signs: its own, or that of a device without a host. */
export interface KeptJournal {
  journalId: string;
  /** The business date of an instant, ISO 8601. */
  businessDateAt(at: string): string;
}

export interface Decided<T> {
  facts: readonly KeptDraft[];
  answer: T;
}

/** A fact that would change nothing: nothing of what was asked happened. */
export class NotBooked extends Error {}

/**
 * Runs a command: with the server's own journal locked, so that commands happen one after another, `decide` reads what it needs
 * and says which facts follow; they are journalled, booked and their feeds moved in the same transaction. A fact that does not
 * book is a bug of the command: it throws and nothing happened.
 */
export async function appendFacts<T>(
  context: ServerContext,
  decide: (tx: SqlIngestTransaction) => Promise<{ facts: readonly ServerDraft[]; answer: T }>,
): Promise<T> {
  const own = { journalId: context.keys.journalId, businessDateAt: (at: string) => at.slice(0, 10) };
  return (await appendTo(context, own, decide)).answer;
}

/** The same in any journal that the server keeps; answers the facts too. Throws `NotBooked` where one does not book. */
export async function appendTo<T>(
  context: ServerContext,
  kept: KeptJournal,
  decide: (tx: SqlIngestTransaction, journal: Journal) => Promise<Decided<T>>,
): Promise<{ answer: T; facts: Fact[] }> {
  const { store, onMoved } = context.ingest;
  const { moved, ...result } = await store.transaction(async (tx) => {
    const journal = await tx.lockJournal(kept.journalId);
    if (!journal) throw new Error(`the server keeps no journal ${kept.journalId}`);
    const { facts, answer } = await decide(tx, journal);
    const booked = await bookRun(tx, journal, chainFacts(context, kept, journal, facts));
    const held = booked.facts.find((fact) => fact.held !== null);
    if (held) {
      const why = JSON.stringify(booked.effects.exceptions);
      throw new NotBooked(`${held.fact.kind} did not book: ${held.held} ${why}`);
    }
    return { answer, facts: booked.facts.map(({ fact }) => fact), moved: await touchFeeds(tx, booked) };
  });
  onMoved(moved);
  return result;
}

function chainFacts(
  context: ServerContext,
  { businessDateAt }: KeptJournal,
  journal: Journal,
  drafts: readonly KeptDraft[],
): RunFact[] {
  const at = context.now().toISOString();
  const { storeId, registerId } = journal;
  const stamp = { storeId, registerId, at, businessDate: businessDateAt(at) };
  let head: JournalHead = journal;
  return drafts.map(({ id = context.newId(), kind, version = 1, payload, operatorId = null }) => {
    const { envelope, body } = nextFact(head, { id, kind, version, payload }, { ...stamp, operatorId });
    const hash = hashOfText(body);
    head = { journalId: head.journalId, seq: envelope.seq, hash };
    return { fact: envelope, line: { body, hash, signature: context.keys.signHash(hash) } };
  });
}
