import { ProductList, type ProductListRow, type ProductSort } from '#contracts/http/catalogue.ts';
import { askServer, type ServerAnswer } from '#renderer/app/server-api.ts';
import { createWindowedRows, type WindowedRows } from '#renderer/app/windowed-rows.ts';

/** What of the products is listed, and in which order. */
export interface ListQuery {
  search: string;
  categoryId: string;
  status: 'active' | 'archived' | 'all';
  sort: ProductSort;
  descending: boolean;
}

export type AskRows = (query: Record<string, string>, signal: AbortSignal) => Promise<ServerAnswer<ProductList>>;

/** A list of products of which only windows are fetched. */
export type ProductRows = WindowedRows<ProductListRow>;

const askRows: AskRows = (query, signal) => askServer('/catalogue/products', ProductList, { query, signal });

/** The list that answers one query. */
export function createProductRows(query: ListQuery, ask: AskRows = askRows): ProductRows {
  return createWindowedRows((window, signal) => ask({ ...wordsOf(query), ...window }, signal));
}

function wordsOf({ search, categoryId, status, sort, descending }: ListQuery): Record<string, string> {
  return {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(categoryId === '' ? {} : { categoryId }),
    status,
    sort,
    descending: String(descending),
  };
}
