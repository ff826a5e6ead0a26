import type { EntryRow, PriceListChange } from '#contracts/http/pricing.ts';
import type { Minor } from '#domain/money/money.ts';
import { type PriceRule, priceByRule } from '#domain/pricing/price-list.ts';

/** What is done to the prices of many products in a list. */
export type EntryEdit =
  | ({ how: 'percent' } & Pick<PriceRule, 'ppm' | 'ending'>)
  | { how: 'set'; amount: Minor }
  | { how: 'remove' };

/** A product before and after; `after` is null where the list is to name no price. */
export interface PlannedEntry {
  row: EntryRow;
  after: Minor | null;
}

/** Most of a change in one request. */
const PART = 500;

/** Every product of which the list's price becomes another. What has no price in the price book has no percentage either. */
export function planEntries(rows: readonly EntryRow[], edit: EntryEdit): PlannedEntry[] {
  return rows
    .map((row): PlannedEntry => ({ row, after: priceAfter(row, edit) }))
    .filter(({ row, after }) => row.amount !== after);
}

function priceAfter({ price, amount }: EntryRow, edit: EntryEdit): Minor | null {
  switch (edit.how) {
    case 'remove':
      return null;
    case 'set':
      return edit.amount;
    case 'percent':
      return price === null ? amount : priceByRule(price, edit);
  }
}

/** The change in parts, each all or nothing. */
export function entryChanges(plan: readonly PlannedEntry[], listId: string, newId: () => string): PriceListChange[] {
  return partsOf(plan).map((part) => ({
    changeId: newId(),
    listId,
    entries: part.map(({ row, after }) => ({ variantId: row.variantId, base: row.version, amount: after })),
  }));
}

/** The change back of what was done, on the versions (by variant) that it led to. */
export function undoEntries(
  plan: readonly PlannedEntry[],
  versions: ReadonlyMap<string, number>,
  listId: string,
  newId: () => string,
): PriceListChange[] {
  const done = plan.filter(({ row }) => versions.has(row.variantId));
  return partsOf(done).map((part) => ({
    changeId: newId(),
    listId,
    entries: part.map(({ row, after }) => {
      const base = after === null ? 0 : (versions.get(row.variantId) ?? 0);
      return { variantId: row.variantId, base, amount: row.amount };
    }),
  }));
}

function partsOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / PART) }, (_, at) => all.slice(at * PART, (at + 1) * PART));
}
