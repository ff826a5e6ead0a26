import { type Kysely, sql } from 'kysely';
import type { SessionList } from '#contracts/http/reports.ts';
import type { Tables } from '#sync-server/db/tables.ts';

interface Row {
  session_id: string;
  register_id: string;
  register_name: string | null;
  journal_id: string;
  business_date: string;
  opened_at: Date;
  opened_by: string | null;
  closed_at: Date | null;
  z_number: number | null;
  over_short: number;
  from_server: boolean;
  total: number;
  receipts: number;
}

/** Sessions of a store's day, or the one of an id, as far as the server has heard: a session ends where its journal's next one begins. */
export async function readSessions(
  db: Kysely<Tables>,
  storeId: string,
  which: { businessDate: string } | { sessionId: string },
): Promise<SessionList['sessions']> {
  const chosen =
    'sessionId' in which
      ? sql`session.session_id = ${which.sessionId}::uuid`
      : sql`session.business_date = ${which.businessDate}::date`;
  const { rows } = await sql<Row>`
    select session.*, register.name as register_name, coalesce(sold.total, 0)::int8 as total, coalesce(sold.receipts, 0)::int8 as receipts
    from session left join register on register.register_id = session.register_id
    left join lateral (
      select min(opened_seq) as seq from session as later
      where later.journal_id = session.journal_id and later.opened_seq > session.opened_seq) as next on true
    left join lateral (
      select sum(total) as total, count(*) as receipts from customer_order
      where customer_order.journal_id = session.journal_id and customer_order.seq >= session.opened_seq
        and (session.closed_seq is null or customer_order.seq <= session.closed_seq)
        and (next.seq is null or customer_order.seq < next.seq)) as sold on true
    where session.store_id = ${storeId} and ${chosen}
    order by session.opened_at, session.journal_id, session.opened_seq`.execute(db);
  return rows.map((row) => ({
    sessionId: row.session_id,
    registerId: row.register_id,
    registerName: row.register_name ?? row.register_id,
    journalId: row.journal_id,
    businessDate: row.business_date,
    openedAt: row.opened_at.toISOString(),
    openedBy: row.opened_by,
    closed:
      row.closed_at === null
        ? null
        : {
            at: row.closed_at.toISOString(),
            zNumber: row.z_number ?? 0,
            differences: row.over_short,
            fromServer: row.from_server,
          },
    total: row.total,
    receipts: row.receipts,
  }));
}
