import { useCallback } from 'react';
import { EntryList, type EntryRow, type EntrySort } from '#contracts/http/pricing.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { useWindowedRows } from '#renderer/app/use-windowed-rows.ts';
import type { WindowedRows } from '#renderer/app/windowed-rows.ts';

/** What of the products stands beside a list, and in which order. */
export interface EntriesQuery {
  search: string;
  categoryId: string;
  shown: 'named' | 'all';
  sort: EntrySort;
  descending: boolean;
}

/** The products of a list that answer a query. */
export function useEntryRows(listId: string, query: EntriesQuery): WindowedRows<EntryRow> {
  const ask = useCallback(
    (asked: Record<string, string>, signal: AbortSignal) =>
      askServer(`/price-lists/${listId}/entries`, EntryList, { query: asked, signal }),
    [listId],
  );
  return useWindowedRows(ask, wordsOf(query));
}

function wordsOf({ search, categoryId, shown, sort, descending }: EntriesQuery): Record<string, string> {
  return {
    ...(search.trim() === '' ? {} : { search: search.trim() }),
    ...(categoryId === '' ? {} : { categoryId }),
    shown,
    sort,
    descending: String(descending),
  };
}
