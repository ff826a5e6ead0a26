import { expect, it } from 'vitest';
import type { CustomerGroupRow } from '#contracts/http/pricing.ts';
import { groupCsv, readGroupCsv } from './group-csv.ts';

const row = (group: CustomerGroupRow['group']): CustomerGroupRow => ({
  group,
  revision: 3,
  members: 1,
  lists: 0,
  changedAt: '2026-11-01T00:00:00.000Z',
  changedBy: null,
});
const ROWS = [
  row({ groupId: 'trade', name: 'Trade, "gold"', names: { 'zh-CN': '批发', de: 'Handel' } }),
  row({ groupId: 'staff', name: '=Staff', archived: true }),
];
const read = (text: string) => readGroupCsv(new TextEncoder().encode(text), ROWS, () => 'new');

it('reads what it writes, and that changes nothing', () => {
  const { planned, refused } = read(groupCsv(ROWS));
  expect(refused).toEqual([]);
  expect(planned.map(({ after }) => after)).toEqual(ROWS.map(({ group }) => group));
});

it('changes whom a line names by id or name, makes others, and leaves what is empty', () => {
  const { planned } = read('id;name;name:zh-CN;status\nstaff;Staff;员工;ACTIVE\n;Trade, "gold";;\n;Clubs;;\n');
  expect(planned.map(({ line, revision, after }) => ({ line, revision, after }))).toEqual([
    { line: 2, revision: 3, after: { groupId: 'staff', name: 'Staff', names: { 'zh-CN': '员工' } } },
    { line: 3, revision: 3, after: ROWS[0]?.group },
    { line: 4, revision: 0, after: { groupId: 'new', name: 'Clubs' } },
  ]);
});

it('makes one anew that was archived and is only named', () => {
  expect(read('name\n=Staff\n').planned).toMatchObject([{ before: null, revision: 0, after: { groupId: 'new' } }]);
});

it('says line by line what cannot be', () => {
  const long = 'x'.repeat(101);
  const { planned, refused } = read(
    `id,name,name:de,status\nnone,A,,\n,${long},,\n,B,${long},\n,C,,gone\ntrade,D,,\n,"Trade, ""gold""",,\nstaff,,,`,
  );
  expect(refused.map(({ line, code }) => `${line} ${code}`)).toEqual([
    '2 id-unknown',
    '3 too-long',
    '4 too-long',
    '5 choice',
    '7 row-twice',
    '8 empty',
  ]);
  expect(planned).toMatchObject([{ line: 6, after: { groupId: 'trade', name: 'D' } }]);
});
