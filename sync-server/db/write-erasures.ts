import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';
import { destroyKey } from '#sync-server/db/vault.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';

/** Destroys the keys of members' profiles and of the addresses that receipts of theirs were mailed to. What waits to be mailed there fails. */
export async function writeErasures(db: Kysely<Tables>, erasures: Effects['erasures']): Promise<void> {
  for (const { memberId, at, by } of erasures) {
    const member = await db
      .updateTable('member')
      .set({ erased_at: at, erased_by: by, group_id: null })
      .where('member_id', '=', memberId)
      .returning('subject_id')
      .executeTakeFirst();
    if (member) await destroyKey(db, member.subject_id);
    await sql`update vault set key = null where subject_id in (
      select address_id from mail join customer_order using (order_id)
      where member_id = ${memberId} and address_id is not null)`.execute(db);
    await sql`update mail set status = 'failed', last_error = 'erased' from customer_order
      where customer_order.order_id = mail.order_id and member_id = ${memberId} and mail.status = 'waiting'`.execute(
      db,
    );
  }
}
