import type { Category, Variant } from '#domain/catalog/variant.ts';
import type { ServerDraft } from '#sync-server/ingest/append-facts.ts';

/** Amounts of one store that come into force together: at once, or at `effectiveAt`. */
export interface Repricing {
  storeId: string;
  effectiveAt?: string;
  prices: { variantId: string; amount: number }[];
  /** Prices ahead that will not come into force. */
  withdrawn?: { variantId: string; version: number }[];
}

/** What is to be published, of which at most 1,000 each. */
export interface CataloguePublication {
  changeId?: string;
  categories: readonly Category[];
  variants: readonly Variant[];
  repricings: readonly Repricing[];
}

/**
 * The facts that publish a part of the catalogue: every change of it, whoever asks for it, goes this way. `versions` has the
 * highest price version by store; every repricing takes the next one of its store, and `versions` is brought up to date.
 */
export function catalogueFacts(
  { changeId, categories, variants, repricings }: CataloguePublication,
  versions: Map<string, number>,
): ServerDraft[] {
  const asked = changeId === undefined ? {} : { changeId };
  const facts: ServerDraft[] = [];
  if (categories.length + variants.length > 0) {
    const payload = { ...asked, categories: [...categories], variants: [...variants] };
    facts.push({ kind: 'catalogue.published', payload });
  }
  for (const repricing of repricings) {
    const version = (versions.get(repricing.storeId) ?? 0) + 1;
    versions.set(repricing.storeId, version);
    facts.push({ kind: 'prices.published', payload: { ...asked, ...repricing, version } });
  }
  return facts;
}
