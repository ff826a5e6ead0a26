/** Whether a channel offers a variant. */
export type ListingStatus = 'published' | 'unpublished';

/** What is said of a field of a listing from an instant on. */
export interface Dated<T> {
  effectiveAt: string;
  value: T | null;
}

/** All that was ever said, and is to follow, of a variant in a channel; the oldest first. */
export interface ListingHistory {
  status: readonly Dated<ListingStatus>[];
  amount: readonly Dated<number>[];
}

export const NO_LISTING: ListingHistory = { status: [], amount: [] };

/** What is in force at an instant; null where nothing is said. */
export function inForce<T>(said: readonly Dated<T>[], at: string): T | null {
  return said.findLast(({ effectiveAt }) => effectiveAt <= at)?.value ?? null;
}
