import { expect, it } from 'vitest';
import type { ViewDocument, ViewKind } from '#contracts/views/documents.ts';
import { ViewIndex } from './view-index.ts';

const LIST = {
  listId: '0197a000-0000-7000-8000-000000000001',
  name: 'Trade',
  currency: 'EUR',
  groupIds: ['trade'],
  storeIds: null,
  from: '2099-01-01T08:00:00.000Z',
  until: null,
  priority: 0,
  rules: [],
  version: 1,
};

function document(kind: ViewKind, key: string, data: unknown, deleted = false): ViewDocument {
  return { id: `${kind}/${key}`, kind, position: 1, data: deleted ? '' : JSON.stringify(data), _deleted: deleted };
}

const VARIANT = {
  variantId: 'V1',
  productId: 'P1',
  sku: 'S1',
  name: 'Tea',
  gtins: [],
  categoryId: 'C1',
  unit: 'each',
  taxCategory: 'standard',
};

it('keeps lists ahead of their time, groups, whose group a member is in, and what lists name of a variant', () => {
  const index = new ViewIndex('J', () => '2026-11-22T09:00:00.000Z');
  const documents = [
    document('catalogue-page', '1', { variants: [VARIANT] }),
    document('price-page', '1', { prices: [['V1', 100, 3]] }),
    document('customer-group', 'trade', { groupId: 'trade', name: 'Trade' }),
    document('member-card', 'm1', { memberId: 'm1', name: 'Mel', cardNumber: '1', groupId: 'trade' }),
    document('price-list', LIST.listId, LIST),
    document('price-list-page', '1', { lists: [{ listId: LIST.listId, entries: [['V1', 80, 1]] }] }),
  ];
  for (const one of documents) index.apply(one);
  expect([...index.unreadable]).toEqual([]);
  expect([...index.groups.values()]).toEqual([{ groupId: 'trade', name: 'Trade' }]);
  expect([...index.priceLists.values()]).toEqual([LIST]);
  expect(index.members.get('member-card/m1')?.groupId).toBe('trade');
  expect(index.card('V1')).toMatchObject({
    price: { amount: 100, version: 3 },
    listed: [{ listId: LIST.listId, amount: 80, version: 1 }],
  });
  index.apply(document('price-list', LIST.listId, null, true));
  index.apply(document('price-list-page', '1', null, true));
  index.apply(document('customer-group', 'trade', null, true));
  expect([index.priceLists.size, index.groups.size]).toEqual([0, 0]);
  expect(index.card('V1')).not.toHaveProperty('listed');
});
