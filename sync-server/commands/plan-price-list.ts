import type { PriceList } from '#contracts/facts/pricing-facts.ts';
import type { EntryConflict, PriceListChange, PriceListRow } from '#contracts/http/pricing.ts';
import { storesOfList } from '#domain/pricing/list-stores.ts';
import { isSame } from '#sync-server/commands/is-same.ts';

/** A store, its currency, and whether only others work there (`storesOfOthers`). */
export interface ListStore {
  storeId: string;
  currency: string;
  others: boolean;
}

/** What a change of a list is compared with. */
export interface ListGround {
  /** The list as it stands; null of a new one. */
  list: PriceListRow | null;
  /** The version of its last change; 0 of a new one. */
  version: number;
  /** The prices it names, of the variants of the change. */
  entries: ReadonlyMap<string, Omit<EntryConflict, 'variantId'> & { now: NonNullable<EntryConflict['now']> }>;
  variantIds: ReadonlySet<string>;
  /** Groups that are not archived. */
  groupIds: ReadonlySet<string>;
  categoryIds: ReadonlySet<string>;
  stores: readonly ListStore[];
}

export type PlannedList =
  | { ok: true; list: PriceList | null; entries: { variantId: string; amount: number | null }[] }
  | { ok: false; faults: string[] }
  | { ok: false; conflicts: { list: PriceListRow | null; entries: EntryConflict[] } };

/** What a change makes of a list; what stands as it is asked for already changes nothing. */
export function planPriceList(change: PriceListChange, ground: ListGround): PlannedList {
  const faults = faultsOf(change, ground);
  if (faults.length > 0) return { ok: false, faults };
  const entries = change.entries.filter(({ variantId, amount }) => {
    return (ground.entries.get(variantId)?.now.amount ?? null) !== amount;
  });
  const list = change.list && !isSame(change.list.after, ground.list?.list) ? change.list : null;
  const isOther = list !== null && list.base !== (ground.list?.revision ?? 0);
  const conflicts = entries.flatMap(({ variantId, base }): EntryConflict[] => {
    const known = ground.entries.get(variantId);
    if ((known?.now.version ?? 0) === base) return [];
    return [{ variantId, now: null, changedAt: null, changedBy: null, ...known }];
  });
  if (isOther || conflicts.length > 0) {
    return { ok: false, conflicts: { list: isOther ? ground.list : null, entries: conflicts } };
  }
  return {
    ok: true,
    list: list?.after ?? null,
    entries: entries.map(({ variantId, amount }) => ({ variantId, amount })),
  };
}

function faultsOf({ listId, list, entries }: PriceListChange, ground: ListGround): string[] {
  const faults = new Set<string>();
  if (!ground.list && !list) faults.add('not-found');
  if (ground.list?.list.archived) faults.add('list-archived');
  const lists = [ground.list?.list, list?.after].filter((one) => one !== undefined);
  if (lists.some((one) => holdsAtOthers(one, ground))) faults.add('store-not-own');
  if (list) for (const fault of listFaults(list.after, listId, ground)) faults.add(fault);
  if (entries.some(({ variantId }) => !ground.variantIds.has(variantId))) faults.add('variant-unknown');
  return [...faults];
}

/** Whether a list holds in a store in which only others work. */
export function holdsAtOthers(list: PriceList, { stores }: Pick<ListGround, 'stores'>): boolean {
  return storesOfList(list, stores).some(({ others }) => others);
}

function listFaults(after: PriceList, listId: string, ground: ListGround): string[] {
  const { groupIds, storeIds, from, until, currency, rules } = after;
  const before = ground.list?.list;
  const stores = storeIds ?? [];
  const currencies = new Map(ground.stores.map((store) => [store.storeId, store.currency]));
  const categories = rules.map(({ categoryId = '' }) => categoryId);
  const isRulesWrong =
    new Set(categories).size < categories.length ||
    rules.some(({ ending }) => ending !== undefined && ending.end >= ending.step);
  // A change of currency would make another thing of every price that the list names.
  const isCurrencyWrong =
    (before !== undefined && before.currency !== currency) ||
    !ground.stores.some((store) => store.currency === currency) ||
    stores.some((storeId) => currencies.has(storeId) && currencies.get(storeId) !== currency);
  return [
    ...(after.listId === listId ? [] : ['body-invalid']),
    ...(from !== null && until !== null && until <= from ? ['list-dates'] : []),
    ...(after.archived || groupIds.every((groupId) => ground.groupIds.has(groupId)) ? [] : ['group-unknown']),
    ...(stores.every((storeId) => currencies.has(storeId)) ? [] : ['store-unknown']),
    ...(isCurrencyWrong ? ['list-currency'] : []),
    ...(isRulesWrong ? ['list-rules'] : []),
    ...(categories.every((categoryId) => categoryId === '' || ground.categoryIds.has(categoryId))
      ? []
      : ['category-unknown']),
  ];
}
