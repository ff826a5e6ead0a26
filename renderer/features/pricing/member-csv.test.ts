import { expect, test } from 'vitest';
import { memberCsv, readMemberCsv } from './member-csv.ts';

const GROUPS = [
  { groupId: 'g-trade', name: 'Trade', names: { 'zh-CN': '批发' } },
  { groupId: 'g-staff', name: 'Staff' },
  { groupId: 'g-old', name: 'Old', archived: true as const },
  { groupId: 'g-staff-2', name: 'Twins' },
  { groupId: 'g-staff-3', name: 'Twins' },
];
const read = (text: string) => readMemberCsv(new TextEncoder().encode(text), GROUPS);

test('the first of card, e-mail and phone that is filled says who is meant; an empty group is none', () => {
  const { rows, refused } = read(
    'card,email,phone,group\n77,a@b.example,,Trade\n,a@b.example,+44 1,批发\n,,+44 20,g-staff\n78,,,\n',
  );
  expect(refused).toEqual([]);
  expect(rows).toEqual([
    { line: 2, by: 'card', text: '77', groupId: 'g-trade' },
    { line: 3, by: 'email', text: 'a@b.example', groupId: 'g-trade' },
    { line: 4, by: 'phone', text: '+44 20', groupId: 'g-staff' },
    { line: 5, by: 'card', text: '78', groupId: null },
  ]);
});

test('what names nobody, no group, or somebody twice is told with its line', () => {
  const { rows, refused } = read('card,group\n,Trade\n77,Old\n78,Twins\n79,Nowhere\n77,Staff\n77,Trade\n');
  expect(rows).toEqual([{ line: 6, by: 'card', text: '77', groupId: 'g-staff' }]);
  expect(refused.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '2 empty',
    '3 group-unknown',
    '4 group-unknown',
    '5 group-unknown',
    '7 row-twice',
  ]);
});

test('a file without a column for who or for the group is refused as a whole', () => {
  expect(read('name,group\nAnn,Trade\n').refused).toMatchObject([{ line: 1, code: 'column-missing' }]);
  expect(read('card\n77\n').refused).toMatchObject([{ line: 1, params: { columns: 'group' } }]);
});

test('what is exported of a group is read as it stands', () => {
  const members = [{ memberId: 'm1', name: 'Ann, "the first"', cardNumber: '0077' }];
  const { rows } = read(memberCsv(members, { groupId: 'g-trade', name: 'Trade' }));
  expect(rows).toEqual([{ line: 2, by: 'card', text: '0077', groupId: 'g-trade' }]);
});
