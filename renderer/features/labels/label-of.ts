import type { Label } from '#contracts/ipc/devices.ts';
import type { Minor } from '#domain/money/money.ts';
import type { Formats } from '#renderer/app/format.ts';
import { localName } from '#renderer/app/local-name.ts';
import type { LabelRow } from './label-list.ts';

/** How a label is written: for customers, in the store's language. */
export interface LabelWords {
  language: string;
  formats: Pick<Formats, 'money'>;
  /** A price of a kilogram or metre, such as `£7.80/kg`. */
  perUnit(price: string, unit: string): string;
}

/**
 * The label of a product: its barcode, or its sku where it has none; `null` without a price. What is sold by the kilogram or
 * metre shows the unit price alone (Directive 98/6/EC, article 3.3); the rest shows it where the net content is known. A price that
 * came down from `was` shows both.
 */
export function labelOf({ card, copies, was }: LabelRow, words: LabelWords): Label | null {
  if (!card.price || card.rules?.openPrice) return null;
  const money = words.formats.money(card.price.amount);
  return {
    name: localName(card, words.language),
    detail: card.sku,
    price: card.unit === 'each' ? money : words.perUnit(money, card.unit),
    ...(was !== undefined && was > card.price.amount ? { was: words.formats.money(was) } : {}),
    ...unitPriceOf(card.price.amount, card, words),
    barcode: card.gtins[0] ?? card.sku,
    copies,
  };
}

/** Smallest units of a net content in the unit that prices are compared by. */
const COMPARED = { g: { by: 'kg', scale: 1000 }, ml: { by: 'l', scale: 1000 }, mm: { by: 'm', scale: 1000 } } as const;

function unitPriceOf(amount: Minor, { unit, netContent }: LabelRow['card'], words: LabelWords): { unitPrice?: string } {
  if (unit !== 'each' || !netContent || netContent.unit === 'each') return {};
  const { by, scale } = COMPARED[netContent.unit];
  return { unitPrice: words.perUnit(words.formats.money(Math.round((amount * scale) / netContent.quantity)), by) };
}
