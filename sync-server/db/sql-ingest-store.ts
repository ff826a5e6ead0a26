import { type Kysely, sql, type Transaction } from 'kysely';
import type { RunFact } from '#domain/journal/verify-run.ts';
import { refusingData } from '#sync-server/db/data-refused.ts';
import { insertRows } from '#sync-server/db/insert-rows.ts';
import { lookUp } from '#sync-server/db/look-up.ts';
import type { PersonalPorts } from '#sync-server/db/personal-ports.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { touchDocuments } from '#sync-server/db/touch-documents.ts';
import { writeEffects } from '#sync-server/db/write-effects.ts';
import { hashOfBytes } from '#sync-server/ingest/crypto.ts';
import type {
  IngestStore,
  IngestTransaction,
  Journal,
  ParkedLine,
  QuarantinedLine,
  StoredFact,
} from '#sync-server/ingest/ingest-store.ts';

/** The same transaction, with the database for commands that must read what they are about to change. */
export interface SqlIngestTransaction extends IngestTransaction {
  db: Transaction<Tables>;
}

export interface SqlIngestStore extends IngestStore {
  transaction<T>(work: (tx: SqlIngestTransaction) => Promise<T>): Promise<T>;
}

export interface SqlIngestPorts {
  now(): Date;
  /** A fresh random text, for feeds' nonces. */
  nonce(): string;
  personal: PersonalPorts;
}

/** Ingest's storage in PostgreSQL or PGlite. */
export function sqlIngestStore(db: Kysely<Tables>, ports: SqlIngestPorts): SqlIngestStore {
  return {
    transaction: (work) =>
      refusingData(() => db.transaction().execute((transaction) => work(ingestTransaction(transaction, ports)))),
  };
}

function ingestTransaction(db: Transaction<Tables>, { now, nonce, personal }: SqlIngestPorts): SqlIngestTransaction {
  const receivedAt = now().toISOString();
  return {
    db,
    lockJournal: (journalId) => lockJournal(db, journalId),
    hashesOf: (journalId, seqs) => hashesOf(db, journalId, seqs),
    parkedOf: (journalId, limit) => parkedOf(db, journalId, limit),
    park: (journalId, lines) => park(db, journalId, lines, receivedAt),
    dropParked: (journalId, lines) => dropParked(db, journalId, lines),
    quarantine: (journalId, lines) => quarantine(db, journalId, lines, receivedAt),
    lockTickets: (mode) => lockTickets(db, mode),
    lookUp: (needs) => lookUp(db, needs),
    async write(facts, effects) {
      await writeFacts(db, facts, receivedAt);
      await writeEffects(db, effects, receivedAt, personal);
    },
    moveHead: (journal) => moveHead(db, journal),
    stockPages: (feed, pages) => stockPages(db, feed, pages),
    touch: (documents) => touchDocuments(db, documents, nonce),
  };
}

async function lockJournal(db: Transaction<Tables>, journalId: string): Promise<Journal | undefined> {
  const row = await db
    .selectFrom('journal')
    .selectAll()
    .where('journal_id', '=', journalId)
    .forUpdate()
    .executeTakeFirst();
  return (
    row && {
      journalId: row.journal_id,
      storeId: row.store_id,
      registerId: row.register_id,
      publicKey: row.public_key,
      receiptSeries: row.receipt_series,
      lastReceipt: row.last_receipt,
      seq: row.watermark,
      hash: row.head_hash,
    }
  );
}

const TICKETS_LOCK = 7_041_978;

async function lockTickets(db: Transaction<Tables>, mode: 'shared' | 'exclusive'): Promise<void> {
  if (mode === 'shared') await sql`select pg_advisory_xact_lock_shared(${TICKETS_LOCK}::int8)`.execute(db);
  else await sql`select pg_advisory_xact_lock(${TICKETS_LOCK}::int8)`.execute(db);
}

async function hashesOf(db: Transaction<Tables>, journalId: string, seqs: readonly number[]) {
  const rows = await db
    .selectFrom('fact')
    .select(['seq', 'hash'])
    .where('journal_id', '=', journalId)
    .where('seq', '=', sql<number>`any(${[...seqs]}::int8[])`)
    .execute();
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
}

