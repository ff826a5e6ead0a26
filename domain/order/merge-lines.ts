import type { CartLine } from '#domain/order/cart.ts';

type Item = Omit<CartLine, 'discounts'>;

/** What makes a line one of its own: with any of these it neither takes up another nor is taken up. */
const OWN = [
  'priceSource',
  'labelAmount',
  'priceOverride',
  'weighing',
  'linkedTo',
  'unlisted',
  'serial',
  'batch',
  'expiry',
  'checkedStops',
  'storedValue',
  'instrument',
  'note',
  'deliveryId',
] as const satisfies readonly (keyof Item)[];

/** What must be equal for two to be the same goods at the same terms. */
const TERMS = [
  'variantId',
  'unit',
  'taxCategory',
  'unitPrice',
  'priceVersion',
  'minimumAge',
  'undiscountable',
  'archived',
] as const satisfies readonly (keyof Item)[];

/**
 * Whether a line takes up an item's quantity: plain goods of the same terms, the line without a discount of its own, and both
 * with the same goods linked.
 */
export function mergesInto(
  line: CartLine,
  item: Item,
  linkedLines: readonly CartLine[],
  linkedItems: readonly Item[],
): boolean {
  return (
    line.discounts.length === 0 &&
    OWN.every((field) => line[field] === undefined && item[field] === undefined) &&
    TERMS.every((field) => line[field] === item[field]) &&
    JSON.stringify(line.parts) === JSON.stringify(item.parts) &&
    JSON.stringify(line.priceList) === JSON.stringify(item.priceList) &&
    linkedLines.length === linkedItems.length &&
    linkedLines.every((linked, index) => isSameLinked(linked, linkedItems[index]))
  );
}

function isSameLinked(line: CartLine, item: Item | undefined): boolean {
  if (item === undefined || line.discounts.length > 0) return false;
  return (
    TERMS.every((field) => line[field] === item[field]) &&
    JSON.stringify(line.priceList) === JSON.stringify(item.priceList)
  );
}
