import type { Person, PersonChange, PersonRow } from '#contracts/http/people.ts';

/** A person as entered. `badge`: what was scanned, null to take it away, undefined to leave it. */
export interface PersonDraft {
  operator: Person;
  pin: string;
  repeated: string;
  badge: string | null | undefined;
}

export type PersonField = 'name' | 'initials' | 'role' | 'stores' | 'pin' | 'repeated';

const INITIALS_MAX = 3;

export function emptyPerson(operatorId: string, storeId: string): Person {
  return { operatorId, name: '', initials: '', role: '', storeIds: [storeId], archived: false };
}

export function personDraft(operator: Person): PersonDraft {
  return { operator, pin: '', repeated: '', badge: undefined };
}

/** Initials as they are usually made: of the first and the last name; the first character of a name in Chinese. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s-]+/)
    .filter((word) => word !== '');
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...(word ?? '')][0]?.toLocaleUpperCase() ?? '').join('');
}

/** What keeps a person from being saved. A new one needs a PIN, others only where a new one was begun. */
export function personFaults({ operator, pin, repeated }: PersonDraft, isNew: boolean): PersonField[] {
  const faults: PersonField[] = [];
  const { name, initials, role, storeIds } = operator;
  if (name.trim() === '') faults.push('name');
  const length = [...initials.trim()].length;
  if (length < 1 || initials.trim().length > INITIALS_MAX) faults.push('initials');
  if (role === '') faults.push('role');
  if (storeIds.length === 0) faults.push('stores');
  if ((isNew || pin !== '') && !/^\d{4,12}$/.test(pin)) faults.push('pin');
  else if (pin !== repeated) faults.push('repeated');
  return faults;
}

/** What saving it asks for. */
export function personChange({ operator, pin, badge }: PersonDraft, row: PersonRow | null): PersonChange {
  return {
    revision: row?.revision ?? 0,
    operator: { ...operator, name: operator.name.trim(), initials: operator.initials.trim() },
    ...(pin === '' ? {} : { pin }),
    ...(badge === undefined ? {} : { badge }),
  };
}
