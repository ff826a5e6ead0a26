import { useEffect, useRef, useState } from 'react';
import { type HistoryRow, MemberHistory } from '#contracts/http/members.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { askServer, type ServerAnswer } from '#renderer/app/server-api.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { ownRow, type TicketRow } from '#renderer/features/returns/find-ticket.ts';

const OWN_LIMIT = 50;

/** What is known of somebody's past purchases. */
export interface PastPurchases {
  rows: readonly HistoryRow[];
  next: string | null;
  /** Why the server said nothing: this till's own are all there is. */
  refusal: Extract<ServerAnswer<never>, { ok: false }> | null;
  /** Asks for those that follow. */
  more: () => void;
}

/**
 * What a member bought, newest first: in all stores and online as the server says, page by page, with what this till sold and the server
 * has not heard of yet; without a network this till's own alone. Null while it is asked for. `place` is what this till's store is called.
 */
export function useMemberHistory(memberId: string, place: string): PastPurchases | null {
  const till = useTill();
  const store = useStore(till.store);
  const online = useStore(till.hostView).status?.online ?? false;
  const path = `/members/${encodeURIComponent(memberId)}/history`;
  const turn = `${path} ${online}`;
  const [own, setOwn] = useState<readonly HistoryRow[]>([]);
  const [told, setTold] = useState<(MemberHistory & Pick<PastPurchases, 'refusal'> & { turn: string }) | null>(null);
  const following = useRef<string | null>(null);

  useEffect(() => {
    let wanted = true;
    void store?.findOrders({ memberId }, OWN_LIMIT).then((facts) => {
      if (wanted) setOwn(facts.map((fact) => historyRow(ownRow(fact), place)));
    });
    return () => {
      wanted = false;
    };
  }, [store, memberId, place]);

  useEffect(() => {
    const leave = new AbortController();
    following.current = null;
    void askServer(path, MemberHistory, { signal: leave.signal }).then((answer) => {
      if (leave.signal.aborted) return;
      setTold(answer.ok ? { turn, ...answer.value, refusal: null } : { turn, rows: [], next: null, refusal: answer });
    });
    return () => leave.abort();
  }, [path, turn]);

  async function follow(cursor: string): Promise<void> {
    const answer = await askServer(path, MemberHistory, { query: { cursor } });
    if (following.current !== cursor) return;
    following.current = null;
    if (!answer.ok) return;
    setTold((now) =>
      now?.next === cursor ? { ...now, ...answer.value, rows: [...now.rows, ...answer.value.rows] } : now,
    );
  }

  if (!told?.turn.startsWith(`${path} `)) return null;
  return {
    rows: joined(told, own),
    next: told.next,
    refusal: told.refusal,
    more() {
      if (told.next === null || following.current !== null) return;
      following.current = told.next;
      void follow(told.next);
    },
  };
}

/** The server's rows with a till's own that are not among them; of pages that are yet to come, none is put ahead. */
export function joined({ rows, next }: MemberHistory, own: readonly HistoryRow[]): HistoryRow[] {
  const known = new Set(rows.map(({ orderId }) => orderId));
  const oldest = next === null ? '' : (rows.at(-1)?.at ?? '');
  const unheard = own.filter(({ orderId, at }) => !known.has(orderId) && at > oldest);
  return [...rows, ...unheard].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
}

function historyRow({ orderId, receipt, at, first, items, total, currency }: TicketRow, place: string): HistoryRow {
  return { kind: 'receipt', orderId, number: receipt, at, place, first, items, total, currency };
}