async function parkedOf(db: Transaction<Tables>, journalId: string, limit: number): Promise<ParkedLine[]> {
  const rows = await db
    .selectFrom('parked')
    .select(['seq', 'hash', 'body', 'signature'])
    .where('journal_id', '=', journalId)
    .orderBy('seq')
    .orderBy('received_at')
    .limit(limit)
    .execute();
  return rows.map(({ seq, hash, body, signature }) => ({
    seq,
    line: { body: new TextDecoder('utf-8', { ignoreBOM: true }).decode(body), hash, signature },
  }));
}

const LINE_COLUMNS = { journal_id: 'uuid', seq: 'int8', hash: 'text', body: 'bytea', signature: 'text' } as const;

async function park(db: Transaction<Tables>, journalId: string, lines: readonly ParkedLine[], receivedAt: string) {
  const rows = lines.map(({ seq, line: { hash, body, signature } }) => {
    return { journal_id: journalId, seq, hash, body: Buffer.from(body, 'utf8'), signature, received_at: receivedAt };
  });
  const columns = { ...LINE_COLUMNS, received_at: 'timestamptz' } as const;
  await insertRows(db, 'parked', columns, rows, sql`do nothing`);
}

async function dropParked(db: Transaction<Tables>, journalId: string, lines: readonly ParkedLine[]) {
  await db
    .deleteFrom('parked')
    .where('journal_id', '=', journalId)
    .where('hash', '=', sql<string>`any(${lines.map(({ line }) => line.hash)}::text[])`)
    .execute();
}

async function quarantine(
  db: Transaction<Tables>,
  journalId: string,
  lines: readonly QuarantinedLine[],
  receivedAt: string,
): Promise<QuarantinedLine[]> {
  const byHash = new Map(lines.map((line) => [hashOfBytes(line.bytes), line]));
  const rows = [...byHash].map(([line_hash, { bytes, seq, reason }]) => {
    return { journal_id: journalId, line_hash, seq, reason, line: Buffer.from(bytes), received_at: receivedAt };
  });
  const columns = {
    journal_id: 'uuid',
    line_hash: 'text',
    seq: 'int8',
    reason: 'text',
    line: 'bytea',
    received_at: 'timestamptz',
  } as const;
  const ending = sql`do nothing returning line_hash`;
  const fresh = await insertRows<keyof typeof columns, { line_hash: string }>(db, 'quarantine', columns, rows, ending);
  return fresh.flatMap(({ line_hash }) => byHash.get(line_hash) ?? []);
}

async function writeFacts(db: Transaction<Tables>, facts: readonly StoredFact[], receivedAt: string) {
  const columns = {
    ...LINE_COLUMNS,
    fact_id: 'uuid',
    kind: 'text',
    version: 'int8',
    received_at: 'timestamptz',
    applied: 'boolean',
    held: 'text',
  } as const;
  await insertRows(
    db,
    'fact',
    columns,
    facts.map((fact) => factRow(fact, fact.held, receivedAt)),
  );
}

function factRow({ fact, line }: RunFact, held: string | null, receivedAt: string) {
  return {
    journal_id: fact.journalId,
    seq: fact.seq,
    hash: line.hash,
    body: Buffer.from(line.body, 'utf8'),
    signature: line.signature,
    fact_id: fact.id,
    kind: fact.kind,
    version: fact.version,
    received_at: receivedAt,
    applied: held === null,
    held,
  };
}

async function moveHead(db: Transaction<Tables>, { journalId, seq, hash, lastReceipt }: Journal) {
  await db
    .updateTable('journal')
    .set({ watermark: seq, head_hash: hash, last_receipt: lastReceipt })
    .where('journal_id', '=', journalId)
    .execute();
}

async function stockPages(db: Transaction<Tables>, feed: string, pages: readonly number[]) {
  const rows = await db
    .selectFrom('feed_document')
    .select(['kind', 'id', 'page'])
    .where('feed', '=', feed)
    .where('page', '=', sql<number>`any(${[...pages]}::int4[])`)
    .where('kind', 'in', ['stock-page', 'stock-overlay'])
    .where('deleted', '=', false)
    .execute();
  return {
    pages: new Set(rows.flatMap(({ kind, page }) => (kind === 'stock-page' && page !== null ? [page] : []))),
    overlays: rows.flatMap(({ kind, id }) => (kind === 'stock-overlay' ? [id.slice(id.indexOf('/') + 1)] : [])),
  };
}
