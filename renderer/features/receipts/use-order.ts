import { useEffect, useState } from 'react';
import { OrderAnswer } from '#contracts/http/api.ts';
import { askServer } from '#renderer/app/server-api.ts';
import type { TicketRow } from '#renderer/features/returns/find-ticket.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

/** The whole ticket behind a row of a list: this register's at once, another's from the server; null until it is here. */
export function useOrder(row: TicketRow | undefined): OrderFact | null {
  const [fetched, setFetched] = useState<OrderFact | null>(null);
  const orderId = row && !row.own ? row.orderId : null;
  useEffect(() => {
    if (orderId === null) return;
    let wanted = true;
    void askServer(`/orders/${orderId}`, OrderAnswer).then((answer) => {
      if (wanted && answer.ok) setFetched(orderFact(answer.value));
    });
    return () => {
      wanted = false;
    };
  }, [orderId]);
  if (!row) return null;
  return row.own ?? (fetched?.id === row.orderId ? fetched : null);
}

/** A ticket of another register in the form of this register's own; its place in that register's journal is not known here. */
export function orderFact(answer: OrderAnswer): OrderFact {
  const { orderId: id, storeId, registerId, journalId, operatorId, at, businessDate, order: payload } = answer;
  const where = { storeId, registerId, journalId, seq: 0, at, businessDate, operatorId, prev: '' };
  return { id, kind: 'order.completed', version: 1, ...where, payload };
}
