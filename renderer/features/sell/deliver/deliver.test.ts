import { describe, expect, it } from 'vitest';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import { type DeliverDraft, deliverDraft, deliverFaults, destinationOf } from './deliver-draft.ts';
import { askElsewhere } from './elsewhere.ts';
import { mayDeliver } from './may-deliver.ts';

type Config = Parameters<typeof mayDeliver>[0];
const STORE = { postage: { amount: 395 } } as Config['store'];
const OTHER = [{ storeId: 'north', locationId: 'north', name: 'North' }];
const LINE: CartLine = {
  ...{ id: 'L', variantId: 'v', sku: 's', name: 'n', unit: 'each', taxCategory: 'c', quantity: 2, unitPrice: 1 },
  ...{ priceVersion: 1, discounts: [] },
};
const CART: Cart = { id: 'c', operatorId: 'O', openedAt: '', lines: [LINE], discounts: [] };

describe('mayDeliver', () => {
  it('offers what the chain has, and nothing in training or where no orders are worked', () => {
    const config = { hasChannels: true, otherStores: OTHER, store: STORE } as Config;
    expect(mayDeliver(config, false)).toEqual({ stores: OTHER, ships: true });
    expect(mayDeliver(config, true)).toBeNull();
    expect(mayDeliver({ ...config, hasChannels: undefined } as Config, false)).toBeNull();
    expect(mayDeliver({ hasChannels: true, store: {} } as Config, false)).toBeNull();
  });
});

describe('what is entered', () => {
  const filled = (change: Partial<DeliverDraft>): DeliverDraft => ({
    ...deliverDraft(CART, LINE, { memberName: null, country: 'GB' }),
    ...{ way: 'ship', name: 'Ada', phone: '020 7946 0000', street: '1 High St', postalCode: 'N1', city: 'London' },
    ...change,
  });
  it('says what is missing', () => {
    expect(deliverFaults(filled({}), false, 'GB')).toEqual([]);
    expect(deliverFaults(filled({ name: '', phone: '', street: '' }), false, 'GB')).toEqual([
      'name',
      'contact',
      'address',
    ]);
    expect(deliverFaults(filled({ phone: '' }), true, 'GB')).toEqual([]);
    expect(deliverFaults(filled({ way: 'collect', email: 'x' }), false, 'GB')).toEqual(['store', 'email']);
    expect(deliverFaults(filled({ way: 'carry', name: '' }), false, 'GB')).toEqual([]);
  });

  it('becomes a delivery of the same order, one for each store and one for what is shipped', () => {
    const known = { store: STORE, country: 'GB', postageName: 'Postage' };
    const first = destinationOf(filled({}), CART, known);
    expect(first?.customer).toEqual({ name: 'Ada', phone: '+442079460000' });
    expect(first?.to.postage).toEqual({ name: 'Postage', amount: 395 });
    if (!first) throw new Error('goes somewhere');
    const placed = { ...first.to.order, customer: first.customer, deliveries: [first.to.delivery] };
    const again = destinationOf(filled({ city: 'Leeds' }), { ...CART, placed }, known);
    expect(again?.to.order).toEqual(first.to.order);
    expect(again?.to.delivery.id).toBe(first.to.delivery.id);
    // A text in the vault is never another: what is said anew has an id of its own, or paying would be refused.
    expect(again?.to.delivery.addressId).not.toBe(first.to.delivery.addressId);
    const same = destinationOf(filled({}), { ...CART, placed }, known);
    expect(same?.to.delivery.addressId).toBe(first.to.delivery.addressId);
    const renamed = destinationOf(filled({ name: 'Ada L.' }), { ...CART, placed }, known);
    expect(renamed?.to.order.customerId).not.toBe(first.to.order.customerId);
    expect(renamed?.to.order.orderId).toBe(first.to.order.orderId);
  });
});

describe('askElsewhere', () => {
  it('says what was last heard, and when, while the server does not answer', async () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
    };
    const told = { at: '2026-11-21T10:00:00.000Z', stores: [{ storeId: 'north', available: 3 }] };
    const down = () => Promise.reject(new Error('no network'));
    expect(await askElsewhere('v', storage, down)).toBeNull();
    expect(await askElsewhere('v', storage, () => Promise.resolve(new Response(JSON.stringify(told))))).toEqual(told);
    expect(await askElsewhere('v', storage, down)).toEqual(told);
    expect(await askElsewhere('w', storage, down)).toBeNull();
  });
});
