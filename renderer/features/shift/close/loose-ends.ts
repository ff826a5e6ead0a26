import { v7 as uuid } from 'uuid';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { HostStatus, ThirdPartyPayment } from '#contracts/ipc/host.ts';
import type { Cart } from '#domain/order/cart.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { isOpen } from '#domain/tender/payment-state.ts';

/** A cart that nobody paid; `parkId` is null for one left in hand. */
export interface LooseCart {
  parkId: string | null;
  operatorId: string;
  cart: Cart;
}

/** What a loose cart comes to; 0 for one that can't be settled any more. */
export function totalOf(cart: Cart, rules: TaxRules): number {
  const result = settle(cart, rules);
  return result.ok ? result.settled.total : 0;
}

/** The facts that end a cart: taken up first where it was put aside, then abandoned for a reason. */
export function abandonDrafts({ parkId, cart }: LooseCart, reason: string, rules: TaxRules): FactDraft[] {
  const result = settle(cart, rules);
  const amounts = new Map(result.ok ? result.settled.lines.map(({ lineId, amount }) => [lineId, amount]) : []);
  const lines = cart.lines.map(({ id, variantId, name, quantity }) => ({
    variantId,
    name,
    quantity,
    amount: amounts.get(id) ?? 0,
  }));
  const total = result.ok ? result.settled.total : 0;
  const claimed = { id: uuid(), kind: 'cart.claimed', version: 1, payload: { cartId: cart.id, parkId } };
  const abandoned = {
    id: uuid(),
    kind: 'cart.abandoned',
    version: 1,
    payload: { cartId: cart.id, reason, total, lines },
  };
  return parkId === null ? [abandoned] : [claimed, abandoned];
}

/** A payment that has to be decided, and one whose money was taken for a cart that nobody completed. */
export function loosePayments({ payments }: Pick<HostStatus, 'payments'>): {
  open: ThirdPartyPayment[];
  taken: ThirdPartyPayment[];
} {
  return {
    open: payments.filter(({ state }) => isOpen(state)),
    taken: payments.filter(({ state }) => state === 'approved'),
  };
}

/** Whether everything that forces a decision has one: carts kept or gone, payments settled. */
export function allDecided(
  carts: readonly LooseCart[] | null,
  kept: readonly string[],
  payments: ReturnType<typeof loosePayments>,
): boolean {
  if (carts === null || payments.open.length > 0) return false;
  const known = new Set(kept);
  return carts.every(({ cart }) => known.has(cart.id)) && payments.taken.every(({ paymentId }) => known.has(paymentId));
}
