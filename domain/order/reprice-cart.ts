import type { Cart, CartLine } from '#domain/order/cart.ts';
import { groupPrice, type PriceListEntry, type PublishedPriceList } from '#domain/pricing/price-list.ts';

/** What of a variant decides what a list charges for it: its category, and the prices that lists name. */
export interface VariantListing {
  categoryId: string;
  entries: readonly PriceListEntry[];
}

type Priced = Pick<
  CartLine,
  'variantId' | 'unitPrice' | 'priceSource' | 'labelAmount' | 'unlisted' | 'storedValue' | 'undiscountable'
> & { priceList?: CartLine['priceList'] };

/**
 * Whether lists have a say in a line's price: not where it was keyed in, stands on the item's label, or is what the line is worth
 * (stored value).
 */
export function takesGroupPrice({ priceSource, labelAmount, unlisted, storedValue }: Priced): boolean {
  return [priceSource, labelAmount, unlisted, storedValue].every((value) => value === undefined);
}

/** An item at the price of the list that decides, or at the price book's. `at` is when its cart was begun. */
export function atGroupPrice<L extends Priced>(
  line: L,
  lists: readonly PublishedPriceList[],
  listing: VariantListing | undefined,
  at: string,
): L {
  if (!takesGroupPrice(line)) return line;
  const { priceList, ...rest } = line;
  const basePrice = priceList?.basePrice ?? line.unitPrice;
  const item = { basePrice, categoryId: listing?.categoryId ?? '', undiscountable: line.undiscountable ?? false };
  const found = listing ? groupPrice(lists, listing.entries, item, at) : null;
  return (found ? { ...rest, ...found } : { ...rest, unitPrice: basePrice }) as L;
}

/**
 * The lines of a cart for another buyer: `lists` are those for them, none for nobody's group. A price set by hand on the price
 * book's stays (as Odoo keeps manual prices); one that was set on a list's price goes with that price, since its reason and the
 * permission for it were measured from there.
 */
export function repriceCart(
  cart: Cart,
  lists: readonly PublishedPriceList[],
  listings: ReadonlyMap<string, VariantListing>,
): Cart {
  const lines = cart.lines.map((line) => repriced(line, lists, listings.get(line.variantId), cart.openedAt));
  return lines.every((line, index) => line === cart.lines[index]) ? cart : { ...cart, lines };
}

function repriced(
  line: CartLine,
  lists: readonly PublishedPriceList[],
  listing: VariantListing | undefined,
  at: string,
): CartLine {
  const { priceOverride, ...rest } = line;
  if (priceOverride && !line.priceList) return line;
  const listed = priceOverride ? { ...rest, unitPrice: priceOverride.listPrice } : rest;
  const next = atGroupPrice(listed, lists, listing, at);
  const isSame = next.unitPrice === listed.unitPrice && isSameList(next.priceList, line.priceList);
  return isSame ? line : next;
}

function isSameList(one: CartLine['priceList'], other: CartLine['priceList']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
