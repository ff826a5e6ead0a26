import type { VariantCard } from '#renderer/store/till-store.ts';

/** What sets a variant apart: `M, red`; its sku where nothing does. */
export function optionText({ rules, sku }: VariantCard): string {
  const options = Object.values(rules?.options ?? {});
  return options.length === 0 ? sku : options.join(', ');
}

/** One card of each product that has several variants, the first; everything else as it is. `exact` stays whatever it is of. */
export function oneOfEach(cards: readonly VariantCard[], exact?: (card: VariantCard) => boolean): VariantCard[] {
  const seen = new Set<string>();
  return cards.filter((card) => {
    if (!card.rules?.options || exact?.(card)) return true;
    if (seen.has(card.productId)) return false;
    seen.add(card.productId);
    return true;
  });
}

/** The name a card stands for in a list: the product's where it has several variants. */
export function listName(card: VariantCard, name: string): string {
  return card.rules?.options ? (card.rules.productName ?? name) : name;
}
