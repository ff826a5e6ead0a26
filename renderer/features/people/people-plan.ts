import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { PeopleList, Person, PersonRow } from '#contracts/http/people.ts';
import { readRecords } from '#contracts/product-csv/csv-records.ts';
import { readCsvText } from '#contracts/product-csv/csv-text.ts';
import { initialsOf, personDraft, personFaults } from './person-draft.ts';

/** One of many people who are made or changed together. */
export interface PlannedPerson {
  /** Null for somebody who is made. */
  row: PersonRow | null;
  after: Person;
  /** A PIN that is set; empty where none is. */
  pin: string;
}

/** What becomes of everybody chosen; null leaves a thing as it is. */
export interface PeopleEdit {
  role: string | null;
  storeIds: readonly string[] | null;
  archived: boolean | null;
}

/** Why a line of a file makes nobody: a code with words of its own, and what it says. */
export interface RefusedPerson {
  line: number;
  code: 'file' | 'column' | 'name' | 'initials' | 'role' | 'stores' | 'pin' | 'status' | 'twice' | 'unknown';
  text: string;
}

const COLUMNS = ['id', 'name', 'initials', 'role', 'stores', 'status', 'pin'] as const;
type Column = (typeof COLUMNS)[number];
const REQUIRED: readonly Column[] = ['name', 'role'];
const STATUSES = ['active', 'archived'] as const;

export function planEdit(rows: readonly PersonRow[], { role, storeIds, archived }: PeopleEdit): PlannedPerson[] {
  return rows.map((row) => ({
    row,
    after: {
      ...row.operator,
      ...(role === null ? {} : { role }),
      ...(storeIds === null ? {} : { storeIds: [...storeIds] }),
      ...(archived === null ? {} : { archived }),
    },
    pin: '',
  }));
}

/** Whether something would be other than it is. */
export function isChanged({ row, after, pin }: PlannedPerson): boolean {
  if (!row || pin !== '') return true;
  const { storeIds, ...others } = row.operator;
  const { storeIds: storesAfter, ...othersAfter } = after;
  const same = (a: object, b: object) =>
    Object.entries(a).every(([key, value]) => new Map(Object.entries(b)).get(key) === value);
  return !same(others, othersAfter) || [...storeIds].sort().join('\n') !== [...storesAfter].sort().join('\n');
}

/** What takes a change back that was made: whoever was made is archived, as nobody is ever deleted. */
export function undoOf({ row, after }: PlannedPerson, revision: number): PlannedPerson {
  const now = { operator: after, revision, hasBadge: false, changedAt: null, changedBy: null };
  return { row: now, after: row ? row.operator : { ...after, archived: true }, pin: '' };
}

/** People as `readPeopleCsv` reads them: ids of roles and stores, several stores parted by blanks. No PIN is ever written. */
export function peopleCsv(rows: readonly PersonRow[]): string {
  const lines = rows.map(({ operator: { operatorId, name, initials, role, storeIds, archived } }) => [
    operatorId,
    name,
    initials,
    role,
    storeIds.join(' '),
    archived ? 'archived' : 'active',
  ]);
  const header = COLUMNS.filter((column) => column !== 'pin');
  return returningCsvText([header, ...lines]);
}

/**
 * Reads people from a CSV: header `name,role` and optionally `id,initials,stores,status,pin`, in any order. A line with the id of
 * somebody changes them, others make somebody, who needs a PIN. Roles and stores by id or name; without stores `storeId` is meant.
 * A bad line is told and the rest is read.
 */
export function readPeopleCsv(
  bytes: Uint8Array,
  list: PeopleList,
  ports: { storeId: string; newId: () => string; roleNames: (roleId: string) => readonly string[] },
): { planned: PlannedPerson[]; refused: RefusedPerson[] } {
  const decoded = readCsvText(bytes);
  if (!decoded.ok) return { planned: [], refused: [{ line: 1, code: 'file', text: decoded.reason }] };
  const { records, broken } = readRecords(decoded.text);
  const [header, ...lines] = records;
  const at = new Map((header?.fields ?? []).map((name, index) => [name.toLowerCase(), index]));
  const missing = REQUIRED.filter((column) => !at.has(column));
  if (missing.length > 0) return { planned: [], refused: [{ line: 1, code: 'column', text: missing.join(', ') }] };
  const planned: PlannedPerson[] = [];
  const refused: RefusedPerson[] = broken.map(({ line, reason }) => ({ line, code: 'file', text: reason }));
  const seen = new Set<string>();
  for (const { line, fields } of lines) {
    const of = (column: Column): string => fields[at.get(column) ?? -1] ?? '';
    const read = readPerson(of, list, ports);
    if ('code' in read) refused.push({ line, ...read });
    else if (seen.has(read.after.operatorId)) refused.push({ line, code: 'twice', text: of('id') });
    else planned.push(read);
    if ('after' in read) seen.add(read.after.operatorId);
  }
  return { planned, refused };
}

function readPerson(
  of: (column: Column) => string,
  list: PeopleList,
  { storeId, newId, roleNames }: Parameters<typeof readPeopleCsv>[2],
): PlannedPerson | Omit<RefusedPerson, 'line'> {
  const row = list.people.find(({ operator }) => operator.operatorId === of('id')) ?? null;
  if (of('id') !== '' && !row) return { code: 'unknown', text: of('id') };
  const role = list.roles.find(
    ({ role: one }) => one.roleId === of('role') || roleNames(one.roleId).some((name) => same(name, of('role'))),
  );
  if (!role) return { code: 'role', text: of('role') };
  const stores = readStores(of('stores'), list);
  if (typeof stores === 'string') return { code: 'stores', text: stores };
  const status = of('status').toLowerCase();
  if (status !== '' && !STATUSES.some((one) => one === status)) return { code: 'status', text: of('status') };
  const name = of('name');
  const after: Person = {
    operatorId: row?.operator.operatorId ?? newId(),
    name,
    initials: of('initials') || row?.operator.initials || initialsOf(name),
    role: role.role.roleId,
    storeIds: stores.length > 0 ? stores : (row?.operator.storeIds ?? [storeId]),
    archived: status === '' ? (row?.operator.archived ?? false) : status === 'archived',
  };
  const pin = of('pin');
  const [fault] = personFaults({ ...personDraft(after), pin, repeated: pin }, row === null);
  if (fault && fault !== 'repeated') return { code: fault, text: fault === 'pin' ? '' : of(fault) };
  return { row, after, pin };
}

/** Stores by their ids, or one by its name; the text itself where there is none of that name. */
function readStores(text: string, { stores }: PeopleList): string[] | string {
  const whole = stores.find(({ name, storeId }) => same(name, text) || storeId === text);
  if (whole) return [whole.storeId];
  const words = text.split(/[\s;,]+/).filter((word) => word !== '');
  return words.every((word) => stores.some(({ storeId }) => storeId === word)) ? words : text;
}

function same(a: string, b: string): boolean {
  return a.localeCompare(b, undefined, { sensitivity: 'accent' }) === 0;
}
