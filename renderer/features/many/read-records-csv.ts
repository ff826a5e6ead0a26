import { type Refusal, refusedAt } from '#contracts/product-csv/csv-records.ts';
import { refuseCsv } from '#contracts/product-csv/csv-refusal.ts';
import { type CsvLine, readCsvTable } from '#contracts/product-csv/csv-table.ts';
import type { Read } from '#contracts/product-csv/product-csv-rules.ts';
import type { Planned } from './record-task.ts';

/** One of a list as it stands. */
export interface ListedRecord<T> {
  id: string;
  name: string;
  revision: number;
  /** No longer used: meant by its id alone. */
  archived: boolean;
  one: T;
}

/** What a file makes of a list. */
export interface RecordsRead<T> {
  header: string[];
  planned: Planned<T>[];
  refused: Refusal[];
}

/**
 * Reads a list from a CSV with a column `name` and any of `id` and those that `read` asks for. A line changes the one with its id, or
 * the one in use with its name where it has none, and else makes one; nothing is named by two lines. An id that is nobody's is
 * refused, unless `isNewId` says that it can be given to one that is made.
 */
export function readRecordsCsv<T>(
  bytes: Uint8Array,
  listed: readonly ListedRecord<T>[],
  read: (line: CsvLine, before: T | null) => Read<T>,
  isNewId: (id: string) => boolean = () => false,
): RecordsRead<T> {
  const { header, lines, refused } = readCsvTable(bytes, ['name']);
  const planned: Planned<T>[] = [];
  const seen = new Map<string, number>();
  const take = (each: CsvLine): Read<Planned<T>> => {
    const [id, name] = [each.of('id'), each.of('name')];
    const found = listed.find((row) => (id === '' ? row.name === name && !row.archived : row.id === id)) ?? null;
    if (id !== '' && !found && !isNewId(id)) return refuseCsv('id-unknown', { text: id });
    if (name === '') return refuseCsv('empty', { column: 'name' });
    const key = found ? `id ${found.id}` : id === '' ? `name ${name}` : `id ${id}`;
    const first = seen.get(key);
    if (first !== undefined) return refuseCsv('row-twice', { text: name, line: String(first) });
    const after = read(each, found?.one ?? null);
    if (!after.ok) return after;
    seen.set(key, each.line);
    const { one: before = null, revision = 0 } = found ?? {};
    return { ok: true, value: { line: each.line, before, revision, after: after.value } };
  };
  for (const each of lines) {
    const taken = take(each);
    if (taken.ok) planned.push(taken.value);
    else refused.push(refusedAt(each.line, taken));
  }
  return { header, planned, refused: refused.sort((a, b) => a.line - b.line) };
}

/** What a column that can only be one of a few says; `standing` where it is empty. */
export function readChoice<Choice extends string>(
  { of }: CsvLine,
  column: string,
  choices: readonly Choice[],
  standing: Choice,
): Read<Choice> {
  const text = of(column);
  if (text === '') return { ok: true, value: standing };
  const value = choices.find((one) => one.toLowerCase() === text.toLowerCase());
  if (value !== undefined) return { ok: true, value };
  return refuseCsv('choice', { column, text, choices: choices.join(', ') });
}

/** What a text column says, as far as it fits. */
export function readText({ of }: CsvLine, column: string, most: number): Read<string> {
  const value = of(column);
  return value.length <= most ? { ok: true, value } : refuseCsv('too-long', { column, most: String(most) });
}

/** Names by language, from columns such as `name:zh-CN`: those that are empty stay as they are. */
export function readNames(
  { tagged }: CsvLine,
  standing: Readonly<Record<string, string>> | undefined,
  most: number,
): Read<{ names?: Record<string, string> }> {
  const names = { ...standing, ...tagged('name') };
  const long = Object.entries(names).find(([, text]) => text.length > most);
  if (long) return refuseCsv('too-long', { column: `name:${long[0]}`, most: String(most) });
  return { ok: true, value: Object.keys(names).length > 0 ? { names } : {} };
}

/** Every language that any of them has a name in. */
export function nameTags(all: readonly { names?: Readonly<Record<string, string>> }[]): string[] {
  return [...new Set(all.flatMap(({ names }) => Object.keys(names ?? {})))].sort();
}
