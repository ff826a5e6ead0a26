import type { StorePrice } from '#contracts/http/catalogue.ts';
import { priceInForce } from '#domain/catalog/price-in-force.ts';
import type { Minor } from '#domain/money/money.ts';

/** The price that would be in force from an instant on, or is now (null), as things stand; null where there would be none. */
export function standingPrice(
  price: StorePrice | undefined,
  from: string | null,
): { amount: Minor; version: number; effectiveAt?: string } | null {
  const ahead = from === null ? undefined : priceInForce(price?.ahead ?? [], from);
  if (ahead) return ahead;
  return price === undefined || price.amount === null ? null : { amount: price.amount, version: price.version };
}
