import { v7 as uuid } from 'uuid';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { postVoid } from '#domain/order/post-void.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { taxRulesNow } from '#renderer/app/tax-rules-now.ts';
import { useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import type { SoldTicket } from '#renderer/features/returns/sold-ticket.ts';
import { voidFault } from '#renderer/features/returns/void-fault.ts';
import type { Sale } from '#renderer/features/sell/sale.ts';

interface PostVoidParts {
  sale: Sale;
  checkout: Checkout;
  status: HostStatus;
  config: RegisterConfig;
}

/** Why a sale is voided, where nobody says more: it was rung up wrongly. */
const REASON = 'mistake';

/** Undoes the last sale of this register: everything comes back, and paying gives back what was paid. */
export function usePostVoid({ sale, checkout, status, config }: PostVoidParts) {
  const { allow } = useOverride();
  const { store: held, host } = useTill();
  const store = useStore(held);
  const last = useStore(checkout.last);

  async function run(ticket: SoldTicket): Promise<boolean> {
    const fact = await store?.order(ticket.orderId);
    if (!fact) return false;
    const fault = await voidFault(fact.payload, host, status.signedIn?.training === true);
    if (fault) {
      checkout.back();
      sale.notify({ code: fault, params: {} });
      return true;
    }
    const cartId = uuid();
    const about = { amount: fact.payload.total, name: ticket.receipt };
    const allowed = await allow('post-void', 0, cartId, about);
    if (!allowed.ok) return false;
    checkout.next();
    const { overrideId } = allowed;
    const decided = overrideId === undefined ? {} : { overrideId };
    const undone = postVoid({
      orderId: ticket.orderId,
      receipt: ticket.receipt,
      order: fact.payload,
      reason: REASON,
      ...decided,
      tenders: storePolicy(config.store).tenders,
      newId: uuid,
      pricesIncludeTax: taxRulesNow(config).pricesIncludeTax,
    });
    if (!undone.ok) {
      sale.notify({ code: undone.code === 'deposit' ? 'void-deposit' : 'void-not-possible', params: {} });
      return true;
    }
    const begun = { id: cartId, operatorId: status.signedIn?.operatorId ?? '', openedAt: new Date().toISOString() };
    for (const line of undone.returns) sale.edit({ type: 'return', line, cart: begun });
    checkout.back();
    checkout.voidSale({ orderId: ticket.orderId, reason: REASON, ...decided, lines: undone.returns.length });
    checkout.begin();
    return true;
  }

  return {
    /** Only the last sale of this register, and only while nothing of it came back. */
    isPossible: ({ orderId, returned, order, postVoided }: SoldTicket): boolean =>
      last?.id === orderId &&
      order.lines.length > 0 &&
      returned.length === 0 &&
      !postVoided &&
      (order.returns ?? []).length === 0,
    /** Answers whether the till is ringing up or paying now, for what it did or to say why not. */
    run,
  };
}
