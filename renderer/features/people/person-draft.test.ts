import { expect, test } from 'vitest';
import type { Person } from '#contracts/http/people.ts';
import { emptyPerson, initialsOf, personChange, personDraft, personFaults } from './person-draft.ts';

const ADA: Person = {
  operatorId: 'ada',
  name: ' Ada Okafor ',
  initials: 'AO',
  role: 'cashier',
  storeIds: ['LON'],
  archived: false,
};

test('initials are of the first and the last name, and of the first character where there is one word', () => {
  expect(initialsOf('Ada Okafor')).toBe('AO');
  expect(initialsOf('maria del carmen ruiz')).toBe('MR');
  expect(initialsOf('李娜')).toBe('李');
  expect(initialsOf('  ')).toBe('');
});

test('a new person needs everything, a known one no PIN', () => {
  expect(personFaults(personDraft({ ...emptyPerson('x', 'LON'), storeIds: [] }), true)).toEqual([
    'name',
    'initials',
    'role',
    'stores',
    'pin',
  ]);
  expect(personFaults(personDraft(ADA), false)).toEqual([]);
});

test('a PIN has 4 to 12 digits and is typed twice', () => {
  const faults = (pin: string, repeated = pin) => personFaults({ ...personDraft(ADA), pin, repeated }, false);
  expect(faults('123')).toEqual(['pin']);
  expect(faults('1234567890123')).toEqual(['pin']);
  expect(faults('12a4')).toEqual(['pin']);
  expect(faults('1234', '1235')).toEqual(['repeated']);
  expect(faults('1234')).toEqual([]);
});

test('saving sends what was entered, and neither PIN nor badge where none was', () => {
  const row = { operator: ADA, revision: 3, hasBadge: true, changedAt: null, changedBy: null };
  const operator = { ...ADA, name: 'Ada Okafor' };
  expect(personChange(personDraft(ADA), row)).toEqual({ revision: 3, operator });
  expect(personChange({ ...personDraft(ADA), pin: '4711', badge: null }, null)).toEqual({
    revision: 0,
    operator,
    pin: '4711',
    badge: null,
  });
});
