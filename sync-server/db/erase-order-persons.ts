import { type Kysely, sql } from 'kysely';
import type { Tables } from '#sync-server/db/tables.ts';

/**
 * Destroys the keys of what online orders of a member say of persons: names (also of who collected for them), addresses, words, also those
 * that tills are yet to tell. They are found by none of it any more.
 */
export async function eraseOrderPersons(db: Kysely<Tables>, memberId: string): Promise<void> {
  const said = sql`(select subject_id, placed_at as at from online_order, lateral (
        select customer_id as subject_id union all select note_id
        union all select (delivery.value ->> 'addressId')::uuid from jsonb_array_elements(deliveries) as delivery
        union all select event.note_id from online_order_event as event where event.order_id = online_order.order_id
        union all select unnest(array[event.note_id, (event.detail ->> 'collectorId')::uuid])
          from online_order_event as event join fulfilment using (fulfilment_id)
          where fulfilment.order_id = online_order.order_id) as one
      where member_id = ${memberId} and subject_id is not null)`;
  await sql`insert into member_text (subject_id, member_id, kind, at)
    select subject_id, ${memberId}::text, 'order', at from ${said} as said on conflict do nothing`.execute(db);
  await sql`update vault set key = null where subject_id in (
      select subject_id from ${said} as said
      union all select text_id from generic_order left join online_order using (order_id)
        where online_order.member_id = ${memberId} or generic_order.member_id = ${memberId})`.execute(db);
  await sql`update online_order set person_tokens = '{}' where member_id = ${memberId}`.execute(db);
}
