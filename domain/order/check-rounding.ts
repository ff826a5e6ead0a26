import type { Order } from '#domain/order/order.ts';
import type { OrderFault } from '#domain/order/order-fault.ts';

/** How a store rounds cash. */
export interface CashPolicy {
  /** Smallest cash amount in minor units. */
  cashRounding: number;
  /** How halves of it go: `up` away from zero, `down` toward zero. */
  halves: 'up' | 'down';
  /** Ids of the tenders that are cash, or that give change in cash. */
  cashTenders: ReadonlySet<string>;
}

/**
 * Whether cash rounding is within what the store allows: none without cash (change is cash too); otherwise the distance to
 * the nearest cash amount, so at most half a step, and a half on the side that the store's rule says.
 */
export function checkRounding(order: Pick<Order, 'total' | 'rounding' | 'payments'>, policy: CashPolicy): OrderFault[] {
  const { rounding, payments } = order;
  if (rounding === 0) return [];
  const found = String(rounding);
  const isCash = payments.some(({ tender, change }) => policy.cashTenders.has(tender) || change > 0);
  if (!isCash) return [{ code: 'rounding-differs', where: 'rounding', expected: '0 without cash', found }];
  const twice = Math.abs(rounding) * 2;
  if (twice > policy.cashRounding) {
    const expected = `at most half of ${policy.cashRounding}`;
    return [{ code: 'rounding-differs', where: 'rounding', expected, found }];
  }
  const isAway = rounding > 0 === order.total >= 0;
  if (twice === policy.cashRounding && isAway !== (policy.halves === 'up')) {
    return [{ code: 'rounding-differs', where: 'rounding', expected: `halves ${policy.halves}`, found }];
  }
  return [];
}
