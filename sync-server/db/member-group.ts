import { type Kysely, sql } from 'kysely';
import { pointsMember } from '#domain/member/points.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** All members who are read together with any of these: themselves where nothing was merged. */
export async function membersWith(db: Kysely<Tables>, memberIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ member_id: string }>`
    select member_id from member where coalesce(root_id, member_id) in (
      select coalesce(root_id, member_id) from member where member_id = any(${[...memberIds]}::text[]))
    order by member_id`.execute(db);
  return rows.map((row) => row.member_id);
}

/** What one instrument of points and all that are spent with it hold. */
export interface HeldTogether {
  instruments: string[];
  balance: number;
  expires: string | null;
}

/**
 * The points that are spent together with an instrument's: those of all members who are one person, in its currency. They stay where they
 * were earned, so that whoever is two again has exactly their own. `null` for an instrument of anything else.
 */
export async function pointsWith(db: Kysely<Tables>, instrument: string): Promise<HeldTogether | null> {
  const memberId = pointsMember(instrument);
  if (memberId === null) return null;
  const members = await membersWith(db, [memberId]);
  const ids = members.length === 0 ? [memberId] : members;
  const rows = await db
    .selectFrom('stored_value')
    .select(['instrument', 'balance', 'expires'])
    .where('member_id', '=', sql<string>`any(${ids}::text[])`)
    .where('class', '=', 'points')
    .where('currency', '=', instrument.slice(4, 7))
    .orderBy('instrument')
    .execute();
  const dates = rows.map(({ expires }) => expires);
  return {
    instruments: [...new Set([instrument, ...rows.map((row) => row.instrument)])],
    balance: rows.reduce((sum, { balance }) => sum + balance, 0),
    expires: dates.some((date) => date === null) ? null : (dates.toSorted().at(-1) ?? null),
  };
}
