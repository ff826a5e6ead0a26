import { useEffect, useState } from 'react';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { findTicket } from '#renderer/features/returns/find-ticket.ts';
import { isReturnable, type SoldTicket } from '#renderer/features/returns/sold-ticket.ts';
import { usePostVoid } from '#renderer/features/returns/use-post-void.ts';
import type { Sale } from '#renderer/features/sell/sale.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';

interface UndoSaleParts {
  order: OrderFact | null;
  sale: Sale;
  checkout: Checkout;
  status: HostStatus;
  config: RegisterConfig;
  /** To where it happens. */
  onSell: () => void;
}

/** How a past sale can be undone from where its receipt is shown; null for what is not possible now. */
export interface UndoSale {
  takeBack: (() => void) | null;
  voidAll: (() => void) | null;
}

/** Taking back something of a past sale, or undoing it as a whole: nothing while another is being paid, or without a shift. */
export function useUndoSale({ order, sale, checkout, status, config, onSell }: UndoSaleParts): UndoSale {
  const { cart } = useStore(sale.view);
  const { at } = useStore(checkout.stage);
  const ticket = useTicket(order);
  const postVoid = usePostVoid({ sale, checkout, status, config });
  const isOpen = status.session !== null || status.signedIn?.training === true;
  const isFree = at !== 'paying' && at !== 'saving';
  // Until it is known what came back, what was sold may.
  const isLeft = ticket ? isReturnable(ticket) : (order?.payload.lines.length ?? 0) > 0;
  if (!order || !isOpen || !isFree || !isLeft) return { takeBack: null, voidAll: null };
  return {
    takeBack() {
      checkout.back();
      checkout.takeBack('', order.id);
      onSell();
    },
    voidAll:
      ticket && cart === null && postVoid.isPossible(ticket)
        ? () => void postVoid.run(ticket).then((begun) => begun && onSell())
        : null,
  };
}

/** The ticket of an order with all that came back of it; null until it is here. */
function useTicket(order: OrderFact | null): SoldTicket | null {
  const store = useStore(useTill().store);
  const [ticket, setTicket] = useState<SoldTicket | null>(null);
  const orderId = order?.id ?? null;
  useEffect(() => {
    if (orderId === null) return;
    let wanted = true;
    const look = async (): Promise<void> => {
      const found = await findTicket(orderId, store);
      if (wanted) setTicket(found);
    };
    void look();
    const stop = store?.onOrders(() => void look());
    return () => {
      wanted = false;
      stop?.();
    };
  }, [orderId, store]);
  return ticket?.orderId === orderId ? ticket : null;
}
