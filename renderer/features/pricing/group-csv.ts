import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { CustomerGroup } from '#contracts/facts/pricing-facts.ts';
import type { CustomerGroupRow } from '#contracts/http/pricing.ts';
import {
  nameTags,
  type RecordsRead,
  readChoice,
  readNames,
  readRecordsCsv,
  readText,
} from '#renderer/features/many/read-records-csv.ts';

const STATUSES = ['active', 'archived'] as const;
/** Characters, as in the form. */
const NAME_MAX = 100;

/** Customer groups as `readGroupCsv` reads them. */
export function groupCsv(rows: readonly CustomerGroupRow[]): string {
  const tags = nameTags(rows.map(({ group }) => group));
  const lines = rows.map(({ group: { groupId, name, names, archived } }) => [
    groupId,
    name,
    ...tags.map((tag) => names?.[tag] ?? ''),
    archived ? 'archived' : 'active',
  ]);
  return returningCsvText([['id', 'name', ...tags.map((tag) => `name:${tag}`), 'status'], ...lines]);
}

/** Reads customer groups from a CSV with a column `name` and any of `id`, `name:<language>`, `status`; what a line leaves empty stays. */
export function readGroupCsv(
  bytes: Uint8Array,
  rows: readonly CustomerGroupRow[],
  newId: () => string,
): RecordsRead<CustomerGroup> {
  const listed = rows.map(({ group: one, revision }) => {
    return { id: one.groupId, name: one.name, revision, archived: one.archived === true, one };
  });
  return readRecordsCsv(bytes, listed, (line, before) => {
    const name = readText(line, 'name', NAME_MAX);
    if (!name.ok) return name;
    const names = readNames(line, before?.names, NAME_MAX);
    if (!names.ok) return names;
    const status = readChoice(line, 'status', STATUSES, before?.archived ? 'archived' : 'active');
    if (!status.ok) return status;
    const groupId = before?.groupId ?? newId();
    const archived = status.value === 'archived' ? { archived: true as const } : {};
    return { ok: true, value: { groupId, name: name.value, ...names.value, ...archived } };
  });
}
