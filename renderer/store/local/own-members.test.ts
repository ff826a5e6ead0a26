import { expect, test } from 'vitest';
import type { MemberCard } from '#renderer/store/till-store.ts';
import { MemberIndex } from '#renderer/store/views/member-index.ts';
import { OwnMembers } from './own-members.ts';

function openViews(cards: readonly MemberCard[] = []) {
  const index = new MemberIndex();
  const put = (card: MemberCard) => index.set(`member-card/${card.memberId}`, card);
  for (const card of cards) put(card);
  return {
    put,
    searchMembers: async (query: string, limit: number, keys: readonly string[] = []) =>
      index.search(query, limit, keys),
    membersByCard: async (cardNumber: string) => index.byCard(cardNumber),
    member: async (memberId: string) => index.get(`member-card/${memberId}`) ?? null,
  };
}

function memory() {
  const items = new Map<string, string>();
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
}

const WANG: MemberCard = {
  memberId: 'm1',
  name: '王秀英',
  cardNumber: 'C1',
  phoneEnd: '0123',
  keys: ['k1'],
  revision: 1,
};
const ids = (cards: readonly MemberCard[]) => cards.map(({ memberId }) => memberId);

test('a member is found by name, pinyin, its initials, card, the end of the phone number, and an exact contact’s key', async () => {
  const views = openViews([WANG, { memberId: 'm2', name: 'Zoe', cardNumber: 'C2', keys: ['k2'], revision: 1 }]);
  for (const query of ['秀英', 'wangxiu', 'wxy', 'c1', '0123', '7700900123']) {
    expect(ids(await views.searchMembers(query, 5))).toEqual(['m1']);
  }
  expect(ids(await views.searchMembers('nobody', 5, ['k2']))).toEqual(['m2']);
  expect(await views.searchMembers('9999', 5, ['k9'])).toEqual([]);
});

test('a key finds nobody any more once the card has another', async () => {
  const views = openViews([WANG]);
  views.put({ ...WANG, keys: ['k3'] });
  expect(await views.searchMembers('-', 5, ['k1'])).toEqual([]);
  expect(ids(await views.searchMembers('-', 5, ['k3']))).toEqual(['m1']);
});

test('whom this till enrolled is there at once, after a restart too, until the server says as much', async () => {
  const [storage, views] = [memory(), openViews()];
  new OwnMembers(storage, views).keep(WANG);
  const again = new OwnMembers(storage, views);
  expect(ids(await again.search('wxy', 5, []))).toEqual(['m1']);
  expect(await again.member('m1')).toEqual(WANG);
  views.put({ ...WANG, name: '王秀英 (told)' });
  expect((await again.member('m1'))?.name).toBe('王秀英 (told)');
  expect(storage.items.size).toBe(0);
});

test('a change of this till’s stands over what the server said before it', async () => {
  const views = openViews([{ ...WANG, groupId: 'trade' }]);
  const own = new OwnMembers(memory(), views);
  own.keep({ ...WANG, name: 'Wang', revision: 2 });
  expect(await own.member('m1')).toMatchObject({ name: 'Wang', groupId: 'trade' });
  expect(ids(await own.search('王', 5, []))).toEqual(['m1']);
});

test('a card number finds exactly whoever has it, own and told, as the one they are served by', async () => {
  const merged: MemberCard = { memberId: 'm2', name: 'Wang Two', cardNumber: 'C12', mergedInto: 'm1', revision: 1 };
  const views = openViews([WANG, merged]);
  const own = new OwnMembers(memory(), views);
  expect(ids(await own.byCard('c1'))).toEqual(['m1']);
  expect(ids(await own.byCard('C12'))).toEqual(['m1']);
  expect(await own.byCard('C')).toEqual([]);
  own.keep({ memberId: 'm3', name: 'New', cardNumber: 'N3', revision: 1 });
  expect(ids(await own.byCard('n3'))).toEqual(['m3']);
  own.keep({ memberId: 'm4', name: 'Twice', cardNumber: 'C1', revision: 1 });
  expect(ids(await own.byCard('C1')).sort()).toEqual(['m1', 'm4']);
});
