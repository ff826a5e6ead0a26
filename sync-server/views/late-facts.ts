import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import type { StoreDay } from '#sync-server/views/day-book.ts';

/** How many tickets, cash movements and sessions of a day came after its last close. */
export async function lateFacts(db: Kysely<Tables>, { storeId, businessDate }: StoreDay): Promise<number> {
  const { rows } = await sql<{ late: number }>`
    with last as (
      select seqs from day_close where store_id = ${storeId} and business_date = ${businessDate}::date
      order by supplement desc limit 1)
    select count(*)::int8 as late from last, (
      select journal_id, seq from customer_order where store_id = ${storeId} and business_date = ${businessDate}::date
      union all
      select journal_id, seq from cash_move where store_id = ${storeId} and business_date = ${businessDate}::date
      union all
      select journal_id, closed_seq from session where store_id = ${storeId} and business_date = ${businessDate}::date
        and closed_seq is not null and not from_server) as counted
    where counted.seq > coalesce((last.seqs->>counted.journal_id::text)::int8, 0)`.execute(db);
  return rows[0]?.late ?? 0;
}
