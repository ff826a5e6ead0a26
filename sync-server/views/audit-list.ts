import type { Kysely } from 'kysely';
import type { AuditList } from '#contracts/http/reports.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Period } from '#sync-server/views/loss-prevention.ts';

const ENTRIES_MAX = 1000;

/** The newest 1,000 entries of a store in a period, newest first. Carts that were merely opened are left out. */
export async function readAudit(db: Kysely<Tables>, storeId: string, { from, to }: Period): Promise<AuditList> {
  const rows = await db
    .selectFrom('audit')
    .leftJoin('register', 'register.register_id', 'audit.register_id')
    .selectAll('audit')
    .select('register.name as register_name')
    .where('audit.store_id', '=', storeId)
    .where('business_date', '>=', from)
    .where('business_date', '<=', to)
    .where('kind', '<>', 'cart.opened')
    .orderBy('at', 'desc')
    .orderBy('journal_id')
    .orderBy('seq', 'desc')
    .limit(ENTRIES_MAX)
    .execute();
  return {
    entries: rows.map(({ at, register_id, register_name, operator_id, kind, amount, detail }) => ({
      at: at.toISOString(),
      registerId: register_id,
      registerName: register_name ?? register_id,
      operatorId: operator_id,
      kind,
      detail: { ...detail, ...(amount === 0 ? {} : { amount }) },
    })),
  };
}
