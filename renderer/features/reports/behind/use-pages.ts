import { useEffect, useState } from 'react';
import type { Static, TSchema } from 'typebox';
import { askServer, type ServerAnswer } from '#renderer/app/server-api.ts';

/** A list that the server answers in pages. */
export interface Pages<T> {
  /** As far as they were asked for, in order. */
  pages: readonly T[];
  loading: boolean;
  /** Why there is no next one. */
  failed: Exclude<ServerAnswer<T>, { ok: true }> | null;
  again: () => void;
}

/** Asks for so many pages, one after the other; those that are there stay. `schema` answers `next`, the next page's cursor. */
export function usePages<S extends TSchema>(
  path: string,
  schema: S,
  query: Readonly<Record<string, string>>,
  wanted: number,
  nextOf: (page: Static<S>) => string | null,
): Pages<Static<S>> {
  const [pages, setPages] = useState<readonly Static<S>[]>([]);
  const [failed, setFailed] = useState<Pages<Static<S>>['failed']>(null);
  const search = new URLSearchParams(query).toString();
  const last = pages.at(-1);
  const cursor = last === undefined ? '' : nextOf(last);
  const missing = pages.length < wanted && cursor !== null && failed === null;
  useEffect(() => {
    if (!missing) return;
    const leave = new AbortController();
    const asking = { ...Object.fromEntries(new URLSearchParams(search)), ...(cursor ? { cursor } : {}) };
    void askServer(path, schema, { query: asking, signal: leave.signal }).then((answer) => {
      if (leave.signal.aborted) return;
      if (answer.ok) setPages((before) => [...before, answer.value]);
      else setFailed(answer);
    });
    return () => leave.abort();
  }, [path, schema, search, cursor, missing]);
  return { pages, loading: missing, failed, again: () => setFailed(null) };
}
