import { useEffect, useMemo, useState } from 'react';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { type RefundMeans, refundMeans } from '#domain/order/refund-means.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { Paying } from '#renderer/features/pay/use-pay.ts';
import { findTicket } from '#renderer/features/returns/find-ticket.ts';
import type { SoldTicket } from '#renderer/features/returns/sold-ticket.ts';

export interface RefundSuggestion {
  means: readonly RefundMeans[];
}

/**
 * How what is left to give back goes to where it came from, as far as the receipts of the returned goods are known; `looking`
 * while they are looked up, null where nothing is given back.
 */
export function useRefundPlan(paying: Paying | null, config: RegisterConfig): RefundSuggestion | 'looking' | null {
  const store = useStore(useTill().store);
  const [found, setFound] = useState<{ of: string; tickets: readonly SoldTicket[] }>({ of: '', tickets: [] });
  const returns = paying?.cart.returns ?? [];
  const orderIds = [...new Set(returns.flatMap(({ source }) => (source ? [source.orderId] : [])))].join(' ');
  useEffect(() => {
    let wanted = true;
    const ids = orderIds === '' ? [] : orderIds.split(' ');
    void Promise.all(ids.map((orderId) => findTicket(orderId, store).catch(() => null))).then((all) => {
      if (wanted) setFound({ of: orderIds, tickets: all.filter((ticket) => ticket !== null) });
    });
    return () => {
      wanted = false;
    };
  }, [orderIds, store]);
  return useMemo(() => {
    if (!paying || paying.left >= 0) return null;
    return found.of === orderIds ? plan(paying, found.tickets, config) : 'looking';
  }, [paying, found, orderIds, config]);
}

/** Suggestions for all receipts together, for no more than is left. */
export function plan(
  paying: Pick<Paying, 'left' | 'walk'>,
  tickets: readonly SoldTicket[],
  config: RegisterConfig,
): RefundSuggestion {
  const { tenders, returns } = storePolicy(config.store);
  const given = { payments: [...paying.walk.payments], rounding: paying.walk.rounding };
  let refund = -paying.left;
  const means = tickets.flatMap((ticket) => {
    const givenBack = [...ticket.givenBack, given];
    const { cashLimit } = returns;
    const found = refundMeans({ refund, paid: ticket.order, givenBack, tenders, cashLimit });
    refund = found.rest;
    return found.means;
  });
  return { means };
}
