import { useEffect, useRef, useState } from 'react';
import { OnlineOrderList, type OnlineOrderRow } from '#contracts/http/online-orders.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { askServer, type ServerAnswer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';

const PATH = '/online-orders';

interface Pages {
  /** What was asked. */
  question: string;
  orders: readonly OnlineOrderRow[];
  next: string | null;
  refusal: Extract<ServerAnswer<never>, { ok: false }> | null;
}

/** Orders as far as they were scrolled to. */
export interface OrderPages {
  /** Null before the first answer; while something else is asked for, what was found last. */
  pages: Pages | null;
  loading: boolean;
  /** Asks for those that follow. */
  more: () => void;
  again: () => void;
}

/** Asks for orders page by page; from the first one when what is asked changes or the till comes online. */
export function useOrderPages(query: Readonly<Record<string, string>>): OrderPages {
  const online = useStore(useTill().hostView).status?.online ?? false;
  const [times, setTimes] = useState(0);
  const question = new URLSearchParams(query).toString();
  const turn = `${question} ${online} ${times}`;
  const [pages, setPages] = useState<Pages | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const following = useRef<string | null>(null);

  useEffect(() => {
    const leave = new AbortController();
    following.current = null;
    const asking = { query: Object.fromEntries(new URLSearchParams(question)), signal: leave.signal };
    void askServer(PATH, OnlineOrderList, asking).then((answer) => {
      if (leave.signal.aborted) return;
      setDone(turn);
      setPages(
        answer.ok
          ? { question, orders: answer.value.orders, next: answer.value.next, refusal: null }
          : { question, orders: [], next: null, refusal: answer },
      );
    });
    return () => leave.abort();
  }, [question, turn]);

  async function follow(from: Pages, cursor: string): Promise<void> {
    const asked = { ...Object.fromEntries(new URLSearchParams(from.question)), cursor };
    const answer = await askServer(PATH, OnlineOrderList, { query: asked });
    if (following.current !== cursor) return;
    following.current = null;
    if (!answer.ok) return;
    const { orders, next } = answer.value;
    setPages((current) =>
      current?.next === cursor ? { ...current, orders: [...current.orders, ...orders], next } : current,
    );
  }

  return {
    pages,
    loading: done !== turn,
    more() {
      if (!pages?.next || following.current !== null || pages.question !== question) return;
      following.current = pages.next;
      void follow(pages, pages.next);
    },
    again: () => setTimes((count) => count + 1),
  };
}
