/** A price with the instant (ISO 8601, UTC) that it comes into force at. */
export interface DatedPrice {
  version: number;
  effectiveAt: string;
}

/**
 * Which of a variant's prices is in force at an instant: the one that came into force last, of two of the same instant the one
 * that was published last. Undefined while there is none.
 */
export function priceInForce<P extends DatedPrice>(prices: readonly P[], at: string): P | undefined {
  return prices.reduce<P | undefined>((last, price) => {
    return price.effectiveAt <= at && (last === undefined || isAfter(price, last)) ? price : last;
  }, undefined);
}

function isAfter(a: DatedPrice, b: DatedPrice): boolean {
  return a.effectiveAt === b.effectiveAt ? a.version > b.version : a.effectiveAt > b.effectiveAt;
}
