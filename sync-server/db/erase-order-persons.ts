import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';

/** Destroys the keys of what online orders of a member say of persons: names, addresses, words. They are found by none of it any more. */
export async function eraseOrderPersons(db: Kysely<Tables>, memberId: string): Promise<void> {
  await sql`update vault set key = null where subject_id in (
      select customer_id from online_order where member_id = ${memberId} and customer_id is not null
      union all select note_id from online_order where member_id = ${memberId} and note_id is not null
      union all select (delivery.value ->> 'addressId')::uuid from online_order, jsonb_array_elements(deliveries) as delivery
        where member_id = ${memberId} and delivery.value ? 'addressId'
      union all select event.note_id from online_order_event as event join online_order using (order_id)
        where member_id = ${memberId} and event.note_id is not null
      union all select text_id from generic_order left join online_order using (order_id)
        where online_order.member_id = ${memberId} or generic_order.member_id = ${memberId})`.execute(db);
  await sql`update online_order set person_tokens = '{}' where member_id = ${memberId}`.execute(db);
}
