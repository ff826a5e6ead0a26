import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import type { KnownTransfer, Lookups, Needs } from '#sync-server/ingest/ingest-store.ts';

/** Of the advisory locks on transfers, beside their ids' hashes. */
const TRANSFER_LOCKS = 7_041_979;

/**
 * Transfers as booked so far. Each stays locked until the transaction ends, also one that was never heard of: what was sent and
 * what was accepted come from two registers at once, and each must see the other or be seen by it.
 */
export async function transfersOf(db: Kysely<Tables>, { transferIds }: Needs): Promise<Lookups['transfers']> {
  if (transferIds.size === 0) return new Map();
  const ids = [...transferIds].sort();
  await sql`select pg_advisory_xact_lock(${TRANSFER_LOCKS}::int4, hashtext(id))
    from unnest(${ids}::text[]) as id`.execute(db);
  const rows = await db
    .selectFrom('transfer')
    .leftJoin('journal', 'journal.journal_id', 'transfer.sent_journal')
    .leftJoin('transfer_line', 'transfer_line.transfer_id', 'transfer.transfer_id')
    .select(['transfer.transfer_id', 'complete', 'sent_journal', 'sent_seq', 'journal.store_id'])
    .select(['variant_id', 'sent', 'accepted', 'damaged'])
    .where('transfer.transfer_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  const transfers: Lookups['transfers'] = new Map();
  for (const { transfer_id, complete, variant_id, sent, accepted, damaged, ...row } of rows) {
    const before = transfers.get(transfer_id)?.lines ?? [];
    const line = { variantId: variant_id ?? '', sent: sent ?? 0, accepted: accepted ?? 0, damaged: damaged ?? 0 };
    const sentBy = sentByOf(row);
    const lines = variant_id === null ? before : [...before, line];
    transfers.set(transfer_id, { isSent: sentBy !== null, complete, lines, sentBy });
  }
  return transfers;
}

function sentByOf(row: { sent_journal: string | null; sent_seq: number | null; store_id: string | null }) {
  const { sent_journal: journalId, sent_seq: seq, store_id: storeId } = row;
  const sentBy: KnownTransfer['sentBy'] =
    journalId === null || seq === null || storeId === null ? null : { journalId, storeId, seq };
  return sentBy;
}
