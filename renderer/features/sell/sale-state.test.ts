import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cart } from '#domain/order/cart.ts';
import { settle } from '#domain/pricing/settle.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import { EMPTY_SALE, editSale, type SaleEdit, type SaleState } from './sale-state.ts';

const RULES: TaxRules = {
  version: 1,
  pricesIncludeTax: true,
  rounding: 'rate',
  rates: { standard: [{ code: 'S', name: 'VAT', ratePpm: 200_000 }] },
};
const CART = { id: 'cart-1', operatorId: 'op-1', openedAt: '2026-11-21T10:00:00.000Z' };

function add(variantId: string, lineId: string, more: { unitPrice?: number; taxCategory?: string } = {}): SaleEdit {
  const { unitPrice = 510, taxCategory = 'standard' } = more;
  const item = { id: lineId, variantId, sku: variantId, name: variantId, unit: 'each', taxCategory } as const;
  return { type: 'add', item: { ...item, unitPrice, priceVersion: 1 }, cart: CART };
}

function rungUp(...edits: SaleEdit[]): SaleState {
  return edits.reduce<SaleState>((state, edit) => {
    const result = editSale(state, edit, RULES);
    if (!result.ok) throw new Error(`refused: ${result.fault.code}`);
    return result.state;
  }, EMPTY_SALE);
}

