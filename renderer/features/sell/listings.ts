import type { RegisterConfig } from '#contracts/views/register-config.ts';
import type { Cart } from '#domain/order/cart.ts';
import { atGroupPrice, type VariantListing } from '#domain/order/reprice-cart.ts';
import { groupPrice, isListFor, type LinePriceList, type PublishedPriceList } from '#domain/pricing/price-list.ts';
import type { GroupPricing, TillStore, VariantCard } from '#renderer/store/till-store.ts';

/** The price lists of a customer group in a register's store, also those ahead of their time. */
export function listsFor(
  { lists }: GroupPricing,
  { store: { storeId, currency } }: Pick<RegisterConfig, 'store'>,
  groupId: string,
): PublishedPriceList[] {
  return lists.filter((list) => isListFor(list, { groupId, storeId, currency: currency.code }));
}

/** What price lists ask of a card. */
function listingOf({ categoryId, listed = [] }: VariantCard): VariantListing {
  return { categoryId, entries: listed };
}

/** The same of all goods of a cart, which may get more lines meanwhile; what the till does not know is left out. */
export async function listingsOf(
  store: TillStore | null,
  cartOf: () => Cart | null,
): Promise<Map<string, VariantListing>> {
  const listings = new Map<string, VariantListing>();
  const asked = new Set<string>();
  for (;;) {
    const wanted = [...new Set(cartOf()?.lines.map(({ variantId }) => variantId))].filter((id) => !asked.has(id));
    if (!store || wanted.length === 0) return listings;
    for (const card of await store.cards(wanted)) if (card) listings.set(card.variantId, listingOf(card));
    for (const variantId of wanted) asked.add(variantId);
  }
}

/** An item at the price of the customer group that its cart is of. */
export function atPriceOf<L extends Parameters<typeof atGroupPrice>[0]>(
  line: L,
  card: VariantCard,
  lists: readonly PublishedPriceList[],
  at: string,
): L {
  return lists.length === 0 ? line : atGroupPrice(line, lists, listingOf(card), at);
}

/** What a card costs a customer group, and by which list; null where the price book decides. */
export function cardPrice(
  card: VariantCard,
  lists: readonly PublishedPriceList[],
  at: string,
): { unitPrice: number; priceList: LinePriceList } | null {
  const { price, categoryId, listed = [], rules = {} } = card;
  if (!price || rules.openPrice || rules.storedValue || lists.length === 0) return null;
  const item = { basePrice: price.amount, categoryId, undiscountable: rules.undiscountable ?? false };
  return groupPrice(lists, listed, item, at);
}
