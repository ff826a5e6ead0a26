import { type Kysely, sql } from 'kysely';
import type { CustomerGroup } from '#contracts/facts/pricing-facts.ts';
import type { CustomerGroupRow, GroupMembers } from '#contracts/http/pricing.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readProfiles } from '#sync-server/db/vault.ts';

const LIMIT = 100;

/** All customer groups by name, archived ones last; how many are in each, and how many lists that are not over are for it. */
export async function readCustomerGroups(db: Kysely<Tables>): Promise<CustomerGroupRow[]> {
  const { rows } = await sql<{
    body: CustomerGroup;
    revision: number;
    changed_at: Date;
    changed_by: string | null;
    members: number;
    lists: number;
  }>`select body, revision, changed_at, changed_by,
      (select count(*) from member where member.group_id = customer_group.group_id)::int8 as members,
      (select count(*) from price_list where not price_list.archived
        and price_list.body -> 'groupIds' ? customer_group.group_id)::int8 as lists
    from customer_group order by archived, fold_text(body ->> 'name') collate "C", group_id`.execute(db);
  return rows.map(({ body: group, revision, members, lists, changed_at, changed_by }) => {
    return { group, revision, members, lists, changedAt: changed_at.toISOString(), changedBy: changed_by };
  });
}

/** A window of who is in a group, by card number. */
export async function readGroupMembers(
  db: Kysely<Tables>,
  groupId: string,
  { offset = 0, limit = LIMIT }: { offset?: number; limit?: number },
): Promise<GroupMembers> {
  const { total } = await db
    .selectFrom('member')
    .select((select) => select.fn.countAll<number>().as('total'))
    .where('group_id', '=', groupId)
    .executeTakeFirstOrThrow();
  const rows = await db
    .selectFrom('member')
    .selectAll()
    .where('group_id', '=', groupId)
    .orderBy('card_number')
    .offset(offset)
    .limit(limit)
    .execute();
  const profiles = await readProfiles(
    db,
    rows.map(({ subject_id }) => subject_id),
  );
  const members = rows.map(({ member_id, subject_id, card_number }) => {
    return { memberId: member_id, name: profiles.get(subject_id)?.name ?? card_number, cardNumber: card_number };
  });
  return { members, total };
}
