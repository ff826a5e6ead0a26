import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OnlineOrderDetail } from '#contracts/http/online-orders.ts';
import { cancellable, planCancel, refundableCharges } from './cancel-plan.ts';

type Order = Pick<OnlineOrderDetail, 'lines' | 'charges' | 'money'>;

function line(lineId: string, ordered: number, amount: number, more: Partial<Order['lines'][number]> = {}) {
  return {
    ...{ lineId, deliveryId: 'D1', variantId: lineId, sku: lineId, name: lineId, unit: 'each' as const, ordered },
    ...{ cancelled: 0, promised: 0, staged: 0, left: 0, returnAsked: 0, returned: 0 },
    ...{ amount, cancelledAmount: 0, substitutedAmount: 0, ticketed: 0, ticketedAmount: 0, ...more },
  };
}

function order(lines: Order['lines'], postage = 0, money: Partial<Order['money']> = {}): Order {
  const total = lines.reduce((sum, one) => sum + one.amount - one.cancelledAmount, postage);
  const charges = [{ chargeId: 'C1', kind: 'shipping' as const, name: 'Post', amount: postage, cancelled: 0 }];
  const paid = { total, authorised: 0, voided: 0, captured: total, refunded: 0, refundAsked: 0 };
  return { lines, charges: postage > 0 ? charges : [], money: { ...paid, ...money } };
}

test('one of three pieces is given back, the postage stays', () => {
  const plan = planCancel(order([line('A', 3, 1000), line('B', 1, 500)], 300), { A: 1 });
  expect(plan).toMatchObject({
    lines: [{ lineId: 'A', quantity: 1 }],
    goods: 333,
    charges: 0,
    total: 1467,
    refund: 333,
  });
});

test('with the last piece the postage goes too, unless something left', () => {
  expect(planCancel(order([line('A', 2, 1000)], 300), { A: 2 })).toMatchObject({
    charges: 300,
    total: 0,
    refund: 1300,
  });
  const sent = order([line('A', 2, 1000, { left: 1 })], 300);
  expect(planCancel(sent, { A: 2 })).toMatchObject({ lines: [{ quantity: 1 }], charges: 0, refund: 500 });
});

test('what was only set aside is not taken; what is due already is not counted again', () => {
  const held = order([line('A', 2, 1000)], 0, { authorised: 1000, captured: 0 });
  expect(planCancel(held, { A: 1 })).toMatchObject({ refund: 0, freed: 500 });
  const due = order([line('A', 2, 1000)], 0, { captured: 1200 });
  expect(planCancel(due, { A: 1 })).toMatchObject({ refund: 500 });
});

test('nothing chosen comes to nothing', () => {
  expect(planCancel(order([line('A', 2, 1000)], 300), {})).toMatchObject({
    lines: [],
    goods: 0,
    charges: 0,
    refund: 0,
  });
});

test('what is given back of a paid order is never more than was paid, and all of it for all', () => {
  const lines = fc.array(fc.record({ ordered: fc.integer({ min: 1, max: 9 }), amount: fc.nat(10_000) }), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(lines, fc.nat(900), fc.infiniteStream(fc.nat(9)), (specs, postage, parts) => {
      const paid = order(
        specs.map(({ ordered, amount }, at) => line(`L${at}`, ordered, amount)),
        postage,
      );
      const some = Object.fromEntries(paid.lines.map(({ lineId }) => [lineId, parts.next().value ?? 0]));
      const plan = planCancel(paid, some);
      expect(plan.refund).toBe(plan.goods + plan.charges);
      expect(plan.refund).toBeLessThanOrEqual(paid.money.total);
      const all = Object.fromEntries(paid.lines.map((one) => [one.lineId, cancellable(one)]));
      expect(planCancel(paid, all)).toMatchObject({ total: 0, refund: paid.money.total });
    }),
  );
});

test('of postage no more is given back than is left of it', () => {
  const whole = order([line('A', 1, 1000)], 300);
  expect(refundableCharges(whole)).toBe(300);
  expect(refundableCharges({ ...whole, charges: whole.charges.map((one) => ({ ...one, cancelled: 100 })) })).toBe(200);
  expect(refundableCharges(order([line('A', 1, 1000)], 300, { captured: 0 }))).toBe(0);
});
