import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cart, CartLine, Discount, ReturnLine } from '#domain/order/cart.ts';
import {
  addItem,
  addReturn,
  addWithLinked,
  discountCart,
  discountLine,
  exemptTax,
  type NewItem,
  noteCart,
  noteLine,
  overridePrice,
  overrideSize,
  removeDiscount,
  removeLine,
  removeReturn,
  setQuantity,
  splitLine,
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

const OWN: [string, Partial<CartLine>][] = [
  ['a price keyed in', { priceSource: 'entered' }],
  ['a label', { priceSource: 'label', labelAmount: 480 }],
  ['a price set by hand', { priceOverride: { listPrice: 600, reason: 'damaged' } }],
  ['an unlisted item', { unlisted: { categoryId: 'misc' } }],
  ['a serial number', { serial: 'A1' }],
  ['a batch', { batch: 'B1' }],
  ['an expiry date', { expiry: '2026-12-31' }],
  ['a gift card', { storedValue: 'gift-card', instrument: 'G1' }],
  ['a line it hangs on', { linkedTo: '1' }],
  ['a note', { note: { id: 'n', text: 'wrapped' } }],
];

describe('lines of their own', () => {
  it.each(OWN)('never merge: %s', (_, own) => {
    const plainFirst = addItem(THREE, item('4', 'tea', own));
    expect(plainFirst.lines.map((line) => line.quantity)).toEqual([1, 1, 1, 1]);
    const ownFirst = addItem(addItem(EMPTY, item('4', 'tea', own)), item('5', 'tea'));
    expect(ownFirst.lines.length).toBe(2);
    const twice = addItem(addItem(EMPTY, item('4', 'tea', own)), item('5', 'tea', own));
    expect(twice.lines.length).toBe(2);
  });

  it('merge no other terms: an age, a ban of discounts, parts', () => {
    for (const own of [{ minimumAge: 18 }, { undiscountable: true }, { parts: [{ variantId: 'a', quantity: 1 }] }]) {
      expect(addItem(THREE, item('4', 'tea', own)).lines.length).toBe(4);
      const same = addItem(addItem(EMPTY, item('4', 'tea', own)), item('5', 'tea', own));
      expect(same.lines.map((line) => line.quantity)).toEqual([2]);
    }
  });

  it.each<[string, Partial<CartLine>]>([
    ['a label', { labelAmount: 480 }],
    ['a serial number', { serial: 'A1' }],
    ['stored value', { storedValue: 'gift-card' }],
  ])('keep their quantity: %s', (_, own) => {
    const cart = addItem(EMPTY, item('4', 'tea', own));
    expect(setQuantity(cart, '4', 3)).toBe(cart);
    expect(setQuantity(cart, '4', 0).lines).toEqual([]);
  });
});

describe('linked items', () => {
  const bottle = (id: string, quantity = 1) => item(id, 'cola', { quantity });
  const deposit = (id: string, quantity = 2) => item(id, 'deposit', { quantity, unitPrice: 25 });
  const withBottles = frozen(addWithLinked(THREE, bottle('b'), [deposit('d')]));
  const quantities = (cart: Cart) => cart.lines.slice(3).map((line) => [line.variantId, line.quantity, line.linkedTo]);

  it('stand behind their line and name it', () => {
    expect(quantities(withBottles)).toEqual([
      ['cola', 1, undefined],
      ['deposit', 2, 'b'],
    ]);
  });

  it('are taken up with it', () => {
    expect(quantities(addWithLinked(withBottles, bottle('e', 2), [deposit('f', 4)]))).toEqual([
      ['cola', 3, undefined],
      ['deposit', 6, 'b'],
    ]);
  });

  it('are not taken up by a line without them, nor with others', () => {
    expect(addItem(withBottles, bottle('e')).lines.length).toBe(6);
    expect(addWithLinked(withBottles, bottle('e'), [{ ...deposit('f'), unitPrice: 50 }]).lines.length).toBe(7);
  });

  it('follow the quantity of their line and have none of their own', () => {
    expect(quantities(setQuantity(withBottles, 'b', 6))).toEqual([
      ['cola', 6, undefined],
      ['deposit', 12, 'b'],
    ]);
    expect(setQuantity(withBottles, 'd', 5)).toBe(withBottles);
  });

  it('go with their line, or alone', () => {
    expect(removeLine(withBottles, 'b').lines).toEqual(THREE.lines);
    expect(setQuantity(withBottles, 'b', 0).lines).toEqual(THREE.lines);
    expect(quantities(removeLine(withBottles, 'd'))).toEqual([['cola', 1, undefined]]);
  });

  it('are split with their line', () => {
    const cart = splitLine(setQuantity(withBottles, 'b', 3), 'b', 1, 'new');
    expect(cart.lines.slice(3).map((line) => [line.id, line.quantity, line.linkedTo])).toEqual([
      ['b', 2, undefined],
      ['d', 4, 'b'],
      ['new', 1, undefined],
      ['new-0', 2, 'new'],
    ]);
  });
});

describe('splitLine', () => {
  it('leaves whole what is discounted, fixed, or not larger', () => {
    const three = setQuantity(THREE, '2', 3);
    expect(splitLine(three, '2', 3, 'n')).toBe(three);
    expect(splitLine(three, '9', 1, 'n')).toBe(three);
    const discounted = discountLine(three, '2', discount('d'));
    expect(splitLine(discounted, '2', 1, 'n')).toBe(discounted);
    expect(() => splitLine(three, '2', 0, 'n')).toThrow(RangeError);
  });
});

describe('overridePrice', () => {
  it('charges the price and keeps the list price beside it, through changes and back', () => {
    const once = overridePrice(THREE, '2', { unitPrice: 450, reason: 'damaged' });
    expect(once.lines[1]).toMatchObject({ unitPrice: 450, priceOverride: { listPrice: 500, reason: 'damaged' } });
    const twice = overridePrice(once, '2', { unitPrice: 400, reason: 'price-match', overrideId: 'o' });
    expect(twice.lines[1]?.priceOverride).toEqual({ listPrice: 500, reason: 'price-match', overrideId: 'o' });
    expect(overridePrice(twice, '2', { unitPrice: 500, reason: 'x' }).lines[1]).toEqual(THREE.lines[1]);
    expect(overridePrice(THREE, '2', { unitPrice: 500, reason: 'x' })).toBe(THREE);
  });

  it('counts by the price instead of the label, and leaves stored value as it is', () => {
    const labelled = addItem(EMPTY, item('1', 'ham', { unit: 'kg', quantity: 300, unitPrice: 2000, labelAmount: 599 }));
    const line = overridePrice(labelled, '1', { unitPrice: 1500, reason: 'x' }).lines[0];
    expect([line?.labelAmount, line?.unitPrice]).toEqual([undefined, 1500]);
    const card = addItem(EMPTY, item('1', 'card', { storedValue: 'gift-card' }));
    expect(overridePrice(card, '1', { unitPrice: 1, reason: 'x' })).toBe(card);
  });

  it.each([-1, 0.5, Number.NaN])('refuses %d', (unitPrice) => {
    expect(() => overridePrice(THREE, '2', { unitPrice, reason: 'x' })).toThrow(RangeError);
  });

  it.each([
    [1000, 900, 100_000],
    [1000, 0, 1_000_000],
    [1000, 1200, 0],
    [0, 0, 0],
    [300, 200, 333_333],
  ])('is of a size: from %d to %d is %d ppm', (listPrice, unitPrice, ppm) => {
    expect(overrideSize(listPrice, unitPrice)).toBe(ppm);
  });
});

describe('what takes no discount', () => {
  it.each<[string, Partial<CartLine>]>([
    ['a deposit', { undiscountable: true }],
    ['a gift card', { storedValue: 'gift-card' }],
  ])('gets none: %s', (_, own) => {
    const cart = addItem(EMPTY, item('1', 'tea', own));
    expect(discountLine(cart, '1', discount('d'))).toBe(cart);
  });
});

describe('notes, exemption and returns', () => {
  const back = (id: string, lineId: string | null, quantity = 1): ReturnLine => ({
    id,
    source: lineId === null ? null : { orderId: 'order', receipt: 'L1A-1', lineId },
    ...{ variantId: 'tea', sku: 'tea', name: 'tea', unit: 'each', taxCategory: 'standard' },
    ...{ quantity, amount: -100, taxes: [], reason: 'unwanted', condition: 'restock' },
  });

  it('come and go', () => {
    const note = { id: 'n', text: 'wrapped' };
    expect(noteLine(THREE, '2', note).lines[1]?.note).toEqual(note);
    expect(noteLine(noteLine(THREE, '2', note), '2', null)).toEqual(THREE);
    expect(noteCart(noteCart(THREE, note), null)).toEqual(THREE);
    expect(exemptTax(THREE, { reason: 'export' }).taxExemption).toEqual({ reason: 'export' });
    expect(exemptTax(exemptTax(THREE, { reason: 'export' }), null)).toEqual(THREE);
  });

  it('take each sold line once', () => {
    const one = addReturn(addReturn(THREE, back('a', 'x')), back('b', 'y'));
    const changed = addReturn(one, back('c', 'x', 2));
    expect(changed.returns?.map((line) => [line.id, line.quantity])).toEqual([
      ['c', 2],
      ['b', 1],
    ]);
    const without = addReturn(addReturn(THREE, back('a', null)), back('b', null));
    expect(without.returns?.length).toBe(2);
    expect(removeReturn(removeReturn(changed, 'c'), 'b')).toEqual(THREE);
    expect(removeReturn(changed, 'z')).toBe(changed);
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
