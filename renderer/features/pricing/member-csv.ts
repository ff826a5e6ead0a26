import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { CustomerGroup } from '#contracts/facts/pricing-facts.ts';
import { type GroupMembersImport, MEMBER_KEYS } from '#contracts/http/group-members.ts';
import { type Refusal, refusedAt } from '#contracts/product-csv/csv-records.ts';
import { refuseCsv } from '#contracts/product-csv/csv-refusal.ts';
import { type CsvLine, readCsvTable } from '#contracts/product-csv/csv-table.ts';
import type { Read } from '#contracts/product-csv/product-csv-rules.ts';
import type { GroupMember } from './use-group-members.ts';

export type MemberRow = GroupMembersImport['rows'][number];

/** Who is in a group, as `readMemberCsv` reads it; the name is for whoever looks at the file. */
export function memberCsv(
  members: readonly GroupMember[],
  { groupId, name }: Pick<CustomerGroup, 'groupId' | 'name'>,
): string {
  const group = name === '' ? groupId : name;
  return returningCsvText([
    ['card', 'name', 'group'],
    ...members.map((member) => [member.cardNumber, member.name, group]),
  ]);
}

/**
 * Reads who is in which group from a CSV with a column `group` (a group's name or id; empty is none) and any of `card`, `email`,
 * `phone`, of which the first that is filled says who is meant. A bad line is told and the rest is read.
 */
export function readMemberCsv(
  bytes: Uint8Array,
  groups: readonly CustomerGroup[],
): { header: string[]; rows: MemberRow[]; refused: Refusal[] } {
  const { header, lines, refused } = readCsvTable(bytes, [MEMBER_KEYS, 'group']);
  const rows: MemberRow[] = [];
  const seen = new Map<string, number>();
  for (const line of lines) {
    const read = readRow(line, groups, seen);
    if (read.ok) rows.push(read.value);
    else refused.push(refusedAt(line.line, read));
  }
  return { header, rows, refused: refused.sort((a, b) => a.line - b.line) };
}

function readRow({ line, of }: CsvLine, groups: readonly CustomerGroup[], seen: Map<string, number>): Read<MemberRow> {
  const by = MEMBER_KEYS.find((key) => of(key) !== '');
  if (by === undefined) return refuseCsv('empty', { column: MEMBER_KEYS.join(', ') });
  const text = of(by);
  const first = seen.get(`${by} ${text}`);
  if (first !== undefined) return refuseCsv('row-twice', { text, line: String(first) });
  const group = of('group');
  const [found, ...others] = groups.filter(
    ({ groupId, name, names = {}, archived }) =>
      groupId === group || (!archived && [name, ...Object.values(names)].includes(group)),
  );
  if (group !== '' && (!found || others.length > 0)) return refuseCsv('group-unknown', { text: group });
  seen.set(`${by} ${text}`, line);
  return { ok: true, value: { line, by, text, groupId: found?.groupId ?? null } };
}
