import { useCallback, useEffect, useState } from 'react';
import type { Static, TSchema } from 'typebox';
import { useStore } from '#renderer/app/external-store.ts';
import { askServer, type ServerAnswer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';

/** Something of the server's while it is asked for; `answer` is the last one there was to this question. */
export interface Asked<T> {
  loading: boolean;
  answer: ServerAnswer<T> | null;
  again: () => void;
}

/** Asks for a report of the server, again when what is asked changes or the till comes online. `null` asks for nothing. */
export function useServer<S extends TSchema>(
  path: string | null,
  schema: S,
  query: Readonly<Record<string, string>> = {},
): Asked<Static<S>> {
  const online = useStore(useTill().hostView).status?.online ?? false;
  const [times, setTimes] = useState(0);
  const search = new URLSearchParams(query).toString();
  const question = `${path}?${search}`;
  const turn = `${online} ${times}`;
  const [had, setHad] = useState<{ question: string; turn: string; answer: ServerAnswer<Static<S>> } | null>(null);
  useEffect(() => {
    if (path === null) return;
    const leave = new AbortController();
    const asking = { query: Object.fromEntries(new URLSearchParams(search)), signal: leave.signal };
    void askServer(path, schema, asking).then((answer) => {
      if (!leave.signal.aborted) setHad({ question: `${path}?${search}`, turn, answer });
    });
    return () => leave.abort();
  }, [path, schema, search, turn]);
  const again = useCallback(() => setTimes((count) => count + 1), []);
  const current = had?.question === question ? had : null;
  return { loading: path !== null && current?.turn !== turn, answer: current?.answer ?? null, again };
}
