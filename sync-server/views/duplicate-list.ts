import { type Kysely, sql } from 'kysely';
import type { Duplicates, LikelyMember } from '#contracts/http/members.ts';
import { shownName } from '#domain/member/profile.ts';
import { alikePairs } from '#domain/member/similarity.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readProfiles } from '#sync-server/db/vault.ts';

/** Names that are less alike are other people's more often than not. */
const LEAST_SCORE = 85;
/** So many are looked at in one go: the next come once these are settled. */
const MOST = 100;

type Pair = Duplicates['pairs'][number];
type Reason = Pair['reason'];

/** Members who seem to be one person: reached by the same phone number or e-mail address, with the same card, or of names that are alike. */
export async function readDuplicates(db: Kysely<Tables>): Promise<Duplicates> {
  const members = await readMembers(db);
  const known = new Map(members.map((member) => [member.memberId, member]));
  const parted = await readParted(db);
  const pairs = new Map<string, Pair>();
  const add = (one: string, other: string, reason: Reason, score: number): void => {
    const key = [one, other].sort().join(' ');
    const [a, b] = [known.get(one), known.get(other)];
    if (!a || !b || parted.has(key) || pairs.has(key)) return;
    pairs.set(key, { members: [likely(a), likely(b)], reason, score });
  };
  for (const { one, other, reason } of await readSame(db)) add(one, other, reason, 100);
  const named = members.filter(({ name }) => name !== undefined);
  for (const { pair, score } of alikePairs(named, ({ name = '' }) => name, LEAST_SCORE)) {
    add(pair[0].memberId, pair[1].memberId, 'name', score);
  }
  return { pairs: [...pairs.values()].slice(0, MOST) };
}

interface Known extends LikelyMember {
  name: string | undefined;
}

function likely({ name: _, ...member }: Known): LikelyMember {
  return member;
}

async function readMembers(db: Kysely<Tables>): Promise<Known[]> {
  const { rows } = await sql<{ member_id: string; subject_id: string; card_number: string; receipts: number }>`
    select member_id, subject_id, card_number,
      (select count(*)::int8 from customer_order where member_id = member.member_id) as receipts
    from member where erased_at is null and root_id is null order by member_id`.execute(db);
  const profiles = await readProfiles(
    db,
    rows.map(({ subject_id }) => subject_id),
  );
  return rows.map(({ member_id: memberId, subject_id, card_number: cardNumber, receipts }) => {
    const profile = profiles.get(subject_id) ?? {};
    return { memberId, cardNumber, receipts, name: profile.name, shownName: shownName(profile, cardNumber) };
  });
}

async function readSame(db: Kysely<Tables>): Promise<{ one: string; other: string; reason: Reason }[]> {
  const { rows } = await sql<{ one: string; other: string; reason: Reason }>`
    select a.member_id as one, b.member_id as other, a.kind as reason
    from member_contact a join member_contact b on b.contact_key = a.contact_key and b.member_id > a.member_id
    union all
    select a.member_id, b.member_id, 'card'
    from member a join member b on b.card_number = a.card_number and b.member_id > a.member_id
    order by reason desc, one, other`.execute(db);
  return rows;
}

async function readParted(db: Kysely<Tables>): Promise<Set<string>> {
  const rows = await db.selectFrom('member_parted').select(['member_id', 'other_id']).execute();
  return new Set(rows.map(({ member_id, other_id }) => [member_id, other_id].sort().join(' ')));
}
