import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { Cart } from '#domain/order/cart.ts';
import type { Tender, TenderKind } from '#domain/tender/tender.ts';
import { type CashRules, leftOf } from '#domain/tender/tender-walk.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { type CartWalk, cartWalk } from '#renderer/features/pay/cart-walk.ts';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { type KeptPayments, noKeptPayments } from '#renderer/features/pay/kept-payments.ts';
import type { Sale } from '#renderer/features/sell/sale.ts';

/** The cart being paid, as the pay screen sees it. */
export interface Paying extends CartWalk {
  cart: Cart;
  kept: KeptPayments;
  /** Still to be paid; negative: still to be given back. */
  left: number;
  rules: CashRules;
  /** Tenders that can be used now: for money back those that give it back, without a receipt store credit alone. */
  tenders: readonly Tender[];
}

/** What pays off an account: money, neither another debt nor what was sold as stored value. */
const MONEY: ReadonlySet<TenderKind> = new Set(['cash', 'card', 'card-manual', 'wallet']);

/** How far the cart is paid, followed as cart, payments and host change; null without a cart. */
export function usePaying(sale: Sale, checkout: Checkout, status: HostStatus, config: RegisterConfig): Paying | null {
  const { cart, settled } = useStore(sale.view);
  const held = useStore(checkout.kept);
  if (!cart || !settled) return null;
  const kept = held?.cartId === cart.id ? held : noKeptPayments(cart.id);
  const policy = storePolicy(config.store);
  const now = cartWalk(cart, settled, kept, status.payments);
  const left = leftOf(now.walk);
  const unreceipted = cart.returns?.some(({ source }) => source === null) ?? false;
  const usable = (tender: Tender): boolean => {
    if (cart.accountPayment !== undefined && !MONEY.has(tender.kind)) return false;
    // Points are a member's, and buy nothing in a chain that gives none.
    if (tender.kind === 'points' && (cart.memberId === undefined || !config.memberProgram?.points)) return false;
    if (left >= 0) return true;
    return tender.refunds && !tender.foreign && (!unreceipted || tender.kind === 'store-credit');
  };
  return {
    ...now,
    cart,
    kept,
    left,
    rules: { cashRounding: config.store.cashRounding, halves: policy.cashRoundingHalves },
    tenders: policy.tenders.filter(usable),
  };
}
