import type { PriceListEntry } from '#domain/pricing/price-list.ts';

/** A page of the prices that lists name: rows of `[variantId, amount, version]`. */
export interface ListEntryPage {
  lists: readonly { listId: string; entries: readonly (readonly [string, number, number])[] }[];
}

/** The prices that price lists name in memory, by variant, kept page by page. */
export class ListEntryIndex {
  readonly #pages = new Map<string, ReadonlySet<string>>();
  readonly #entries = new Map<string, readonly PriceListEntry[]>();

  /** Puts a page in place of its former self. */
  setPage(pageId: string, { lists }: ListEntryPage): void {
    for (const variantId of this.#pages.get(pageId) ?? []) this.#entries.delete(variantId);
    const page = new Set<string>();
    for (const { listId, entries } of lists) {
      for (const [variantId, amount, version] of entries) {
        const before = page.has(variantId) ? (this.#entries.get(variantId) ?? []) : [];
        this.#entries.set(variantId, [...before, { listId, amount, version }]);
        page.add(variantId);
      }
    }
    this.#pages.set(pageId, page);
  }

  get(variantId: string): readonly PriceListEntry[] | undefined {
    return this.#entries.get(variantId);
  }
}
