import type { CustomerGroup } from '#contracts/facts/pricing-facts.ts';
import type { CustomerGroupRow, PriceListRow } from '#contracts/http/pricing.ts';
import type { Planned } from '#renderer/features/many/record-task.ts';

/** A customer group with the price lists for it. */
export interface ListedGroup {
  group: CustomerGroup;
  /** Ids in the order of the lists. */
  listIds: readonly string[];
}

/** What becomes of all groups chosen: whether they are used, or one price list that is for them, or no longer. */
export type GroupEdit =
  | { what: 'keep' }
  | { what: 'archive' | 'use' }
  | { what: 'put-on' | 'take-off'; listId: string };

/** Every group before and after; a price list is for groups in use alone. */
export function planGroups(
  rows: readonly CustomerGroupRow[],
  lists: readonly PriceListRow[],
  edit: GroupEdit,
): Planned<ListedGroup>[] {
  return rows.map(({ group, revision }) => {
    const open = lists.filter(({ list }) => !list.archived);
    const isFor = ({ list }: PriceListRow): boolean => list.groupIds.includes(group.groupId);
    const before: ListedGroup = { group, listIds: open.filter(isFor).map(({ list }) => list.listId) };
    return { line: null, before, revision, after: edited(before, open, edit) };
  });
}

function edited({ group, listIds }: ListedGroup, lists: readonly PriceListRow[], edit: GroupEdit): ListedGroup {
  const { archived, ...rest } = group;
  switch (edit.what) {
    case 'keep':
      return { group, listIds };
    case 'archive':
      return { group: { ...rest, archived: true }, listIds };
    case 'use':
      return { group: rest, listIds };
    case 'put-on':
    case 'take-off': {
      if (archived) return { group, listIds };
      const isOn = edit.what === 'put-on';
      const ids = lists.map(({ list }) => list.listId);
      return { group, listIds: ids.filter((id) => (id === edit.listId ? isOn : listIds.includes(id))) };
    }
  }
}
