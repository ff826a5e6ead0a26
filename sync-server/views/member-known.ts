import { type Kysely, sql } from 'kysely';
import type { MemberKnown } from '#contracts/http/members.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readProfiles } from '#sync-server/db/vault.ts';

interface Row {
  subject_id: string;
  card_number: string;
  receipts: number;
  last_on: string | null;
  mailed: number;
  owed: number;
}

/** What is known of a member, and how many receipts of theirs there are; undefined where they are not there, or were erased. */
export async function readMemberKnown(db: Kysely<Tables>, memberId: string): Promise<MemberKnown | undefined> {
  const { rows } = await sql<Row>`
    select subject_id, card_number,
      (select count(*)::int8 from customer_order where member_id = member.member_id) as receipts,
      (select max(business_date)::text from customer_order where member_id = member.member_id) as last_on,
      (select count(distinct address_id)::int8 from mail join customer_order using (order_id)
        where member_id = member.member_id) as mailed,
      (select coalesce(sum(balance), 0)::int8 from account where account_id = member.member_id) as owed
    from member where member_id = ${memberId} and erased_at is null`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const profile = (await readProfiles(db, [row.subject_id])).get(row.subject_id);
  return {
    memberId,
    cardNumber: row.card_number,
    name: row.card_number,
    ...profile,
    mailed: row.mailed,
    receipts: row.receipts,
    lastReceiptOn: row.last_on,
    owed: row.owed,
  };
}
