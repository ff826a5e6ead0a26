import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  FULFILMENT_AXIS,
  ORDER_TABLE,
  type OrderLineSums,
  type OrderMoney,
  openOf,
  orderAllows,
  orderFulfilment,
  orderPayment,
  orderReturn,
  PAYMENT_AXIS,
  RETURN_AXIS,
  refundDue,
  unassignedOf,
} from './order-state.ts';

const line = (more: Partial<OrderLineSums>): OrderLineSums => ({
  lineId: 'a',
  ordered: 3,
  cancelled: 0,
  promised: 0,
  staged: 0,
  left: 0,
  returnAsked: 0,
  returned: 0,
  ...more,
});
const money = (more: Partial<OrderMoney>): OrderMoney => ({
  total: 1000,
  authorised: 0,
  voided: 0,
  captured: 0,
  refunded: 0,
  failed: false,
  ...more,
});

/** Sums that can be: nothing leaves that was cancelled, nothing comes back that did not leave. */
const lines = fc.array(
  fc
    .record({
      ordered: fc.integer({ min: 1, max: 3 }),
      cancelled: fc.nat({ max: 3 }),
      promised: fc.nat({ max: 3 }),
      staged: fc.nat({ max: 3 }),
      left: fc.nat({ max: 3 }),
      returnAsked: fc.nat({ max: 1 }),
      returned: fc.nat({ max: 3 }),
    })
    .map((sums) => {
      const cancelled = Math.min(sums.cancelled, sums.ordered);
      const left = Math.min(sums.left, sums.ordered - cancelled);
      const promised = Math.max(left, Math.min(sums.promised, sums.ordered - cancelled));
      const staged = Math.min(sums.staged, promised - left);
      return line({ ...sums, cancelled, left, promised, staged, returned: Math.min(sums.returned, left) });
    }),
  { minLength: 1, maxLength: 3 },
);

describe('the three axes of an order', () => {
  it('have no state that no order is in', () => {
    const goods = new Set<string>();
    const returns = new Set<string>();
    fc.assert(
      fc.property(lines, (some) => {
        goods.add(orderFulfilment(some));
        returns.add(orderReturn(some));
      }),
      { numRuns: 2000, seed: 1 },
    );
    expect([...goods].sort()).toEqual([...FULFILMENT_AXIS].sort());
    expect([...returns].sort()).toEqual([...RETURN_AXIS].sort());
    const paid = [
      money({}),
      money({ failed: true }),
      money({ authorised: 1000 }),
      money({ captured: 400 }),
      money({ captured: 1000 }),
      money({ total: 600, captured: 1000 }),
      money({ total: 0, captured: 1000, refunded: 1000 }),
    ].map(orderPayment);
    expect(paid).toEqual(PAYMENT_AXIS);
  });

  it('say that an order is fulfilled or cancelled exactly when nothing of it is to leave', () => {
    fc.assert(
      fc.property(lines, (some) => {
        const isOver = some.every((one) => openOf(one) === 0);
        expect(['fulfilled', 'cancelled'].includes(orderFulfilment(some))).toBe(isOver);
        for (const one of some) expect(unassignedOf(one)).toBeLessThanOrEqual(openOf(one));
      }),
    );
  });

  it('owe back what was taken beyond the order, and nothing after it was given', () => {
    fc.assert(
      fc.property(fc.nat({ max: 50 }), fc.nat({ max: 50 }), (total, captured) => {
        const due = refundDue(money({ total, captured }));
        expect(due > 0).toBe(orderPayment(money({ total, captured })) === 'refund-due');
        expect(orderPayment(money({ total, captured, refunded: due }))).not.toBe('refund-due');
      }),
    );
  });

  it('allow something in every state that is not an end', () => {
    for (const fulfilment of FULFILMENT_AXIS)
      for (const payment of PAYMENT_AXIS) {
        const states = { fulfilment, payment, return: 'none' as const };
        const allowed = Object.keys(ORDER_TABLE).filter((action) =>
          orderAllows(action as keyof typeof ORDER_TABLE, states),
        );
        const isEnd =
          fulfilment === 'cancelled' && !['authorised', 'partly-paid', 'paid', 'refund-due'].includes(payment);
        expect(allowed.length > 0, `${fulfilment}, ${payment}`).toBe(!isEnd);
      }
    expect(orderAllows('cancel', { fulfilment: 'fulfilled', payment: 'paid', return: 'none' })).toBe(false);
    expect(orderAllows('amend', { fulfilment: 'in-progress', payment: 'paid', return: 'none' })).toBe(false);
  });
});
