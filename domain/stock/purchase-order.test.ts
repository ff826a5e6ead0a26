import { expect, it } from 'vitest';
import { beyondOrder, mayBecome, orderTotal, purchaseOrderFaults } from './purchase-order.ts';

const line = (variantId: string, quantity: number, packSize = 6, packCost = 900) => {
  return { variantId, quantity, packSize, packCost };
};
const supplier = {
  status: 'active' as const,
  minimumOrder: 2000,
  items: [{ variantId: 'tea', minimumQuantity: 12 }],
};

it('an order of whole packs, enough of each and worth enough, can be sent', () => {
  expect(purchaseOrderFaults([line('tea', 12), line('mug', 6)], supplier)).toEqual([]);
});

it('says of each line and of the whole what is needed', () => {
  expect(purchaseOrderFaults([line('tea', 8), line('mug', 6)], { ...supplier, minimumOrder: 5000 })).toEqual([
    { code: 'packs-not-whole', variantId: 'tea', needed: 6 },
    { code: 'quantity-below-minimum', variantId: 'tea', needed: 12 },
    { code: 'order-below-minimum', variantId: null, needed: 5000 },
  ]);
  expect(purchaseOrderFaults([], { ...supplier, status: 'archived' }).map(({ code }) => code)).toEqual([
    'supplier-archived',
    'order-empty',
  ]);
});

it('costs packs, and parts of them by their share', () => {
  expect(orderTotal([line('tea', 12), line('mug', 8)])).toBe(1800 + 1200);
});

it('goes from draft to sent to closed, and is cancelled only while nothing has come', () => {
  expect(mayBecome(null, 'draft', false)).toBe(true);
  expect(mayBecome(null, 'closed', false)).toBe(false);
  expect(mayBecome('draft', 'sent', false)).toBe(true);
  expect(mayBecome('draft', 'closed', false)).toBe(false);
  expect(mayBecome('sent', 'draft', false)).toBe(false);
  expect([mayBecome('sent', 'cancelled', false), mayBecome('sent', 'cancelled', true)]).toEqual([true, false]);
  expect([mayBecome('closed', 'sent', false), mayBecome('cancelled', 'draft', false)]).toEqual([false, false]);
});

it('finds what comes beyond an order, lines of a variant together, and what nobody ordered', () => {
  const order = { status: 'sent' as const, lines: new Map([['tea', { ordered: 12, received: 6 }]]) };
  const delivered = (...quantities: number[]) => quantities.map((quantity) => ({ variantId: 'tea', quantity }));
  expect(beyondOrder(order, delivered(3, 3))).toEqual([]);
  expect(beyondOrder(order, [...delivered(4, 3), { variantId: 'mug', quantity: 1 }])).toEqual([
    { variantId: 'tea', ordered: 12, received: 13 },
    { variantId: 'mug', ordered: 0, received: 1 },
  ]);
  expect(beyondOrder(order, delivered(-2))).toEqual([]);
});
