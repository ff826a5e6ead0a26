import type { GroupMembersImport, GroupMembersImportAnswer, MemberKey } from '#contracts/http/group-members.ts';
import type { Profile } from '#contracts/member/profile.ts';
import { type CsvRefusal, refuseCsv } from '#contracts/product-csv/csv-refusal.ts';
import type { ServerContext } from '#sync-server/context.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { readProfiles } from '#sync-server/db/vault.ts';
import { appendFacts, type ServerDraft } from '#sync-server/ingest/append-facts.ts';

type Row = GroupMembersImport['rows'][number];
type Refused = GroupMembersImportAnswer['refused'][number];
/** A member as the server keeps them; without a profile they are known by their card alone. */
interface Known {
  memberId: string;
  cardNumber: string;
  groupId: string | null;
  profile: Profile | undefined;
}

/** Puts members into groups as a file says it, each by itself: who is not known, or by that not the only one, is refused. */
export function importGroupMembers(
  context: ServerContext,
  { rows, dryRun }: GroupMembersImport,
  operatorId: string | null,
): Promise<GroupMembersImportAnswer> {
  return appendFacts<GroupMembersImportAnswer>(context, async ({ db }) => {
    const find = finderOf(await readMembers(db, rows));
    const groups = await db.selectFrom('customer_group').select('group_id').where('archived', '=', false).execute();
    const open = new Set(groups.map(({ group_id }) => group_id));
    const answer: GroupMembersImportAnswer = { created: 0, changed: 0, unchanged: 0, refused: [], rows: [] };
    const facts: ServerDraft[] = [];
    const seen = new Map<string, number>();
    for (const row of rows) {
      const { line, groupId } = row;
      const found = find(row);
      if ('reason' in found) answer.refused.push({ line, ...found });
      else if (groupId !== null && !open.has(groupId))
        answer.refused.push({ line, ...worded(refuseCsv('group-unknown', { text: groupId })) });
      else if (seen.has(found.memberId)) {
        const first = String(seen.get(found.memberId));
        answer.refused.push({ line, ...worded(refuseCsv('row-twice', { text: found.cardNumber, line: first })) });
      } else {
        const { memberId, cardNumber, groupId: before, profile } = found;
        seen.set(memberId, line);
        if (before === groupId) answer.unchanged += 1;
        else {
          const name = profile?.name ?? cardNumber;
          answer.changed += 1;
          answer.rows.push({ line, memberId, name, cardNumber, before, after: groupId });
          facts.push({ kind: 'member.grouped', payload: { memberId, groupId }, operatorId });
        }
      }
    }
    return { facts: dryRun ? [] : facts, answer };
  });
}

/** Those whom the rows may mean: by card or id they are asked for, what is encrypted is looked through whole. */
async function readMembers(db: SqlIngestTransaction['db'], rows: readonly Row[]): Promise<Known[]> {
  const cards = rows.flatMap((row) => ('by' in row && row.by === 'card' ? [row.text] : []));
  const ids = rows.flatMap((row) => ('by' in row ? [] : [row.memberId]));
  const isWhole = rows.some((row) => 'by' in row && row.by !== 'card');
  let query = db.selectFrom('member').selectAll().where('erased_at', 'is', null);
  if (!isWhole) {
    query = query.where((where) =>
      where.or([where('card_number', 'in', ['', ...cards]), where('member_id', 'in', ['', ...ids])]),
    );
  }
  const found = await query.execute();
  const profiles = await readProfiles(
    db,
    found.map(({ subject_id }) => subject_id),
  );
  return found.map(({ member_id, card_number, group_id, subject_id }) => {
    return { memberId: member_id, cardNumber: card_number, groupId: group_id, profile: profiles.get(subject_id) };
  });
}

function finderOf(members: readonly Known[]): (row: Row) => Known | Omit<Refused, 'line'> {
  const byId = new Map(members.map((member) => [member.memberId, member]));
  const byKey = new Map<string, Known[]>();
  for (const member of members) {
    const { cardNumber, profile } = member;
    for (const key of [
      keyOf('card', cardNumber),
      keyOf('email', profile?.email ?? ''),
      keyOf('phone', profile?.phone ?? ''),
    ]) {
      if (key !== null) byKey.set(key, [...(byKey.get(key) ?? []), member]);
    }
  }
  return (row) => {
    if (!('by' in row)) {
      const member = byId.get(row.memberId);
      if (!member) return { code: 'member-unknown', reason: 'there is no such member' };
      return member.groupId === row.base
        ? member
        : { code: 'change-conflict', reason: 'they are in another group now' };
    }
    const key = keyOf(row.by, row.text);
    const [member, ...others] = (key === null ? undefined : byKey.get(key)) ?? [];
    if (member && others.length === 0) return member;
    return worded(refuseCsv(member ? 'member-several' : 'member-none', { column: row.by, text: row.text }));
  };
}

/** What is the same of somebody however it is written; null for what says nothing. */
function keyOf(by: MemberKey, text: string): string | null {
  const plain = by === 'phone' ? text.replace(/\D/g, '').replace(/^00/, '') : text.trim();
  return plain === '' ? null : `${by} ${by === 'email' ? plain.toLowerCase() : plain}`;
}

function worded({ reason, code, params }: CsvRefusal): Omit<Refused, 'line'> {
  return { reason, code, params };
}