describe('editSale', () => {
  it('opens a cart at the first item and selects its line', () => {
    const state = rungUp(add('mug', 'l1'));
    expect(state.cart).toMatchObject({ id: 'cart-1', lines: [{ id: 'l1', quantity: 1 }] });
    expect(state.selected).toBe('l1');
    expect(state.settled?.total).toBe(510);
  });

  it('takes up what comes back in the regime of now, also of a cart that was put aside in another', () => {
    const taxes = [{ code: 'S', ratePpm: 200_000, base: -425, amount: -85 }];
    const figures = { quantity: 1, amount: -425, taxes, reason: 'deposit', condition: 'restock' as const, parts: [] };
    const goods = {
      variantId: 'deposit',
      sku: 'deposit',
      name: 'Deposit',
      unit: 'each' as const,
      taxCategory: 'standard',
    };
    const line = { id: 'r1', source: { orderId: 'o1', receipt: 'T-1', lineId: 'd1' }, ...goods, ...figures };
    const state = rungUp({ type: 'restore', cart: { ...CART, lines: [], discounts: [], returns: [line] } });
    expect(state.settled).toMatchObject({ total: -510, taxTotal: -85 });
    expect(state.cart?.returns).toMatchObject([{ amount: -510, taxes }]);
  });

  it('brings back a removed line that was left for later with its order and its postage', () => {
    const order = { orderId: 'o1', number: 'N1', customerId: 'c1' };
    const address = { name: 'Ada', lines: ['1 High St'], postalCode: 'N1', city: 'London', country: 'GB' };
    const delivery = { id: 'D', method: 'ship' as const, address, addressId: 'a1' };
    const to = { order, delivery, postage: { name: 'Postage', amount: 395 } };
    const sent: SaleEdit = { type: 'deliver', lineId: 'l2', quantity: 1, newId: 'l3', to, customer: { name: 'Ada' } };
    const before = rungUp(add('mug', 'l1'), add('tea', 'l2'), sent);
    const removed = rungUp(add('mug', 'l1'), add('tea', 'l2'), sent, { type: 'remove', lineId: 'l2' });
    expect([removed.cart?.placed, removed.cart?.lines.map(({ id }) => id)]).toEqual([undefined, ['l1']]);
    const undone = rungUp(add('mug', 'l1'), add('tea', 'l2'), sent, { type: 'remove', lineId: 'l2' }, { type: 'undo' });
    expect(undone.cart).toEqual(before.cart);
    expect(undone.settled?.total).toBe(before.settled?.total);
  });

  it('makes two of the same thing one line of two', () => {
    const state = rungUp(add('mug', 'l1'), add('tea', 'l2'), add('mug', 'l3'));
    expect(state.cart?.lines.map((line) => [line.id, line.quantity])).toEqual([
      ['l1', 2],
      ['l2', 1],
    ]);
    expect(state.selected).toBe('l1');
  });

  it('takes the quantity keyed in before the item, once', () => {
    const state = rungUp({ type: 'multiplier', value: 3 }, add('mug', 'l1'), add('tea', 'l2'));
    expect(state.cart?.lines.map((line) => line.quantity)).toEqual([3, 1]);
  });

  it('splits one off a line, to be discounted by itself', () => {
    const state = rungUp({ type: 'multiplier', value: 3 }, add('mug', 'l1'), {
      type: 'split',
      lineId: 'l1',
      newId: 'l9',
    });
    expect(state.cart?.lines.map((line) => [line.id, line.quantity])).toEqual([
      ['l1', 2],
      ['l9', 1],
    ]);
    expect([state.selected, state.settled?.total]).toEqual(['l9', 1530]);
  });

  it('refuses an item without a tax rule and leaves the sale as it was', () => {
    const before = rungUp(add('mug', 'l1'));
    const result = editSale(before, add('odd', 'l2', { taxCategory: 'none' }), RULES);
    expect(result).toMatchObject({ ok: false, fault: { code: 'tax-category-unknown' } });
  });

  it('refuses a quantity that nothing can be of', () => {
    const before = rungUp(add('mug', 'l1'));
    const result = editSale(before, { type: 'quantity', lineId: 'l1', quantity: 2_000_000_000 }, RULES);
    expect(result).toMatchObject({ ok: false, fault: { code: 'quantity-invalid' } });
  });

  it('keeps the tax rules of the first line', () => {
    const before = rungUp(add('mug', 'l1'));
    const newer = { ...RULES, version: 2, pricesIncludeTax: false };
    const result = editSale(before, add('tea', 'l2'), newer);
    expect(result).toMatchObject({ ok: true, state: { rules: { version: 1 }, settled: { total: 1020 } } });
  });

  it('undoes a removed line in its place', () => {
    const state = rungUp(add('mug', 'l1'), add('tea', 'l2'), { type: 'remove', lineId: 'l1' }, { type: 'undo' });
    expect(state.cart?.lines.map((line) => line.id)).toEqual(['l1', 'l2']);
    expect(state.removed).toBeNull();
  });

  it('has no cart after the last line went, so that no discount meets the next customer, and can undo it', () => {
    const discount = { id: 'd1', kind: 'percent', value: 100_000, reason: 'staff' } as const;
    const emptied = rungUp(add('mug', 'l1'), { type: 'discount-cart', discount }, { type: 'remove', lineId: 'l1' });
    expect(emptied.cart).toBeNull();
    const back = editSale(emptied, { type: 'undo' }, RULES);
    expect(back).toMatchObject({ ok: true, state: { cart: { id: 'cart-1', discounts: [discount] } } });
    const next = editSale(emptied, { ...add('tea', 'l2'), cart: { ...CART, id: 'cart-2' } } as SaleEdit, RULES);
    expect(next).toMatchObject({ ok: true, state: { cart: { id: 'cart-2', discounts: [] }, removed: null } });
  });

  it('puts a member chosen before the first line on the cart, once', () => {
    const state = rungUp({ type: 'member', memberId: 'm1' }, add('mug', 'l1'));
    expect(state).toMatchObject({ cart: { memberId: 'm1' }, memberAhead: null });
    expect(rungUp({ type: 'member', memberId: 'm1' }, add('mug', 'l1'), { type: 'done' })).toEqual(EMPTY_SALE);
  });

  it('moves the selection within the lines', () => {
    const state = rungUp(add('a', 'l1'), add('b', 'l2'), { type: 'move', by: -1 }, { type: 'move', by: -1 });
    expect(state.selected).toBe('l1');
  });

  it('shows a cart kept from before even when it has no figures, and lets its lines be removed', () => {
    const line = { id: 'l1', variantId: 'v', sku: 'v', name: 'v', unit: 'each', taxCategory: 'gone' } as const;
    const bad = { ...line, quantity: 1, unitPrice: 1, priceVersion: 1, discounts: [] };
    const good = { ...bad, id: 'l2', taxCategory: 'standard' };
    const cart: Cart = { ...CART, lines: [bad, good], discounts: [] };
    const state = rungUp({ type: 'restore', cart });
    expect(state).toMatchObject({ settled: null, cart: { lines: [{ id: 'l1' }, { id: 'l2' }] } });
    expect(rungUp({ type: 'restore', cart }, { type: 'remove', lineId: 'l1' }).settled?.total).toBe(1);
  });

  it('always shows the figures of the cart it shows', () => {
    const edit = fc.oneof(
      fc.nat(3).map((n) => add(`v${n}`, `l${n}`, { unitPrice: n * 99 })),
      fc.record({ type: fc.constant('quantity' as const), lineId: fc.nat(3).map((n) => `l${n}`), quantity: fc.nat(5) }),
      fc.record({ type: fc.constant('remove' as const), lineId: fc.nat(3).map((n) => `l${n}`) }),
      fc.constantFrom<SaleEdit>(
        { type: 'undo' },
        { type: 'clear', reason: 'test' },
        { type: 'move', by: 1 },
        { type: 'done' },
      ),
    );
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        let state = EMPTY_SALE;
        for (const one of edits) {
          const result = editSale(state, one as SaleEdit, RULES);
          if (result.ok) state = result.state;
          const { cart, settled, selected } = state;
          expect(settled).toEqual(cart ? (settle(cart, RULES) as { settled: unknown }).settled : null);
          expect(cart?.lines.length).not.toBe(0);
          if (selected !== null) expect(cart?.lines.map((line) => line.id)).toContain(selected);
        }
      }),
    );
  });
});
