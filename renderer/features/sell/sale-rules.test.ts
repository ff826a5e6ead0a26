import { describe, expect, it } from 'vitest';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { CartLine } from '#domain/order/cart.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import { listName, oneOfEach, optionText } from './product-options.ts';
import type { SaleView } from './sale.ts';
import { allOff, neededFor, withOverride } from './sale-permission.ts';
import { EMPTY_SALE } from './sale-state.ts';
import { canDo } from './sell-actions.ts';
import { barredBy, holdsMoney } from './selling-ports.ts';

const OVERRIDE_ID = '0192f000-0000-7000-8000-00000000000a';
const LINE: CartLine = {
  id: 'l1',
  variantId: 'mug',
  sku: 'MUG',
  name: 'Mug',
  unit: 'each',
  taxCategory: 'standard',
  quantity: 3,
  unitPrice: 500,
  priceVersion: 1,
  discounts: [],
};

function view(line: Partial<CartLine> = {}): SaleView {
  const cart = { id: 'c', operatorId: 'ada', openedAt: '', lines: [{ ...LINE, ...line }], discounts: [] };
  return { ...EMPTY_SALE, cart, selected: 'l1', notice: null, prompt: null, entered: 0, waiting: [] };
}

describe('the permission an edit needs', () => {
  it('is for taking out and lowering, not for adding', () => {
    expect(neededFor({ type: 'quantity', lineId: 'l1', quantity: 2 }, view())?.permission).toBe('line-void');
    expect(neededFor({ type: 'quantity', lineId: 'l1', quantity: 4 }, view())).toBeNull();
    expect(neededFor({ type: 'remove', lineId: 'l1' }, view())?.permission).toBe('line-void');
    expect(neededFor({ type: 'member', memberId: 'm' }, view())).toBeNull();
  });

  it('is as large as the part of the amount that an amount takes, at most all of it', () => {
    const whole = [{ listAmount: 1000, amount: 1000 }];
    expect(allOff({ kind: 'percent', value: 125_000 }, whole)).toBe(125_000);
    expect(allOff({ kind: 'amount', value: 250 }, whole)).toBe(250_000);
    expect(allOff({ kind: 'amount', value: 9999 }, whole)).toBe(1_000_000);
    expect(allOff({ kind: 'amount', value: 1 }, [])).toBe(1_000_000);
    // Ten percent upon ten percent: 1,000 to 900 to 810.
    expect(allOff({ kind: 'percent', value: 100_000 }, [{ listAmount: 1000, amount: 900 }])).toBe(190_000);
  });

  it('of a price is measured from the list price, also after it was changed before', () => {
    const changed = view({ unitPrice: 400, priceOverride: { listPrice: 500, reason: 'damaged' } });
    const price = (unitPrice: number) => ({ type: 'price', lineId: 'l1', asked: { unitPrice, reason: 'x' } }) as const;
    const asked = { itemId: expect.any(String), amount: 250, name: expect.any(String) };
    expect(neededFor(price(250), changed)).toEqual({ permission: 'price-override', size: 500_000, asked });
    expect(neededFor(price(600), changed)).toMatchObject({ permission: 'price-override', size: 0 });
  });

  it('is not needed to charge tax again', () => {
    expect(neededFor({ type: 'exempt', exemption: null }, view())).toBeNull();
    const exempt = { type: 'exempt', exemption: { reason: 'export' } } as const;
    expect(neededFor(exempt, view())?.permission).toBe('tax-exempt');
    expect(withOverride(exempt, OVERRIDE_ID)).toEqual({
      type: 'exempt',
      exemption: { reason: 'export', overrideId: OVERRIDE_ID },
    });
  });
});

const NOTHING = { copy: false, accounts: false, delivers: false };

describe('what can be done', () => {
  it('is a payment on account where the store has accounts, between two carts', () => {
    const empty = { ...view(), cart: null };
    expect(canDo('account', empty, NOTHING)).toBe(false);
    expect(canDo('account', empty, { ...NOTHING, accounts: true })).toBe(true);
    expect(canDo('account', view(), { ...NOTHING, accounts: true })).toBe(false);
  });

  it('needs something to do it to', () => {
    const empty = { ...view(), cart: null, selected: null };
    for (const action of ['discountCart', 'price', 'remove', 'clear', 'exempt', 'pay', 'undo'] as const)
      expect(canDo(action, empty, NOTHING), action).toBe(false);
    expect([
      canDo('unlisted', empty, NOTHING),
      canDo('park', empty, NOTHING),
      canDo('copy', empty, { ...NOTHING, copy: true }),
    ]).toEqual([true, true, true]);
  });

  it('leaves out discounts on what takes none, and another price for stored value', () => {
    expect([canDo('discountLine', view(), NOTHING), canDo('price', view(), NOTHING)]).toEqual([true, true]);
    expect(canDo('discountLine', view({ undiscountable: true }), NOTHING)).toBe(false);
    const card = view({ storedValue: 'gift-card' });
    expect([canDo('discountCart', card, NOTHING), canDo('price', card, NOTHING)]).toEqual([false, false]);
  });

  it('is nothing without a shift, nothing new in one that is overdue, and everything in training', () => {
    const session = { overdue: false } as HostStatus['session'];
    const late = { overdue: true } as HostStatus['session'];
    const signedIn = { operatorId: 'ada', businessDate: '2026-11-21', training: false };
    expect(barredBy({ session: null, signedIn }, true)).toBe('session-not-open');
    expect(barredBy({ session, signedIn }, true)).toBeNull();
    expect([barredBy({ session: late, signedIn }, true), barredBy({ session: late, signedIn }, false)]).toEqual([
      'session-overdue',
      null,
    ]);
    expect(barredBy({ session: null, signedIn: { ...signedIn, training: true } }, true)).toBeNull();
  });

  it('does not include emptying a cart whose payment may have been taken', () => {
    const payments = (state: string) => ({ payments: [{ cartId: 'c', state }] }) as unknown as HostStatus;
    for (const state of ['asked', 'unknown', 'approved']) expect(holdsMoney(payments(state), 'c'), state).toBe(true);
    for (const state of ['declined', 'voided', 'refunded']) expect(holdsMoney(payments(state), 'c'), state).toBe(false);
    expect(holdsMoney(payments('approved'), 'other')).toBe(false);
  });
});

describe('a product with several variants', () => {
  const card = (variantId: string, rules?: VariantCard['rules']) =>
    ({ variantId, productId: rules ? 'shirt' : variantId, sku: variantId, rules }) as VariantCard;
  const small = card('s', { productName: 'Shirt', options: { size: 'S', colour: 'red' } });
  const medium = card('m', { productName: 'Shirt', options: { size: 'M', colour: 'red' } });

  it('stands once in a list, under its own name, unless exactly one variant is meant', () => {
    const cards = [small, medium, card('mug')];
    expect(oneOfEach(cards).map(({ variantId }) => variantId)).toEqual(['s', 'mug']);
    expect(oneOfEach(cards, ({ sku }) => sku === 'm').map(({ variantId }) => variantId)).toEqual(['s', 'm', 'mug']);
    expect([listName(small, 'Shirt S'), listName(card('mug'), 'Mug')]).toEqual(['Shirt', 'Mug']);
    expect([optionText(medium), optionText(card('mug'))]).toEqual(['M, red', 'mug']);
  });
});
