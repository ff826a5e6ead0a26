import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cart, Discount } from '#domain/order/cart.ts';
import {
  addItem,
  discountCart,
  discountLine,
  type NewItem,
  removeDiscount,
  removeLine,
  setQuantity,
} from '#domain/order/cart-edit.ts';
import { arbitraryCart } from '#tests/fixtures/arbitrary-cart.ts';

const EMPTY: Cart = {
  id: 'cart',
  operatorId: 'operator',
  openedAt: '2026-11-21T10:00:00.000Z',
  lines: [],
  discounts: [],
};

function item(id: string, variantId: string, parts: Partial<NewItem> = {}): NewItem {
  const what = { sku: variantId, name: variantId, unit: 'each' as const, taxCategory: 'standard' };
  return { id, variantId, ...what, quantity: 1, unitPrice: 500, priceVersion: 1, ...parts };
}

const discount = (id: string): Discount => ({ id, kind: 'amount', value: 10, reason: 'damaged' });

/** Freezes all of it, so that an edit in place throws. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

const THREE = frozen([item('1', 'mug'), item('2', 'tea'), item('3', 'bag')].reduce(addItem, EMPTY));

describe('addItem', () => {
  it('puts a new item last', () => {
    expect(THREE.lines.map((line) => line.id)).toEqual(['1', '2', '3']);
    expect(THREE.lines[0]?.discounts).toEqual([]);
  });

  it('adds to the line of the same item, which stays where it is', () => {
    const cart = addItem(THREE, item('4', 'tea', { quantity: 2 }));
    expect(cart.lines.map((line) => [line.id, line.quantity])).toEqual([
      ['1', 1],
      ['2', 3],
      ['3', 1],
    ]);
    expect(cart.lines[0]).toBe(THREE.lines[0]);
    expect(cart.lines[2]).toBe(THREE.lines[2]);
  });

  it.each([
    ['another price', item('4', 'tea', { unitPrice: 450 })],
    ['another price version', item('4', 'tea', { priceVersion: 2 })],
    ['another variant', item('4', 'coffee')],
  ])('begins a line for %s', (_, added) => {
    expect(addItem(THREE, added).lines.map((line) => line.id)).toEqual(['1', '2', '3', '4']);
  });

  it('begins a line beside a discounted one, and adds to that from then on', () => {
    const once = addItem(discountLine(THREE, '2', discount('d')), item('4', 'tea'));
    expect(once.lines.map((line) => line.id)).toEqual(['1', '2', '3', '4']);
    const twice = addItem(once, item('5', 'tea'));
    expect(twice.lines.map((line) => line.quantity)).toEqual([1, 1, 1, 2]);
  });

  it.each([0, -1, 0.5, Number.NaN])('refuses a quantity of %d', (quantity) => {
    expect(() => addItem(THREE, item('4', 'tea', { quantity }))).toThrow(RangeError);
  });
});

describe('setQuantity', () => {
  it('changes that line alone', () => {
    const cart = setQuantity(THREE, '2', 7);
    expect(cart.lines.map((line) => line.quantity)).toEqual([1, 7, 1]);
    expect(cart.lines[0]).toBe(THREE.lines[0]);
  });
  it('to nothing removes the line', () => {
    expect(setQuantity(THREE, '2', 0)).toEqual(removeLine(THREE, '2'));
  });
  it('of an unknown line, or to what it is, changes nothing', () => {
    expect(setQuantity(THREE, '9', 7)).toBe(THREE);
    expect(setQuantity(THREE, '2', 1)).toBe(THREE);
  });
  it.each([-1, 0.5, Number.NaN])('refuses %d', (quantity) => {
    expect(() => setQuantity(THREE, '2', quantity)).toThrow(RangeError);
  });
});

describe('removeLine', () => {
  it('leaves the others as they were', () => {
    const cart = removeLine(THREE, '2');
    expect(cart.lines).toEqual([THREE.lines[0], THREE.lines[2]]);
    expect(cart.lines[1]).toBe(THREE.lines[2]);
    expect(removeLine(THREE, '9')).toBe(THREE);
  });
});

describe('discounts', () => {
  it('are kept in the order they were given, on lines and on the cart', () => {
    const line = discountLine(discountLine(THREE, '2', discount('d')), '2', discount('e'));
    expect(line.lines[1]?.discounts.map((one) => one.id)).toEqual(['d', 'e']);
    expect(line.lines[0]).toBe(THREE.lines[0]);
    const cart = discountCart(discountCart(THREE, discount('f')), discount('g'));
    expect(cart.discounts.map((one) => one.id)).toEqual(['f', 'g']);
    expect(cart.lines).toBe(THREE.lines);
    expect(discountLine(THREE, '9', discount('d'))).toBe(THREE);
  });

  it('come off wherever they are', () => {
    const cart = frozen(discountCart(discountLine(THREE, '2', discount('d')), discount('e')));
    const withoutLines = removeDiscount(cart, 'd');
    expect(withoutLines.lines[1]?.discounts).toEqual([]);
    expect(withoutLines.lines[0]).toBe(THREE.lines[0]);
    expect(withoutLines.discounts).toBe(cart.discounts);
    expect(removeDiscount(cart, 'e')).toEqual({ ...cart, discounts: [] });
    expect(removeDiscount(cart, 'x')).toBe(cart);
  });
});

describe('any cart', () => {
  const sharedLines = (before: Cart, after: Cart) => after.lines.filter((line) => before.lines.includes(line)).length;

  it('is never changed in place, and shares all lines that an edit does not touch', () => {
    fc.assert(
      fc.property(arbitraryCart, fc.nat(6), fc.integer({ min: 1, max: 9 }), (drawn, at, quantity) => {
        const cart = frozen(drawn);
        const count = cart.lines.length;
        const id = cart.lines[at % count]?.id ?? '';
        expect(sharedLines(cart, setQuantity(cart, id, quantity))).toBeGreaterThanOrEqual(count - 1);
        expect(sharedLines(cart, discountLine(cart, id, discount('new')))).toBe(count - 1);
        expect(sharedLines(cart, removeLine(cart, id))).toBe(count - 1);
        expect(sharedLines(cart, discountCart(cart, discount('new')))).toBe(count);
        expect(sharedLines(cart, addItem(cart, item('new', 'mug', { quantity })))).toBe(count);
      }),
    );
  });

  it('is itself again after a discount is put on and taken off', () => {
    fc.assert(
      fc.property(arbitraryCart, fc.nat(6), (cart, at) => {
        const id = cart.lines[at % cart.lines.length]?.id ?? '';
        expect(removeDiscount(discountLine(cart, id, discount('new')), 'new')).toEqual(cart);
        expect(removeDiscount(discountCart(cart, discount('new')), 'new')).toEqual(cart);
      }),
    );
  });
});
