import type { CatalogueChange, ImportedProduct } from '#contracts/http/catalogue.ts';
import type { HomesChange } from '#contracts/http/places.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import { type BulkRow, undoChanges } from './bulk-rules.ts';

/** What takes a part back: the catalogue, then where goods lie. */
export interface ProductsBack {
  changes: readonly CatalogueChange[];
  homes: HomesChange['homes'];
}

/**
 * What takes rows of an import back at `now`: what was changed becomes as it was; what was made is archived without its barcodes, as
 * nothing is ever deleted. Categories and opening stock stay.
 */
export function importBack(rows: readonly ImportedProduct[], now: string, newId: () => string): ProductsBack {
  const revisions: Record<string, number> = {};
  const plan = rows.map(({ before, after, revision, prices }): BulkRow => {
    const { variantId } = after;
    const isChanged = before === null || !isSameValue(before, after);
    if (isChanged) revisions[`variant/${variantId}`] = revision;
    for (const { storeId, version } of prices) revisions[`price/${storeId}/${variantId}`] = version;
    const variant = before ?? { ...after, gtins: [], archived: true as const };
    const back = prices.map(({ effectiveAt, ...price }) => ({ ...price, from: effectiveAt }));
    return { row: { variant, revision }, after, isChanged, prices: back, home: null };
  });
  return {
    changes: undoChanges(plan, revisions, now, newId),
    homes: rows.flatMap(({ after: { variantId }, place }) =>
      place ? [{ variantId, base: place.after, placeId: place.before }] : [],
    ),
  };
}
