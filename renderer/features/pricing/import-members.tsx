import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type GroupMembersImport, GroupMembersImportAnswer } from '#contracts/http/group-members.ts';
import type { CustomerGroupRow } from '#contracts/http/pricing.ts';
import { localName } from '#renderer/app/local-name.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { Difference } from '#renderer/features/many/difference.tsx';
import { ImportFrame } from '#renderer/features/many/import-frame.tsx';
import { refusalWords } from '#renderer/features/many/refusal-words.ts';
import { inParts, type PartSent } from '#renderer/features/many/send-parts.ts';
import { useManyRun } from '#renderer/features/many/use-many-run.ts';
import { type MemberRow, readMemberCsv } from './member-csv.ts';

interface ImportMembersProps {
  rows: readonly CustomerGroupRow[];
  onChanged: () => void;
  onLeave: () => void;
}

type Rows = readonly MemberRow[];
type Moved = GroupMembersImportAnswer['rows'];

/** Rows of one request. */
const PART = 250;
/** Rows that are shown before and after; the sum is of all. */
const SHOWN = 2000;
const COLUMNS = ['card', 'email', 'phone', 'group'];

/** Who is in which group from a file: the server finds them by card, e-mail or phone, and says what would be. */
export function ImportMembers({ rows: groups, onChanged, onLeave }: ImportMembersProps) {
  const { t, i18n } = useTranslation();
  const [moved, setMoved] = useState<Moved>([]);
  const nameOf = (groupId: string | null): string => {
    const row = groups.find(({ group }) => group.groupId === groupId);
    return row ? localName(row.group, i18n.language) : (groupId ?? t('pricing.noGroup'));
  };
  const worded = (groupId: string | null) => [{ label: t('pricing.group'), text: nameOf(groupId) }];

  async function post(rows: Rows, dryRun: boolean): Promise<PartSent<never> & { rows?: Moved }> {
    const body: GroupMembersImport = { rows: [...rows], dryRun };
    const said = await askServer('/customer-groups/import', GroupMembersImportAnswer, { method: 'POST', body });
    if (!said.ok) return { ok: false, offline: said.offline, code: said.offline ? 'offline' : said.code };
    const { created, changed, unchanged, refused, rows: changedRows } = said.value;
    const failed = refused.map((one) => ({ key: String(one.line), line: one.line, reason: refusalWords(t, one) }));
    return { ok: true, tally: { created, changed, unchanged }, failed, back: [], rows: changedRows };
  }

  const run = useManyRun<Rows, Rows>({
    sizeOf: (rows) => rows.length,
    async tryOut(rows) {
      const said = await post(rows, true);
      setMoved((before) => [...before, ...(said.rows ?? [])].slice(0, SHOWN));
      return said;
    },
    async send(rows) {
      const said = await post(rows, false);
      const { rows: done = [] } = said;
      const back = done.map(({ line, memberId, before, after }): MemberRow => {
        return { line, memberId, base: after, groupId: before };
      });
      return said.ok && back.length > 0 ? { ...said, back: [back] } : said;
    },
    takeBack: (rows) => post(rows, false),
  });
  return (
    <ImportFrame<Rows>
      title={t('pricing.importMembers')}
      hint={t('pricing.importMembersHint')}
      run={run}
      read={(bytes) => {
        setMoved([]);
        const { rows, ...read } = readMemberCsv(
          bytes,
          groups.map(({ group }) => group),
        );
        const ignored = read.header.filter((column) => !COLUMNS.includes(column.toLowerCase()));
        return { ...read, parts: inParts(rows, PART), ignored };
      }}
      rowsOf={() =>
        moved.map(({ line, name, cardNumber, before, after }) => ({
          key: String(line),
          line,
          name,
          hint: cardNumber,
          change: <Difference before={worded(before)} after={worded(after)} />,
        }))
      }
      onChanged={onChanged}
      onLeave={onLeave}
    />
  );
}
