import type { RunFact } from '#domain/journal/verify-run.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { checkPayload } from '#sync-server/ingest/book/parse-payload.ts';
import { bookRun, touchFeeds } from '#sync-server/ingest/book-run.ts';
import { DataRefused } from '#sync-server/ingest/ingest-store.ts';
import { parseEnvelope } from '#sync-server/ingest/parse-envelope.ts';

interface HeldFact {
  journal_id: string;
  seq: number;
}

/**
 * Books facts that an older server stored because it did not know their kind or version, and this one does. Run at start, journal
 * by journal in order; safe when several processes start at once.
 */
export async function applyHeld(context: ServerContext): Promise<void> {
  const held = await context.db
    .selectFrom('fact')
    .select(['journal_id', 'seq', 'kind', 'version'])
    .where('held', '=', 'kind-unknown')
    .orderBy('journal_id')
    .orderBy('seq')
    .execute();
  for (const fact of held) {
    if (checkPayload(fact.kind, fact.version, null) !== 'kind-unknown') await applyOne(context, fact);
  }
}

async function applyOne({ ingest }: ServerContext, fact: HeldFact): Promise<void> {
  const book = (raw?: string) => ingest.store.transaction((tx) => bookHeld(tx, fact, raw));
  try {
    ingest.onMoved(await book());
  } catch (error) {
    if (!(error instanceof DataRefused)) throw error;
    ingest.onMoved(await book(error.message));
  }
}

async function bookHeld(tx: SqlIngestTransaction, at: HeldFact, raw?: string) {
  const journal = await tx.lockJournal(at.journal_id);
  const stored = await readHeld(tx, at);
  if (!journal || !stored) return new Map<string, number>();
  // The fact is stored and the head is beyond it already: only its effects and its state are written.
  const late: SqlIngestTransaction = {
    ...tx,
    async write(facts, effects) {
      await tx.write([], effects);
      const state = { held: facts[0]?.held ?? null, applied: facts[0]?.held === null };
      await tx.db
        .updateTable('fact')
        .set(state)
        .where('journal_id', '=', at.journal_id)
        .where('seq', '=', at.seq)
        .execute();
    },
    moveHead: async () => {},
  };
  return touchFeeds(late, await bookRun(late, journal, [stored], { raw }));
}

async function readHeld({ db }: SqlIngestTransaction, { journal_id, seq }: HeldFact): Promise<RunFact | undefined> {
  const row = await db
    .selectFrom('fact')
    .select(['body', 'hash', 'signature'])
    .where('journal_id', '=', journal_id)
    .where('seq', '=', seq)
    .where('held', '=', 'kind-unknown')
    .executeTakeFirst();
  if (!row) return undefined;
  const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(row.body);
  const parsed = parseEnvelope(body);
  return parsed.ok ? { fact: parsed.value, line: { body, hash: row.hash, signature: row.signature } } : undefined;
}
