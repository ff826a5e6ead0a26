import { ProductList, type ProductListRow, type ProductSort } from '#contracts/http/catalogue.ts';
import { createStore, type Readable } from '#renderer/app/external-store.ts';
import { askServer, type ServerAnswer } from '#renderer/app/server-api.ts';
import { WINDOW, windowsFor } from './list-windows.ts';

/** What of the products is listed, and in which order. */
export interface ListQuery {
  search: string;
  categoryId: string;
  status: 'active' | 'archived' | 'all';
  sort: ProductSort;
  descending: boolean;
}

type Refusal = Extract<ServerAnswer<never>, { ok: false }>;
export type AskRows = (query: Record<string, string>, signal: AbortSignal) => Promise<ServerAnswer<ProductList>>;

/** A list of which only windows are fetched. */
export interface ProductRows {
  /** Changes whenever anything of the list does. */
  readonly view: Readable<{ total: number | null; fault: Refusal | null }>;
  at(index: number): ProductListRow | undefined;
  /** Fetches what is not here of the rows from one to another; gives whether all could be had. */
  show(first: number, last: number): Promise<boolean>;
  leave(): void;
}

const askRows: AskRows = (query, signal) => askServer('/catalogue/products', ProductList, { query, signal });

/** The list that answers one query. */
export function createProductRows(query: ListQuery, ask: AskRows = askRows): ProductRows {
  const view = createStore<{ total: number | null; fault: Refusal | null }>({ total: null, fault: null });
  const windows = new Map<number, readonly ProductListRow[]>();
  const leave = new AbortController();
  const asked = new Map<number, Promise<boolean>>();

  async function fetchWindow(number: number): Promise<boolean> {
    const answer = await ask(
      { ...wordsOf(query), offset: String(number * WINDOW), limit: String(WINDOW) },
      leave.signal,
    );
    if (leave.signal.aborted) return false;
    if (answer.ok) {
      windows.set(number, answer.value.rows);
      view.set({ total: answer.value.total, fault: null });
    } else {
      asked.delete(number);
      view.set({ total: view.get().total, fault: answer });
    }
    return answer.ok;
  }

  return {
    view,
    at: (index) => windows.get(Math.floor(index / WINDOW))?.[index % WINDOW],
    async show(first, last) {
      const wanted = windowsFor(first, last, view.get().total ?? last + 1).map((number) => {
        const asking = asked.get(number) ?? fetchWindow(number);
        asked.set(number, asking);
        return asking;
      });
      return (await Promise.all(wanted)).every(Boolean);
    },
    leave: () => leave.abort(),
  };
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
