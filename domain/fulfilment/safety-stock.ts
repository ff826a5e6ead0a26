/** What a channel never sells, in the variant's smallest unit: what is said of a product at a location comes before what is said of all. */
export interface SafetyStock {
  everywhere: number;
  atLocation: Readonly<Record<string, number>>;
  /** Of a variant: at a location, or under '' at each. */
  ofVariant: ReadonlyMap<string, Readonly<Record<string, number>>>;
}

export const NO_SAFETY_STOCK: SafetyStock = { everywhere: 0, atLocation: {}, ofVariant: new Map() };

/** Pieces of a variant that are kept back at a location. */
export function safetyStockAt(safety: SafetyStock, variantId: string, locationId: string): number {
  const own = safety.ofVariant.get(variantId);
  return own?.[locationId] ?? own?.[''] ?? safety.atLocation[locationId] ?? safety.everywhere;
}
