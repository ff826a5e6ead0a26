import { expect, test } from 'vitest';
import { MemberIndex } from './member-index.ts';

const STRANGER = {
  memberId: '019f3a77-4104-7704-8104-0704104fadea',
  name: 'Tomasz Wiśniewski',
  cardNumber: 'OM7041',
  phoneEnd: '1041',
};
const WANTED = { memberId: 'm1', name: 'Adea', cardNumber: 'OM704104074', phoneEnd: '0461' };

function indexOf(...members: readonly (typeof WANTED)[]): MemberIndex {
  const index = new MemberIndex();
  for (const member of members) index.set(`member-card/${member.memberId}`, member);
  return index;
}

test('what stands in an id by chance, or in another’s card, finds nobody', () => {
  const index = indexOf(STRANGER, WANTED);
  for (const query of ['704104', 'adea', '07700900461']) expect(index.search(query, 5)).toEqual([WANTED]);
  expect(index.search('99994104', 5)).toEqual([]);
});

test('the end of a phone number finds nobody any more once they have another', () => {
  const index = indexOf(WANTED);
  index.set('member-card/m1', { ...WANTED, phoneEnd: '0777' });
  expect(index.search('07700900461', 5)).toEqual([]);
  expect(index.search('07700900777', 5)).toHaveLength(1);
  index.delete('member-card/m1');
  expect(index.search('07700900777', 5)).toEqual([]);
});
