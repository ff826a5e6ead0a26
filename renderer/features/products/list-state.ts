import type { ProductListRow } from '#contracts/http/catalogue.ts';
import { createStore, type ExternalStore } from '#renderer/app/external-store.ts';
import type { ListQuery } from './product-rows.ts';

/** Most products that are changed at once. */
export const CHOSEN_MAX = 1000;

/** Where somebody is in the list; outlives the forms that are opened from it. */
export interface ListState {
  query: ListQuery;
  /** The row that keys act on. */
  active: number;
  /** Where a range begins. */
  anchor: number;
  chosen: ReadonlyMap<string, ProductListRow>;
}

export function createListState(): ExternalStore<ListState> {
  return createStore<ListState>({
    query: { search: '', categoryId: '', status: 'active', sort: 'name', descending: false },
    active: 0,
    anchor: 0,
    chosen: new Map(),
  });
}

/** Chosen, or no longer. */
export function toggled(chosen: ListState['chosen'], row: ProductListRow): Map<string, ProductListRow> {
  const next = new Map(chosen);
  if (!next.delete(row.variant.variantId) && next.size < CHOSEN_MAX) next.set(row.variant.variantId, row);
  return next;
}

export function withAll(chosen: ListState['chosen'], rows: readonly ProductListRow[]): Map<string, ProductListRow> {
  const next = new Map(chosen);
  for (const row of rows) if (next.size < CHOSEN_MAX) next.set(row.variant.variantId, row);
  return next;
}
