import { useEffect, useState } from 'react';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { type Found, findTickets } from '#renderer/features/returns/find-ticket.ts';
import { type SearchBy, ticketQuery } from '#renderer/features/returns/ticket-query.ts';

export interface TicketSearch {
  by: SearchBy;
  text: string;
  /** Null while nothing is looked for. */
  found: Found | null;
  setBy: (by: SearchBy) => void;
  setText: (text: string) => void;
}

const PAUSE_MS = 250;

/** Looks for past tickets as the cashier types; `first` is a receipt's number that is looked for at once. */
export function useTicketSearch(digits: number, first = ''): TicketSearch {
  const store = useStore(useTill().store);
  const [by, setBy] = useState<SearchBy>('receipt');
  const [text, setText] = useState(first);
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    let wanted = true;
    const look = async (): Promise<void> => {
      const [member] =
        by === 'member' && text.trim() !== '' ? ((await store?.searchMembers(text.trim(), 1)) ?? []) : [];
      const query = ticketQuery(by, text, digits, member?.memberId ?? null);
      const next = query && (await findTickets(query, store));
      if (wanted) setFound(text.trim() === '' ? null : (next ?? { rows: [], ownOnly: false }));
    };
    const timer = setTimeout(() => void look(), text === '' ? 0 : PAUSE_MS);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [store, by, text, digits]);
  return { by, text, found, setBy, setText };
}
