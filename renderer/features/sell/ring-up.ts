import type { Halt } from '#domain/catalog/sale-stop.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import type { ItemData } from '#domain/gs1/item-data.ts';
import type { InStoreItem } from '#domain/gs1/read-in-store.ts';
import { type Minor, mulDiv } from '#domain/money/money.ts';
import type { Cart, Weighing } from '#domain/order/cart.ts';
import type { NewItem } from '#domain/order/cart-edit.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import type { NewCart } from './sale-state.ts';

/** Something on its way into the cart, as far as it is known. */
export interface Pending {
  card: VariantCard;
  /** The variants of its product, where it is still to be chosen which. */
  variants?: readonly VariantCard[];
  /** What is sold along with it. */
  linked: readonly VariantCard[];
  /** The cart that begins with it, if there is none. */
  cart: NewCart;
  /** In smallest units; missing where it follows from `multiplier`. */
  quantity?: number;
  /** How many it shall be, as keyed in before it (`3*`). */
  multiplier?: number;
  /** How its weight was found, where it was weighed or keyed in here. */
  weighing?: Weighing;
  /** Keyed in at the sale. */
  unitPrice?: Minor;
  /** Read from the item's own label. */
  labelAmount?: Minor;
  /** The figure that its own label leaves at zero: it is keyed in. */
  blank?: 'price' | 'quantity';
  serial?: string;
  batch?: string;
  expiry?: string;
  /** Code of the gift card it loads. */
  instrument?: string;
  /** The age that was checked for it. */
  ageChecked?: number;
  /** It is no longer in the assortment, and is sold all the same. */
  archived?: true;
  /** Stops that were answered for it. */
  checkedStops?: string[];
}

/** What must be asked before an item is in the cart. */
export type Prompt =
  | { kind: 'options'; item: Pending; cards: readonly VariantCard[]; chosenId: string }
  | { kind: 'price' | 'quantity' | 'serial' | 'instrument'; item: Pending }
  | { kind: 'age'; item: Pending; age: number }
  /** It is no longer in the assortment. */
  | { kind: 'archived'; item: Pending }
  /** It, or what is sold along with it, is stopped; `name` is of what is. */
  | { kind: 'stopped'; item: Pending; halt: Halt; name: string };

/** What is to be asked next of an item, or `null` when it can be rung up. */
export function promptFor(item: Pending, cart: Cart | null): Prompt | null {
  const { card, variants, quantity, multiplier, unitPrice, labelAmount, blank, serial, instrument, ageChecked } = item;
  if (variants) return { kind: 'options', item, cards: variants, chosenId: card.variantId };
  if (card.archived && !item.archived) return { kind: 'archived', item };
  const { openPrice, serialised, storedValue } = card.rules ?? {};
  const age = ageOf(item);
  if (age > Math.max(cart?.ageChecked ?? 0, ageChecked ?? 0)) return { kind: 'age', item, age };
  const unpriced = openPrice || blank === 'price';
  if (unpriced && unitPrice === undefined && labelAmount === undefined) return { kind: 'price', item };
  if (card.unit !== 'each' && quantity === undefined && multiplier === undefined) return { kind: 'quantity', item };
  if (serialised && serial === undefined) return { kind: 'serial', item };
  if (storedValue && instrument === undefined) return { kind: 'instrument', item };
  return null;
}

/** Whether its own label says how much it is, or which: each such label is a pack of its own, and can't be multiplied. */
export function isLabelled({ quantity, labelAmount, blank, serial }: Partial<Pending>): boolean {
  return [quantity, labelAmount, blank, serial].some((said) => said !== undefined);
}

/** How its weight was found: one that follows from a quantity keyed in before it is keyed in too; a label's is its packer's. */
export function weighingOf({ card, quantity, weighing }: Pending): { weighing?: Weighing } {
  if (weighing) return { weighing };
  return card.unit === 'kg' && quantity === undefined ? { weighing: { by: 'hand' } } : {};
}

