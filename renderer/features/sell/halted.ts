import { type Halt, haltOf, type SaleStop, type Sold, type StopBook } from '#domain/catalog/sale-stop.ts';
import type { CartLine } from '#domain/order/cart.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import type { Pending } from './ring-up.ts';
import type { SideFact } from './sale-facts.ts';

/** An item that may not be rung up as it is; `card` is of what is stopped: the item, or what is sold along with it. */
export interface StoppedItem {
  card: VariantCard;
  halt: Halt;
}

/** A line that may not be sold as it is. */
export interface HaltedLine {
  lineId: string;
  name: string;
  halt: Halt;
}

/** What stands in the way of ringing an item up, what is sold along with it included; null when nothing does. */
export function haltOfItem(book: StopBook, { card, linked, batch, checkedStops }: Pending): StoppedItem | null {
  if (book.size === 0) return null;
  const checked = checkedStops === undefined ? {} : { checkedStops };
  const own = haltOf(book, { ...soldOf(card), ...checked, ...(batch === undefined ? {} : { batch }) });
  if (own) return { card, halt: own };
  for (const along of linked) {
    const halt = haltOf(book, { ...soldOf(along), ...checked });
    if (halt) return { card: along, halt };
  }
  return null;
}

/** What is sold of a product, as far as stops ask. */
export function soldOf({ variantId, rules }: VariantCard): Sold {
  return { variantId, ...(rules?.parts ? { parts: rules.parts } : {}) };
}

/** The lines that may not be sold as they are, those that are not sold at all first. */
export function haltedLines(book: StopBook, lines: readonly CartLine[]): HaltedLine[] {
  const halted = lines.flatMap((line) => {
    const halt = haltOf(book, line);
    return halt ? [{ lineId: line.id, name: line.name, halt }] : [];
  });
  return halted.sort((a, b) => Number(b.halt.verdict === 'refused') - Number(a.halt.verdict === 'refused'));
}

/** Somebody looked at the pack. */
export function batchChecked(
  cartId: string,
  { stop, name }: { stop: SaleStop; name: string },
  answer: 'other-batch' | 'that-batch',
): SideFact {
  const verdict = answer === 'other-batch' ? 'passed' : 'refused';
  const { stopId, variantId } = stop;
  return {
    kind: 'restriction.checked',
    payload: { cartId, rule: 'batch', stopId, variantId, name, verdict, method: 'pack' },
  };
}
