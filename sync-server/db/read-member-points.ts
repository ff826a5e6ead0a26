import { type Kysely, sql } from 'kysely';
import { monthsAfter } from '#domain/member/points.ts';
import { isExpired } from '#domain/tender/stored-value.ts';
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
  const wanted = sql<string>`any(${[...memberIds]}::text[])`;
  const held = await db
    .selectFrom('stored_value')
    .selectAll()
    .where('member_id', '=', wanted)
    .where('class', '=', 'points')
    .orderBy('currency')
    .execute();
  const { rows: earned } = await sql<{ member_id: string; points: number }>`
    select member_id, sum(amount)::int8 as points from point_movement
    where member_id = ${wanted} and kind = 'earned' and business_date > ${monthsAfter(today, -12)}::date
    group by member_id`.execute(db);
  const all = new Map<string, MemberPoints>();
  for (const { member_id, currency, balance, expires } of held) {
    if (member_id === null) continue;
    const points = all.get(member_id)?.points ?? [];
    all.set(member_id, { points: [...points, [currency, isExpired(expires, today) ? 0 : balance]] });
  }
  for (const { member_id, points } of earned) all.set(member_id, { ...all.get(member_id), earned: points });
  return all;
}
