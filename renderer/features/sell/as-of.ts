import { priceInForce } from '#domain/catalog/price-in-force.ts';
import type { VariantCard } from '#renderer/store/till-store.ts';

/** A card as it was, or would be, at an instant: a cart sells at the prices that were in force at its first line. */
export function asOf(card: VariantCard, at: string): VariantCard {
  if (!card.dated) return card;
  const { lowest: _, ...rest } = card;
  const price = priceInForce(card.dated, at);
  if (!price) return card;
  const { amount, version, low } = price;
  return {
    ...rest,
    price: { variantId: card.variantId, amount, version },
    ...(low === undefined ? {} : { lowest: low }),
  };
}
