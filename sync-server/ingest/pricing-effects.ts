import type { CustomerGroupPublished, PriceListPublished } from '#contracts/facts/pricing-facts.ts';
import type { PriceList } from '#domain/pricing/price-list.ts';

interface Changed {
  at: string;
  by: string | null;
}

export interface CustomerGroupEffect extends Changed {
  type: 'customer-group';
  published: CustomerGroupPublished;
}

export interface MemberGroupedEffect extends Changed {
  type: 'member-grouped';
  memberId: string;
  groupId: string | null;
}

export interface PriceListEffect extends Changed {
  type: 'price-list';
  published: PriceListPublished;
}

/** What groups, their members and price lists become. */
export type PricingEffect = CustomerGroupEffect | MemberGroupedEffect | PriceListEffect;

/** What the lines of tickets say of price lists. */
export interface PricingNeeds {
  /** By `listKey`. */
  lists: Map<string, { listId: string; version: number }>;
  /** By `entryKey`. */
  entries: Map<string, { listId: string; variantId: string; version: number }>;
  memberIds: Set<string>;
  /** Variants whose categories, of now and before, are asked for. */
  variantIds: Set<string>;
}

export interface PricingLookups {
  /** Lists as they were at a version, by `listKey`. */
  lists: Map<string, PriceList>;
  /** Prices that lists named, by `entryKey`. */
  entries: Map<string, number>;
  /** Every group that a member was ever in. */
  memberGroups: Map<string, ReadonlySet<string>>;
  /** Every category that a variant was ever in. */
  categories: Map<string, ReadonlySet<string>>;
}

export function listKey(listId: string, version: number): string {
  return `${listId}\n${version}`;
}

export function entryKey(listId: string, variantId: string, version: number): string {
  return `${listId}\n${variantId}\n${version}`;
}

export function noPricingNeeds(): PricingNeeds {
  return { lists: new Map(), entries: new Map(), memberIds: new Set(), variantIds: new Set() };
}
