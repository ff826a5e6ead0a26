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
    .leftJoin('variant', 'variant.variant_id', 'transfer_line.variant_id')
    .select(['transfer_line.variant_id', 'sent', 'accepted', 'damaged', 'variant.name'])
    .where('transfer.transfer_id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Map(
    ids.flatMap((id) =>
      transferOf(
        id,
        rows.filter(({ transfer_id }) => transfer_id === id),
      ),
    ),
  );
}

interface Row {
  complete: boolean;
  sent_journal: string | null;
  sent_seq: number | null;
  store_id: string | null;
  variant_id: string | null;
  sent: number | null;
  accepted: number | null;
  damaged: number | null;
  name: string | null;
}

function transferOf(id: string, rows: readonly Row[]): [string, KnownTransfer][] {
  const [row] = rows;
  if (!row) return [];
  const sentBy = sentByOf(row);
  const lines = rows.flatMap(({ variant_id: variantId, sent, accepted, damaged }) => {
    return variantId === null ? [] : [{ variantId, sent: sent ?? 0, accepted: accepted ?? 0, damaged: damaged ?? 0 }];
  });
  const names = rows.flatMap(({ variant_id, name }) => (variant_id && name ? [[variant_id, name] as const] : []));
  return [[id, { isSent: sentBy !== null, complete: row.complete, lines, sentBy, names: new Map(names) }]];
}

function sentByOf({ sent_journal: journalId, sent_seq: seq, store_id: storeId }: Row): KnownTransfer['sentBy'] {
  return journalId === null || seq === null || storeId === null ? null : { journalId, storeId, seq };
}
