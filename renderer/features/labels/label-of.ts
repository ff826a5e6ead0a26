import type { Label } from '#contracts/ipc/devices.ts';
import type { Formats } from '#renderer/app/format.ts';
import { localName } from '#renderer/features/sell/local-name.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';

/** How a label is written: for customers, in the store's language. */
export interface LabelWords {
  language: string;
  formats: Pick<Formats, 'money'>;
  /** A price of a kilogram or metre, such as `£7.80/kg`. */
  perUnit(price: string, unit: string): string;
}

/**
 * The label of a product: its barcode, or its sku where it has none; `null` without a price. What is sold by the kilogram or
 * metre shows the unit price alone (Directive 98/6/EC, article 3.3); the catalogue has no contents to work one out of for the rest.
 */
export function labelOf(card: VariantCard, copies: number, words: LabelWords): Label | null {
  if (!card.price || card.rules?.openPrice) return null;
  const money = words.formats.money(card.price.amount);
  return {
    name: localName(card, words.language),
    detail: card.sku,
    price: card.unit === 'each' ? money : words.perUnit(money, card.unit),
    barcode: card.gtins[0] ?? card.sku,
    copies,
  };
}
