import { sql } from 'kysely';
import type { LeaseAnswer, LeaseRequest } from '#contracts/http/api.ts';
import { grantable, isExpired, outstandingOf } from '#domain/tender/stored-value.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { pointsWith } from '#sync-server/db/member-group.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

export type GrantResult = { ok: true; answer: LeaseAnswer } | { ok: false; code: 'value-unknown' };

/**
 * Grants a register up to `amount` of an instrument, as a fact of the server's journal: never more than the balance less what
 * registers hold already. Lease and epoch are named by the register, so that asking again gets the first answer. Nothing is granted
 * under a lease that was given back or written off.
 */
export function grantLease(context: ServerContext, journalId: string, request: LeaseRequest): Promise<GrantResult> {
  const { leaseId, epoch, instrument } = request;
  return appendFacts<GrantResult>(context, async ({ db }) => {
    const value = await db
      .selectFrom('stored_value')
      .selectAll()
      .where('instrument', '=', instrument)
      .forUpdate()
      .executeTakeFirst();
    // Points of one person are spent together, wherever they were earned.
    const points = await pointsWith(db, instrument);
    if (!value && !points?.balance) return { facts: [], answer: { ok: false, code: 'value-unknown' } };
    const { currency, class: kind } = value ?? { currency: instrument.slice(4, 7), class: 'points' as const };
    const { balance, expires } = points ?? value ?? { balance: 0, expires: null };
    const common = { balance, class: kind, currency };
    const granted = await db
      .selectFrom('lease_grant')
      .select('amount')
      .where('lease_id', '=', leaseId)
      .where('epoch', '=', epoch)
      .executeTakeFirst();
    if (granted) {
      const lease = { leaseId, amount: granted.amount, epoch };
      return { facts: [], answer: { ok: true, answer: { ...common, lease } } };
    }
    const isOver = isExpired(expires, context.now().toISOString().slice(0, 10));
    const amount = Math.min(
      request.amount,
      grantable(balance, await leasedOf(db, points?.instruments ?? [instrument]), isOver),
    );
    if (amount === 0 || !(await isOpenTo(db, leaseId, journalId, instrument))) {
      return { facts: [], answer: { ok: true, answer: { ...common, lease: null } } };
    }
    return {
      facts: [{ kind: 'lease.granted', payload: { leaseId, journalId, instrument, amount, epoch } }],
      answer: { ok: true, answer: { ...common, lease: { leaseId, amount, epoch } } },
    };
  });
}

/** What registers hold of an instrument, or of several that are spent together. */
export async function leasedOf(
  db: SqlIngestTransaction['db'] | ServerContext['db'],
  instruments: readonly string[],
): Promise<number> {
  const rows = await db
    .selectFrom('lease')
    .select(['granted', 'spent', 'returned'])
    .where('instrument', 'in', [...instruments])
    .where('closed', '=', sql.lit(false))
    .execute();
  return rows.reduce((sum, row) => sum + outstandingOf(row), 0);
}

async function isOpenTo(
  db: SqlIngestTransaction['db'],
  leaseId: string,
  journalId: string,
  instrument: string,
): Promise<boolean> {
  const lease = await db.selectFrom('lease').selectAll().where('lease_id', '=', leaseId).executeTakeFirst();
  if (!lease) return true;
  return !lease.closed && lease.journal_id === journalId && lease.instrument === instrument;
}
