import { useEffect, useMemo } from 'react';
import { EntryList, type EntryRow, type EntrySort } from '#contracts/http/pricing.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { createWindowedRows, type WindowedRows } from '#renderer/app/windowed-rows.ts';

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
  const words = new URLSearchParams(wordsOf(query)).toString();
  const rows = useMemo(() => {
    const asked = Object.fromEntries(new URLSearchParams(words));
    return createWindowedRows((window, signal) =>
      askServer(`/price-lists/${listId}/entries`, EntryList, { query: { ...asked, ...window }, signal }),
    );
  }, [listId, words]);
  useEffect(() => {
    void rows.show(0, 0);
    return rows.leave;
  }, [rows]);
  return rows;
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
