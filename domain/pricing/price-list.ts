import type { Minor } from '#domain/money/money.ts';
import { mulDiv, PPM } from '#domain/money/money.ts';
import { withEnding } from '#domain/pricing/price-ending.ts';

/** Takes `ppm` off the price book's price of everything, or of one category, and rounds to what prices end in. */
export interface PriceRule {
  /** Missing: everything. */
  categoryId?: string;
  /** Parts per million, 1 to 1,000,000. */
  ppm: number;
  /** Prices end in `end` of every `step` minor units: 99 of 100 for .99, 0 of 5 for the next five. */
  ending?: { end: Minor; step: Minor };
}

/** A price list but for the prices that it names: whose it is, where, when, and what it takes off. */
export interface PriceList {
  listId: string;
  name: string;
  names?: Record<string, string>;
  /** ISO 4217. It holds in stores of this currency alone. */
  currency: string;
  /** Customer groups it is for. */
  groupIds: readonly string[];
  /** Null: all stores. */
  storeIds: readonly string[] | null;
  /** From this instant (ISO 8601, UTC); null: since ever. */
  from: string | null;
  /** Up to before this instant; null: for good. */
  until: string | null;
  /** The higher goes first. */
  priority: number;
  rules: readonly PriceRule[];
  archived?: true;
}

/** A price that a list names: per UNIT_SCALE[unit], in the store's tax regime. `version` is that of the list that set it. */
export interface PriceListEntry {
  listId: string;
  amount: Minor;
  version: number;
}

/** A list as it was published: `version` counts its changes. */
export interface PublishedPriceList extends PriceList {
  version: number;
}

/** What is priced. */
export interface ListedItem {
  categoryId: string;
  /** What the price book says. */
  basePrice: Minor;
  undiscountable?: boolean;
}

/** What a list says: by a price it names (`entryVersion`), or by a rule. */
export interface ListPrice {
  amount: Minor;
  entryVersion?: number;
}

/** What a line keeps of the list that gave its price, and what it would cost without. */
export interface LinePriceList {
  listId: string;
  name: string;
  /** Of the list as it was known. */
  version: number;
  /** Of the list when it named the price; missing where a rule did. */
  entryVersion?: number;
  basePrice: Minor;
}

/** Who buys where. */
export interface Buyer {
  groupId: string;
  storeId: string;
  currency: string;
}

/** Whether a list is for a buyer: for their group, in this store, in its currency. */
export function isListFor(list: PriceList, { groupId, storeId, currency }: Buyer): boolean {
  if (list.archived || list.currency !== currency) return false;
  return list.groupIds.includes(groupId) && (list.storeIds === null || list.storeIds.includes(storeId));
}

/**
 * Of some stores' currencies, those that no list of a group is in, though the group has lists: its members pay there what everybody
 * pays. Lists that have ended at an instant don't count.
 */
export function currenciesUnlisted(
  lists: readonly PriceList[],
  groupId: string,
  currencies: readonly string[],
  at: string,
): string[] {
  const own = lists.filter((list) => list.groupIds.includes(groupId) && listState(list, at) !== 'ended');
  if (own.length === 0) return [];
  return [...new Set(currencies)].filter((code) => own.every(({ currency }) => currency !== code));
}

/** Whether a list holds at an instant: from its beginning on, no more at its end. */
export function isListInForce({ from, until }: Pick<PriceList, 'from' | 'until'>, at: string): boolean {
  return (from === null || from <= at) && (until === null || at < until);
}

/** `ahead` of its time, in force `now`, or `ended`. */
export function listState(list: Pick<PriceList, 'from' | 'until' | 'archived'>, at: string): 'ahead' | 'now' | 'ended' {
  if (list.archived || (list.until !== null && list.until <= at)) return 'ended';
  return list.from !== null && list.from > at ? 'ahead' : 'now';
}

/**
 * What one list charges for an item: the price it names, else what its rule of the item's category takes off, else that of
 * everything (the most specific wins, as in Odoo's price lists). A rule takes nothing off what no discount reduces. Null where the
 * list says nothing.
 */
export function priceByList(
  list: Pick<PriceList, 'rules'>,
  item: ListedItem,
  entry?: Pick<PriceListEntry, 'amount' | 'version'>,
): ListPrice | null {
  if (entry) return { amount: entry.amount, entryVersion: entry.version };
  if (item.undiscountable) return null;
  const rule =
    list.rules.find(({ categoryId }) => categoryId === item.categoryId) ??
    list.rules.find(({ categoryId }) => categoryId === undefined);
  return rule ? { amount: priceByRule(item.basePrice, rule) } : null;
}

/** A price with a rule's share off, halves of that rounded away from zero, then to its ending; never above the price itself. */
export function priceByRule(basePrice: Minor, { ppm, ending }: Pick<PriceRule, 'ppm' | 'ending'>): Minor {
  const left = basePrice - mulDiv(basePrice, ppm, PPM);
  return ending ? Math.min(basePrice, withEnding(left, ending.end, ending.step)) : left;
}

/**
 * The list that decides for a buyer, and its price; null where the price book does. Of the lists in force that say a price, the one
 * of the highest priority decides, of several of the same the lowest price, then the lowest id: pricing priorities as Microsoft
 * Dynamics 365 Commerce has them (Learn, "Pricing priorities": the higher number first, else the lower price). Nobody pays more for
 * belonging to a group: a price that is not below the price book's gives way to it.
 */
export function groupPrice(
  lists: readonly PublishedPriceList[],
  entries: readonly PriceListEntry[],
  item: ListedItem,
  at: string,
): { unitPrice: Minor; priceList: LinePriceList } | null {
  const offers = lists
    .filter((list) => isListInForce(list, at))
    .flatMap((list) => {
      const price = priceByList(
        list,
        item,
        entries.find(({ listId }) => listId === list.listId),
      );
      return price ? [{ list, ...price }] : [];
    });
  const best = offers.reduce<(typeof offers)[number] | null>((first, offer) => {
    return first === null || isBefore(offer, first) ? offer : first;
  }, null);
  if (!best || best.amount >= item.basePrice) return null;
  const { list, amount, entryVersion } = best;
  const { listId, name, version } = list;
  const by = entryVersion === undefined ? {} : { entryVersion };
  return { unitPrice: amount, priceList: { listId, name, version, ...by, basePrice: item.basePrice } };
}

interface Offer {
  list: PublishedPriceList;
  amount: Minor;
}

function isBefore(one: Offer, other: Offer): boolean {
  if (one.list.priority !== other.list.priority) return one.list.priority > other.list.priority;
  if (one.amount !== other.amount) return one.amount < other.amount;
  return one.list.listId < other.list.listId;
}
