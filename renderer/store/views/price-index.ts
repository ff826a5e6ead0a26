import type { Price } from '#domain/catalog/variant.ts';

/** `[variantId, amount, version]`, as a price page holds them. */
export type PriceRow = readonly [variantId: string, amount: number, version: number];

/** The store's prices in memory, kept page by page. */
export class PriceIndex {
  readonly #pages = new Map<string, readonly PriceRow[]>();
  readonly #rows = new Map<string, PriceRow>();

  /** Puts a page in place of its former self; gives the variants whose price is new, gone or different. */
  setPage(pageId: string, rows: readonly PriceRow[]): string[] {
    const changed: string[] = [];
    const present = new Set(rows.map(([variantId]) => variantId));
    for (const [variantId] of this.#pages.get(pageId) ?? []) {
      if (present.has(variantId)) continue;
      this.#rows.delete(variantId);
      changed.push(variantId);
    }
    for (const row of rows) {
      const [variantId, amount, version] = row;
      const before = this.#rows.get(variantId);
      this.#rows.set(variantId, row);
      if (before?.[1] !== amount || before[2] !== version) changed.push(variantId);
    }
    this.#pages.set(pageId, rows);
    return changed;
  }

  get(variantId: string): Price | null {
    const row = this.#rows.get(variantId);
    return row ? { variantId, amount: row[1], version: row[2] } : null;
  }
}