/** The line it becomes, without its quantity. `name` is in the store's language. */
export function itemOf(id: string, item: Pending, name: string): Omit<NewItem, 'quantity'> {
  const { card, unitPrice, labelAmount, serial, batch, expiry, instrument, checkedStops } = item;
  const { variantId, sku, unit, taxCategory, price, rules = {} } = card;
  const { parts, service, minimumAge, undiscountable, storedValue } = rules;
  const source = unitPrice !== undefined ? 'entered' : labelAmount !== undefined ? 'label' : undefined;
  return {
    id,
    variantId,
    sku,
    name,
    unit,
    taxCategory,
    unitPrice: unitPrice ?? price?.amount ?? 0,
    priceVersion: price?.version ?? 0,
    ...given({ priceSource: source, labelAmount, serial, batch, expiry, instrument, minimumAge, storedValue }),
    ...given({ checkedStops }),
    ...(service ? { parts: [] } : parts ? { parts } : {}),
    ...(undiscountable ? { undiscountable } : {}),
    ...(item.archived ? { archived: true as const } : {}),
  };
}

/** What is sold along with so much of an item. Those without a price are left out. */
export function linkedItems(
  item: Pending,
  quantity: number,
  newId: () => string,
  nameOf: (card: VariantCard) => string,
) {
  const each = item.card.rules?.linked ?? [];
  return item.linked.flatMap((card): NewItem[] => {
    const per = each.find(({ variantId }) => variantId === card.variantId)?.quantity ?? 0;
    const along = mulDiv(per, quantity, UNIT_SCALE[item.card.unit]);
    if (!card.price) return [];
    const pending = { card, linked: [], cart: item.cart };
    return [{ ...itemOf(newId(), pending, nameOf(card)), quantity: Math.max(1, along) }];
  });
}

/** In smallest units. What has a serial number or loads a card is one piece. */
export function quantityOf({ card, quantity, multiplier, serial, instrument }: Pending): number {
  if (serial !== undefined || instrument !== undefined) return 1;
  return quantity ?? (multiplier ?? 1) * UNIT_SCALE[card.unit];
}

/** What a GS1 code says of the item. */
export function ofItemData(
  { batch, serial, expiry, count, weightGrams, price }: ItemData,
  card: VariantCard,
): Partial<Pending> {
  const measured = card.unit === 'kg' ? weightGrams : card.unit === 'each' ? count : undefined;
  const labelled = price === undefined ? {} : ofLabel({ plu: '', price }, card);
  const { blank = measured === 0 && card.unit === 'kg' ? 'quantity' : undefined } = labelled;
  return { ...labelled, ...given({ batch, serial, expiry, quantity: measured === 0 ? undefined : measured, blank }) };
}

/** What the store's own label says of the item: its weight, or its price, from which the weight follows. Zero says nothing. */
export function ofLabel({ weightGrams, price }: InStoreItem, card: VariantCard): Partial<Pending> {
  const byPrice = card.unit !== 'each' && price && card.price ? weightOf(price, card) : undefined;
  const quantity = weightGrams && card.unit === 'kg' ? weightGrams : byPrice;
  const none = price === 0 || (weightGrams === 0 && card.unit === 'kg');
  const blank = none ? (card.unit === 'each' ? 'price' : 'quantity') : undefined;
  return given({ labelAmount: price || undefined, quantity, blank });
}

function weightOf(price: Minor, card: VariantCard): number {
  const perUnit = card.price?.amount ?? 0;
  return perUnit === 0 ? 1 : Math.max(1, mulDiv(price, UNIT_SCALE[card.unit], perUnit));
}

function ageOf({ card, linked }: Pending): number {
  return Math.max(0, ...[card, ...linked].map(({ rules }) => rules?.minimumAge ?? 0));
}

/** Only what there is. */
function given<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
