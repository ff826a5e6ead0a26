import { sql } from 'kysely';
import { outstandingOf } from '#domain/tender/stored-value.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

/**
 * Takes back what a lost register holds, so that it can be spent elsewhere; gives the amount. Should the register turn up and have
 * spent it, its redemptions book and what is missing opens `value-overspent`.
 */
export function writeOffLeases(context: ServerContext, journalId: string): Promise<{ leases: number; amount: number }> {
  return appendFacts(context, async ({ db }) => {
    const rows = await db
      .selectFrom('lease')
      .selectAll()
      .where('journal_id', '=', journalId)
      .where('closed', '=', sql.lit(false))
      .execute();
    const facts = rows.map((row): ServerDraft => {
      const payload = { leaseId: row.lease_id, instrument: row.instrument, unspent: outstandingOf(row) };
      return { kind: 'lease.returned', payload };
    });
    return { facts, answer: { leases: rows.length, amount: rows.reduce((sum, row) => sum + outstandingOf(row), 0) } };
  });
}
