import type { PriceChanges } from '#contracts/http/catalogue.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';
import type { LabelRow } from './label-list.ts';

/** One label of every product whose price changed, with the price it changed to; of what this till does not know, none. */
export function changedRows(changes: PriceChanges['changes'], cards: readonly (VariantCard | null)[]): LabelRow[] {
  return changes.flatMap(({ was, amount }, at) => {
    const card = cards[at];
    if (!card || card.archived) return [];
    const price = { variantId: card.variantId, version: 0, ...card.price, amount };
    return [{ card: { ...card, price }, copies: 1, ...(was === null ? {} : { was }) }];
  });
}
