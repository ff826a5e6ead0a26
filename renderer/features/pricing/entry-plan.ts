import type { EntryRow, PriceListChange } from '#contracts/http/pricing.ts';
import type { Minor } from '#domain/money/money.ts';
import { type PriceRule, priceByRule } from '#domain/pricing/price-list.ts';
import { inParts } from '#renderer/features/many/send-parts.ts';

/** What is done to the prices of many products in a list. */
export type EntryEdit =
  | ({ how: 'percent' } & Pick<PriceRule, 'ppm' | 'ending'>)
  | { how: 'set'; amount: Minor }
  | { how: 'remove' };

/** A product before and after; `after` is null where the list is to name no price. */
export interface PlannedEntry<Row = EntryRow> {
  row: Row;
  after: Minor | null;
}

/** Most of a change in one request. */
export const ENTRY_PART = 500;

/** Why an edit leaves a product as it is: a percentage is taken off a price of the price book, and only of what takes a discount. */
export function staysOf(
  { price, undiscountable }: EntryRow,
  edit: EntryEdit | null,
): 'noPrice' | 'undiscountable' | null {
  if (edit?.how !== 'percent') return null;
  if (undiscountable) return 'undiscountable';
  return price === null ? 'noPrice' : null;
}

/** Every product of which the list's price becomes another. */
export function planEntries(rows: readonly EntryRow[], edit: EntryEdit): PlannedEntry[] {
  return rows
    .map((row): PlannedEntry => ({ row, after: priceAfter(row, edit) }))
    .filter(({ row, after }) => row.amount !== after);
}

function priceAfter(row: EntryRow, edit: EntryEdit): Minor | null {
  const { price, amount } = row;
  switch (edit.how) {
    case 'remove':
      return null;
    case 'set':
      return edit.amount;
    case 'percent':
      return price === null || staysOf(row, edit) ? amount : priceByRule(price, edit);
  }
}

/** The change in parts, each all or nothing. */
export function entryChanges(plan: readonly PlannedEntry[], listId: string, newId: () => string): PriceListChange[] {
  return inParts(plan, ENTRY_PART).map((part) => ({
    changeId: newId(),
    listId,
    entries: part.map(({ row, after }) => ({ variantId: row.variantId, base: row.version, amount: after })),
  }));
}

/** The change back of what was done, on the versions (by variant) that it led to. */
export function undoEntries(
  plan: readonly PlannedEntry<Pick<EntryRow, 'variantId' | 'amount'>>[],
  versions: ReadonlyMap<string, number>,
  listId: string,
  newId: () => string,
): PriceListChange[] {
  const done = plan.filter(({ row }) => versions.has(row.variantId));
  return inParts(done, ENTRY_PART).map((part) => ({
    changeId: newId(),
    listId,
    entries: part.map(({ row, after }) => {
      const base = after === null ? 0 : (versions.get(row.variantId) ?? 0);
      return { variantId: row.variantId, base, amount: row.amount };
    }),
  }));
}
