import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cart, CartLine } from '#domain/order/cart.ts';
import { addItem, overridePrice } from '#domain/order/cart-edit.ts';
import { repriceCart, takesGroupPrice, type VariantListing } from '#domain/order/reprice-cart.ts';
import type { PublishedPriceList } from '#domain/pricing/price-list.ts';
import { settle } from '#domain/pricing/settle.ts';
import { arbitraryCart, arbitraryRules } from '#tests/fixtures/arbitrary-cart.ts';
import { RUNS } from '#tests/fixtures/property-runs.ts';

const list: PublishedPriceList = {
  listId: 'l1',
  name: 'Trade',
  currency: 'EUR',
  groupIds: ['trade'],
  storeIds: null,
  from: null,
  until: null,
  priority: 0,
  rules: [{ ppm: 100_000 }],
  version: 3,
};
const listing: VariantListing = { categoryId: 'tea', entries: [] };
const plain: CartLine = {
  id: 'l',
  variantId: 'v',
  sku: 'S',
  name: 'Tea',
  unit: 'each',
  taxCategory: 'standard',
  quantity: 2,
  unitPrice: 1000,
  priceVersion: 7,
  discounts: [],
};
const cartOf = (...lines: CartLine[]): Cart => ({
  id: 'c',
  operatorId: 'o',
  openedAt: '2026-11-22T09:00:00.000Z',
  lines,
  discounts: [],
});
const priced = (cart: Cart) => repriceCart(cart, [list], new Map([['v', listing]]));
const unpriced = (cart: Cart) => repriceCart(cart, [], new Map([['v', listing]]));

describe('a cart for another buyer', () => {
  it('has the list’s prices at once, with what they would have been', () => {
    const [line] = priced(cartOf(plain)).lines;
    const priceList = { listId: 'l1', name: 'Trade', version: 3, basePrice: 1000 };
    expect(line).toEqual({ ...plain, unitPrice: 900, priceList });
  });

  it('is what it was when the buyer is taken off again, whatever it holds', () => {
    fc.assert(
      fc.property(arbitraryCart, arbitraryRules, (cart, rules) => {
        const listings = new Map(cart.lines.map(({ variantId }) => [variantId, listing]));
        const there = repriceCart(cart, [list], listings);
        expect(repriceCart(there, [], listings)).toEqual(cart);
        expect(repriceCart(there, [list], listings)).toBe(there);
        expect(settle(there, rules).ok).toBe(true);
      }),
      { numRuns: RUNS },
    );
  });

  it.each([
    ['keyed in at the sale', { priceSource: 'entered' as const }],
    ['on its label', { priceSource: 'label' as const, labelAmount: 555 }],
    ['of an item that is not listed', { unlisted: { categoryId: 'tea' }, priceSource: 'entered' as const }],
    ['what a gift card is worth', { storedValue: 'gift-card' as const }],
  ])('keeps a price that is %s', (_, more) => {
    const cart = cartOf({ ...plain, ...more });
    expect(takesGroupPrice({ ...plain, ...more })).toBe(false);
    expect(priced(cart)).toBe(cart);
  });

  it('keeps a price set by hand before, and drops one that was set on a list’s price with that', () => {
    const before = overridePrice(cartOf(plain), 'l', { unitPrice: 950, reason: 'damaged' });
    expect(priced(before)).toBe(before);
    const after = overridePrice(priced(cartOf(plain)), 'l', { unitPrice: 880, reason: 'damaged' });
    expect(after.lines[0]?.priceOverride).toEqual({ listPrice: 900, reason: 'damaged' });
    expect(priced(after)).toBe(after);
    expect(unpriced(after)).toEqual(cartOf(plain));
  });

  it('keeps lines apart that are of different lists', () => {
    const [line] = priced(cartOf(plain)).lines;
    if (!line) throw new Error('no line');
    const { discounts: _, ...item } = line;
    expect(addItem(priced(cartOf(plain)), { ...item, id: 'n', quantity: 1 }).lines).toHaveLength(1);
    const { priceList: __, ...same } = item;
    expect(addItem(priced(cartOf(plain)), { ...same, id: 'n', quantity: 1 }).lines).toHaveLength(2);
  });

  it('says in the reasons which list gave the price, and what it was before', () => {
    const rules = { version: 1, pricesIncludeTax: true, rounding: 'line' as const, rates: { standard: [] } };
    const settled = settle(priced(cartOf(plain)), rules);
    expect(settled.ok && settled.settled.explain[0]).toEqual({
      lineId: 'l',
      code: 'group-price',
      params: { quantity: 2, unit: 'each', unitPrice: 900, amount: 1800, basePrice: 1000, list: 'Trade' },
    });
  });
});
