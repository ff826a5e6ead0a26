import type { ThirdPartyPayment } from '#contracts/ipc/host.ts';
import type { Cart } from '#domain/order/cart.ts';
import type { Payment } from '#domain/order/order.ts';
import type { Settled } from '#domain/pricing/settled.ts';
import { isOpen } from '#domain/tender/payment-state.ts';
import { beginWalk, type TenderWalk } from '#domain/tender/tender-walk.ts';
import type { KeptPayments } from './kept-payments.ts';

/** How far a cart is paid, with what the host knows of its payments by third parties. */
export interface CartWalk {
  walk: TenderWalk;
  /** Payments of the cart that a terminal or wallet is asked for, or whose outcome is unknown: nothing else may be done. */
  open: readonly ThirdPartyPayment[];
  /** The last one that came to nothing, for the cashier to read why. */
  declined: ThirdPartyPayment | null;
}

/** The walk of a cart: what it comes to, what was taken by hand, and what third parties approved. */
export function cartWalk(
  cart: Cart,
  settled: Settled,
  kept: KeptPayments,
  payments: readonly ThirdPartyPayment[],
): CartWalk {
  const own = payments.filter((payment) => payment.cartId === cart.id);
  const approved = own.filter(({ state }) => state === 'approved').map(paymentOf);
  const begun = beginWalk(settled.total + (cart.accountPayment ?? 0), storedValueSold(cart, settled));
  const rounding = kept.taken.reduce((sum, taken) => sum + taken.rounding, 0);
  const declined = own.at(-1)?.state === 'declined' ? own.at(-1) : undefined;
  return {
    walk: { ...begun, rounding, payments: [...approved, ...kept.taken.map(({ payment }) => payment)] },
    open: own.filter(({ state }) => isOpen(state)),
    declined: declined ?? null,
  };
}

/** Whether money was taken, or may have been, for a cart that is not completed: it can't be cleared or parked. */
export function isPartPaid(cart: Cart | null, kept: KeptPayments, payments: readonly ThirdPartyPayment[]): boolean {
  if (!cart) return false;
  const byOthers = payments.some(({ cartId, state }) => cartId === cart.id && (state === 'approved' || isOpen(state)));
  return byOthers || (kept.cartId === cart.id && kept.taken.length > 0);
}

/** A payment a third party approved, as a ticket holds it. */
function paymentOf({ paymentId, tender, direction, amount, tip, reference }: ThirdPartyPayment): Payment {
  const sign = direction === 'sale' ? 1 : -1;
  return {
    id: paymentId,
    tender,
    tendered: sign * amount + tip,
    change: 0,
    amount: sign * amount,
    ...(tip > 0 ? { tip } : {}),
    ...(reference ? { reference } : {}),
  };
}

/** What the lines that sell gift cards come to. */
function storedValueSold(cart: Cart, settled: Settled): number {
  return cart.lines.reduce(
    (sum, line, index) => (line.storedValue ? sum + (settled.lines[index]?.amount ?? 0) : sum),
    0,
  );
}
