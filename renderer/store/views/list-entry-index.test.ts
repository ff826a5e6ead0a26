import { expect, it } from 'vitest';
import { ListEntryIndex } from './list-entry-index.ts';

it('knows what each list names of a variant, page by page', () => {
  const index = new ListEntryIndex();
  index.setPage('p1', {
    lists: [
      {
        listId: 'a',
        entries: [
          ['V1', 90, 1],
          ['V2', 80, 2],
        ],
      },
      { listId: 'b', entries: [['V1', 70, 5]] },
    ],
  });
  index.setPage('p2', { lists: [{ listId: 'a', entries: [['V3', 60, 1]] }] });
  expect(index.get('V1')).toEqual([
    { listId: 'a', amount: 90, version: 1 },
    { listId: 'b', amount: 70, version: 5 },
  ]);
  index.setPage('p1', { lists: [{ listId: 'a', entries: [['V1', 85, 6]] }] });
  expect([index.get('V1'), index.get('V2'), index.get('V3')]).toEqual([
    [{ listId: 'a', amount: 85, version: 6 }],
    undefined,
    [{ listId: 'a', amount: 60, version: 1 }],
  ]);
});
