interface OfferingSupplier {
  supplierId: string;
  status: 'active' | 'archived';
  leadTimeDays: number;
  /** `packCost` without tax, minor units. */
  items: readonly { variantId: string; packSize: number; packCost: number }[];
}

/** Whom to buy a variant from, and in which packs. */
export interface Offer<S extends OfferingSupplier> {
  supplier: S;
  item: S['items'][number];
}

/**
 * Whom each variant is bought from: of the active suppliers that sell it the one with the least cost of a unit, of equals the one
 * that delivers sooner, then by id. Least quantities are not weighed.
 */
export function chooseOffers<S extends OfferingSupplier>(suppliers: readonly S[]): Map<string, Offer<S>> {
  const offers = new Map<string, Offer<S>>();
  for (const supplier of suppliers) {
    if (supplier.status !== 'active') continue;
    for (const item of supplier.items) {
      const offer: Offer<S> = { supplier, item };
      const best = offers.get(item.variantId);
      if (!best || isBetter(offer, best)) offers.set(item.variantId, offer);
    }
  }
  return offers;
}

function isBetter(a: Offer<OfferingSupplier>, b: Offer<OfferingSupplier>): boolean {
  const dearer = a.item.packCost / a.item.packSize - b.item.packCost / b.item.packSize;
  const later = a.supplier.leadTimeDays - b.supplier.leadTimeDays;
  return dearer < 0 || (dearer === 0 && (later < 0 || (later === 0 && a.supplier.supplierId < b.supplier.supplierId)));
}
