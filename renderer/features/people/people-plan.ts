import { returningCsvText } from '#contracts/csv/write-csv.ts';
import type { PeopleList, Person, PersonRow } from '#contracts/http/people.ts';
import { readCsvTable } from '#contracts/product-csv/csv-table.ts';
import type { Planned } from '#renderer/features/many/record-task.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import { initialsOf, personDraft, personFaults } from './person-draft.ts';

/** Somebody with the PIN that is set for them; empty where none is. */
export interface PersonWithPin {
  person: Person;
  pin: string;
}
export type PlannedPerson = Planned<PersonWithPin>;

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
  return rows.map(({ operator, revision }) =>
    planned(
      null,
      { operator, revision },
      {
        ...operator,
        ...(role === null ? {} : { role }),
        ...(storeIds === null ? {} : { storeIds: [...storeIds] }),
        ...(archived === null ? {} : { archived }),
      },
    ),
  );
}

function planned(
  line: number | null,
  row: Pick<PersonRow, 'operator' | 'revision'> | null,
  person: Person,
  pin = '',
): PlannedPerson {
  const before = row && { person: row.operator, pin: '' };
  return { line, before, revision: row?.revision ?? 0, after: { person, pin } };
}

/** Whether two say the same of somebody; in which order stores are named does not matter. */
export function isSamePerson(a: PersonWithPin, b: PersonWithPin): boolean {
  const ordered = ({ person, pin }: PersonWithPin) => ({ ...person, storeIds: [...person.storeIds].sort(), pin });
  return isSameValue(ordered(a), ordered(b));
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
): { header: string[]; planned: PlannedPerson[]; refused: RefusedPerson[] } {
  const table = readCsvTable(bytes, REQUIRED);
  const people: PlannedPerson[] = [];
  const refused: RefusedPerson[] = table.refused.map(({ line, reason, code, params }) => {
    const isColumn = code === 'column-missing';
    return { line, code: isColumn ? 'column' : 'file', text: isColumn ? (params?.columns ?? '') : reason };
  });
  const seen = new Set<string>();
  for (const { line, of } of table.lines) {
    const read = readPerson(line, of, list, ports);
    if ('code' in read) refused.push({ line, ...read });
    else if (seen.has(read.after.person.operatorId)) refused.push({ line, code: 'twice', text: of('id') });
    else people.push(read);
    if ('after' in read) seen.add(read.after.person.operatorId);
  }
  return { header: table.header, planned: people, refused };
}

function readPerson(
  line: number,
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
  return planned(line, row, after, pin);
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
