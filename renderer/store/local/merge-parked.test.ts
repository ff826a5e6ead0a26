import { describe, expect, it } from 'vitest';
import type { Cart } from '#domain/order/cart.ts';
import type { ParkedHere, ParkedView } from '#renderer/store/till-store.ts';
import { type KnownParked, mergeParked } from './merge-parked.ts';
import { fromParked, notesOf, toParked } from './parked-cart-codec.ts';

const NOTE = { id: '0192f000-0000-7000-8000-00000000000a', text: 'Blue coat, back at noon' };
const LINE = {
  id: 'l1',
  variantId: 'mug',
  sku: 'MUG',
  name: 'Mug',
  unit: 'each',
  taxCategory: 'standard',
  quantity: 2,
  unitPrice: 500,
  priceVersion: 1,
  discounts: [],
} as const satisfies Cart['lines'][number];

function cart(id: string, more: Partial<Cart> = {}): Cart {
  return { id, operatorId: 'ada', openedAt: '2026-11-21T10:00:00.000Z', lines: [{ ...LINE }], discounts: [], ...more };
}

function here(parkId: string, cartId = `cart-${parkId}`): ParkedHere {
  return { parkId, operatorId: 'ada', at: `2026-11-21T10:0${parkId}:00.000Z`, total: 1000, cart: cart(cartId) };
}

function there(parkId: string, cartId = `cart-${parkId}`): ParkedView {
  const { cart: parked, ...rest } = here(parkId, cartId);
  return { ...rest, registerId: 'till-2', cart: toParked(parked), notes: {} };
}

function list(sources: Partial<KnownParked>) {
  const none = { here: [], store: { carts: [], watermark: 0 }, parkedSeqs: new Map(), claimed: new Set<string>() };
  return mergeParked({ ...none, live: new Set(), ...sources }).map(({ parkId, state }) => [parkId, state]);
}

describe('the parked carts', () => {
  it('are this register’s and the store’s, newest first, each once', () => {
    const store = { carts: [there('2'), there('1')], watermark: 9 };
    expect(list({ here: [here('1'), here('3')], store, parkedSeqs: new Map([['1', 5]]) })).toEqual([
      ['3', 'here'],
      ['2', 'store'],
      ['1', 'here'],
    ]);
  });

  it('stay while the server has not taken the fact, and are gone once it has and lists them no more', () => {
    const parkedSeqs = new Map([['1', 5]]);
    expect(list({ here: [here('1')], parkedSeqs, store: { carts: [], watermark: 4 } })).toEqual([['1', 'here']]);
    expect(list({ here: [here('1')], parkedSeqs, store: { carts: [], watermark: 5 } })).toEqual([['1', 'gone']]);
  });

  it('say at which register they were parked, as far as that is known', () => {
    const store = { carts: [{ ...there('1'), registerName: 'Front till' }, there('2')], watermark: 0 };
    const none = { parkedSeqs: new Map<string, number>(), claimed: new Set<string>(), live: new Set<string>() };
    const entries = mergeParked({ ...none, here: [here('3')], store });
    expect(entries.map(({ registerId, registerName }) => [registerId, registerName])).toEqual([
      [null, undefined],
      ['till-2', undefined],
      ['till-2', 'Front till'],
    ]);
  });

  it('are not listed again after this register took them up, even while the server still does', () => {
    const store = { carts: [there('1'), there('2', 'live-cart')], watermark: 0 };
    expect(list({ store, claimed: new Set(['1']), live: new Set(['live-cart']) })).toEqual([]);
  });
});

describe('a cart on its way to another register', () => {
  it('leaves its texts behind, and finds them again by id', () => {
    const full = cart('c', {
      note: NOTE,
      memberId: 'm1',
      lines: [{ ...LINE, note: { ...NOTE, id: '0192f000-0000-7000-8000-00000000000b' } }],
      taxExemption: { reason: 'export', certificate: { ...NOTE, id: '0192f000-0000-7000-8000-00000000000c' } },
    });
    const travelling = toParked(full);
    expect(JSON.stringify(travelling)).not.toContain(NOTE.text);
    const texts = Object.fromEntries(notesOf(full).map(({ id, text }) => [id, text]));
    expect(Object.keys(texts)).toHaveLength(3);
    expect(fromParked(travelling, texts)).toEqual(full);
    expect(fromParked(travelling, {}).note).toBeUndefined();
  });
});
