import { useEffect, useMemo } from 'react';
import { useStore } from './external-store.ts';
import type { ServerAnswer } from './server-api.ts';
import { useTill } from './till-context.tsx';
import { createWindowedRows, type WindowedRows } from './windowed-rows.ts';

type AskList<R> = (
  query: Record<string, string>,
  signal: AbortSignal,
) => Promise<ServerAnswer<{ rows: R[]; total: number }>>;

/**
 * The list that answers a query, window by window; another one as the query, or `ask`, changes. What could not be had without a
 * network is asked for again with it.
 */
export function useWindowedRows<R>(ask: AskList<R>, query: Readonly<Record<string, string>>): WindowedRows<R> {
  const online = useStore(useTill().hostView).status?.online ?? false;
  const words = new URLSearchParams(query).toString();
  const rows = useMemo(() => {
    const asked = Object.fromEntries(new URLSearchParams(words));
    return createWindowedRows<R>((window, signal) => ask({ ...asked, ...window }, signal));
  }, [ask, words]);
  const isMissing = useStore(rows.view).fault?.offline === true;
  useEffect(() => {
    void rows.show(0, 0);
    return rows.leave;
  }, [rows]);
  useEffect(() => {
    if (online && isMissing) void rows.renew();
  }, [online, isMissing, rows]);
  return rows;
}
