import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placedFromTicket } from '#domain/fulfilment/placed-from-ticket.ts';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import { canDeliver, deliverLine, isPostage, placingFault, withPostage } from '#domain/order/cart-deliveries.ts';
import { setQuantity } from '#domain/order/cart-edit.ts';
import { checkOrder } from '#domain/order/check-order.ts';
import { draftOrder } from '#domain/order/complete-order.ts';
import { orderMovements } from '#domain/order/order-movements.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';

const RULES: TaxRules = {
  version: 1,
  pricesIncludeTax: true,
  rounding: 'line',
  rates: {
    standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }],
    reduced: [{ code: 'R', name: 'VAT', ratePpm: 50_000 }],
  },
};
const ORDER = { orderId: 'o1', number: 'N1', customerId: 'c1' };
const PICKUP = { order: ORDER, delivery: { id: 'D1', method: 'pickup' as const, storeId: 'north' } };
const ADDRESS = { name: 'Ada', lines: ['1 High St'], postalCode: 'N1', city: 'London', country: 'GB' };
const SHIP = { order: ORDER, delivery: { id: 'D2', method: 'ship' as const, address: ADDRESS, addressId: 'a1' } };
const POSTAGE = { name: 'Postage', amount: 395, freeFrom: 5000 };

function line(id: string, change: Partial<CartLine> = {}): CartLine {
  return {
    ...{ id, variantId: id, sku: id, name: id, unit: 'each', taxCategory: 'standard', quantity: 3, unitPrice: 999 },
    ...{ priceVersion: 1, discounts: [], ...change },
  };
}

function cartOf(...lines: CartLine[]): Cart {
  return { id: 'cart', operatorId: 'O1', openedAt: '2026-11-21T10:00:00.000Z', lines, discounts: [] };
}

const deliver = (cart: Cart, lineId: string, quantity: number, to: Parameters<typeof deliverLine>[2]) =>
  deliverLine(cart, { lineId, quantity, newId: `${lineId}'` }, to);

describe('deliverLine', () => {
  it('leaves a part, adds what sending it costs, and takes both back when it is carried out again', () => {
    const cart = deliver(cartOf(line('mug')), 'mug', 1, { ...SHIP, postage: POSTAGE });
    expect(cart.lines.map(({ id, quantity, deliveryId }) => [id, quantity, deliveryId])).toEqual([
      ['mug', 2, undefined],
      ["mug'", 1, 'D2'],
      ['charge:D2', 1, 'D2'],
    ]);
    const back = deliver(cart, "mug'", 1, null);
    expect(back.lines.map(({ deliveryId }) => deliveryId)).toEqual([undefined, undefined]);
    expect(back.placed).toBeUndefined();
  });

  it('asks postage up to an amount, and a changed one stays as long as it is due', () => {
    const cart = deliver(cartOf(line('mug')), 'mug', 3, { ...SHIP, postage: POSTAGE });
    const cheaper = {
      ...cart,
      lines: cart.lines.map((one) =>
        isPostage(one) ? { ...one, unitPrice: 100, priceOverride: { listPrice: 395, reason: 'manager' } } : one,
      ),
    };
    expect(withPostage(cheaper).lines.at(-1)?.unitPrice).toBe(100);
    expect(withPostage(setQuantity(cheaper, 'mug', 6)).lines.some(isPostage)).toBe(false);
  });

  it('leaves only plain goods by the piece', () => {
    const cart = cartOf(line('deposit', { linkedTo: 'mug' }), line('mug'), line('bag'));
    expect(cart.lines.map((one) => canDeliver(cart, one))).toEqual([false, false, true]);
    for (const change of [
      { unit: 'kg' as const },
      { serial: '1' },
      { parts: [] },
      { storedValue: 'gift-card' as const },
      { batch: 'b' },
    ]) {
      const odd = line('odd', change);
      expect(canDeliver(cartOf(odd), odd)).toBe(false);
    }
  });
});

describe('placingFault', () => {
  it('wants a name, for who is no member a way to reach them, and an address for what is shipped', () => {
    const cart = deliver(cartOf(line('mug')), 'mug', 3, { order: ORDER, delivery: { id: 'D2', method: 'ship' } });
    const withCustomer = (customer: { name: string; phone?: string }, more = {}) =>
      cart.placed ? placingFault({ ...cart, ...more, placed: { ...cart.placed, customer } }) : null;
    expect(withCustomer({ name: ' ' })).toBe('name');
    expect(withCustomer({ name: 'Ada' })).toBe('contact');
    expect(withCustomer({ name: 'Ada', phone: '+44' })).toBe('address');
    expect(withCustomer({ name: 'Ada' }, { memberId: 'm' })).toBe('address');
    expect(placingFault(cartOf(line('mug')))).toBeNull();
  });
});

describe('a mixed basket', () => {
  const parts = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 9 }),
      price: fc.integer({ min: 1, max: 9999 }),
      pickup: fc.nat(9),
      ship: fc.nat(9),
    }),
    { minLength: 1, maxLength: 6 },
  );
  it('is one ticket that adds up: its order is what is left, and only what is carried out leaves the shelf', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 0, max: 300_000 }), (items, percent) => {
        let cart = cartOf(...items.map(({ quantity, price }, at) => line(`v${at}`, { quantity, unitPrice: price })));
        if (percent > 0) cart = { ...cart, discounts: [{ id: 'd', kind: 'percent', value: percent, reason: 'r' }] };
        const carried = new Map<string, number>();
        for (const [at, { quantity, pickup, ship }] of items.entries()) {
          const id = `v${at}`;
          const fetched = Math.min(pickup, quantity);
          if (fetched > 0) cart = deliverLine(cart, { lineId: id, quantity: fetched, newId: `${id}p` }, PICKUP);
          const rest = fetched === quantity ? 0 : quantity - fetched;
          const sent = Math.min(ship, rest);
          if (sent > 0)
            cart = deliverLine(cart, { lineId: id, quantity: sent, newId: `${id}s` }, { ...SHIP, postage: POSTAGE });
          if (rest - sent > 0) carried.set(id, rest - sent);
        }
        const result = settle(cart, RULES);
        if (!result.ok) throw new Error('settles');
        const { total } = result.settled;
        const payments = total === 0 ? [] : [{ id: 'p', tender: 'cash', tendered: total, change: 0, amount: total }];
        const order = draftOrder({
          cart,
          settled: result.settled,
          rules: RULES,
          currency: 'GBP',
          payments,
          rounding: 0,
        });
        expect(checkOrder({ ...order, receipt: { series: 'S', number: 1 } }, RULES)).toEqual([]);
        const moved = new Map(orderMovements(order).map(({ variantId, quantity }) => [variantId, -quantity]));
        expect(moved).toEqual(carried);
        if (!cart.placed) return;
        const placed = placedFromTicket(
          { ticketId: 't', order, placed: cart.placed },
          { storeId: 's', placedAt: '2026-11-21T10:00:00.000Z', language: 'en' },
        );
        const here = order.lines
          .filter(({ deliveryId }) => deliveryId === undefined)
          .reduce((sum, { amount }) => sum + amount, 0);
        expect(placed.total + here).toBe(order.total);
        const left = placed.lines.reduce((sum, { quantity }) => sum + quantity, 0);
        expect(left + [...carried.values()].reduce((sum, each) => sum + each, 0)).toBe(
          items.reduce((sum, { quantity }) => sum + quantity, 0),
        );
      }),
    );
  });
});
