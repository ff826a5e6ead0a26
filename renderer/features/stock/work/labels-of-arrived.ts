import type { Label } from '#contracts/ipc/devices.ts';
import { MOST_COPIES } from '#renderer/features/labels/label-list.ts';
import { type LabelWords, labelOf } from '#renderer/features/labels/label-of.ts';
import type { StockDraft } from './stock-draft.ts';
import type { Cards } from './use-cards.ts';

/** A label of every product on the shelf that has a price; of goods by the piece as many as came, when asked for. */
export function labelsOfArrived(
  { lines }: Pick<StockDraft, 'lines'>,
  cards: Cards,
  words: LabelWords,
  pieces: boolean,
): Label[] {
  const counts = new Map<string, number>();
  for (const { variantId, quantity } of lines) {
    if (quantity > 0) counts.set(variantId, (counts.get(variantId) ?? 0) + quantity);
  }
  return [...counts].flatMap(([variantId, quantity]) => {
    const card = cards.get(variantId);
    if (!card) return [];
    const copies = pieces && card.unit === 'each' ? Math.min(quantity, MOST_COPIES) : 1;
    const label = labelOf({ card, copies }, words);
    return label ? [label] : [];
  });
}
