import { type Kysely, sql } from 'kysely';
import { monthsAfter } from '#domain/member/points.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** What members have in points, by currency, and what they earned in the last twelve months. */
export interface MemberPoints {
  points?: [currency: string, balance: number][];
  earned?: number;
}

/** Points of members; one without any is not there. What has expired is nothing. */
export async function readMemberPoints(
  db: Kysely<Tables>,
  memberIds: readonly string[],
  now: Date,
): Promise<Map<string, MemberPoints>> {
  const today = now.toISOString().slice(0, 10);
  // Whoever is one person has what all of them have.
  const together = sql`select wanted.member_id, coalesce(other.member_id, wanted.member_id) as own_id
    from unnest(${[...memberIds]}::text[]) as wanted (member_id)
    left join member on member.member_id = wanted.member_id
    left join member as other on coalesce(other.root_id, other.member_id) = coalesce(member.root_id, member.member_id)`;
  const { rows: held } = await sql<{ member_id: string; currency: string; balance: number }>`
    select together.member_id, currency, sum(case when expires < ${today}::date then 0 else balance end)::int8 as balance
    from (${together}) as together join stored_value on stored_value.member_id = own_id
    where class = 'points' group by together.member_id, currency order by currency`.execute(db);
  const { rows: earned } = await sql<{ member_id: string; points: number }>`
    select together.member_id, sum(amount)::int8 as points
    from (${together}) as together join point_movement on point_movement.member_id = own_id
    where kind = 'earned' and business_date > ${monthsAfter(today, -12)}::date
    group by together.member_id`.execute(db);
  const all = new Map<string, MemberPoints>();
  for (const { member_id, currency, balance } of held) {
    const points = all.get(member_id)?.points ?? [];
    all.set(member_id, { points: [...points, [currency, balance]] });
  }
  for (const { member_id, points } of earned) all.set(member_id, { ...all.get(member_id), earned: points });
  return all;
}
