import { pageOf } from '#domain/catalog/variant.ts';
import { storeFeed, type Touch } from '#sync-server/ingest/effects.ts';
import type { Lookups } from '#sync-server/ingest/ingest-store.ts';

/** A fact of more lines than this moves whole pages; overlays are for the odd change. */
const OVERLAYS_MAX = 32;

/** Tells the store that sells from a location of what moved there; a location that no store sells from has no feed. */
export function stockTouches(
  locationId: string,
  lines: readonly { variantId: string }[],
  { storesOfLocations }: Lookups,
): Touch[] {
  const storeId = storesOfLocations.get(locationId);
  if (storeId === undefined) return [];
  const feed = storeFeed(storeId);
  if (lines.length <= OVERLAYS_MAX) {
    return lines.map(({ variantId }) => ({ feed, kind: 'stock-overlay', key: variantId }));
  }
  const pages = new Set(lines.map(({ variantId }) => pageOf(variantId)));
  return [...pages].map((page) => ({ feed, kind: 'stock-page', key: String(page) }));
}
