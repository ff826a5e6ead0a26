import type { Price } from '#domain/catalog/variant.ts';
import type { Minor } from '#domain/money/money.ts';

/** `[variantId, amount, version]`, as a price page holds them. */
export type PriceRow = readonly [variantId: string, amount: number, version: number];

/** `[variantId, amount]`: lower than the price is now, at some time of the last 30 days. */
export type LowRow = readonly [variantId: string, amount: number];

/** The store's prices in memory, kept page by page. */
export class PriceIndex {
  readonly #pages = new Map<string, readonly PriceRow[]>();
  readonly #rows = new Map<string, PriceRow>();
  readonly #lows = new Map<string, Minor>();

  /** Puts a page in place of its former self; gives the variants whose price is new, gone or different. */
  setPage(pageId: string, rows: readonly PriceRow[], lows: readonly LowRow[] = []): string[] {
    const changed: string[] = [];
    const low = new Map(lows);
    const present = new Set(rows.map(([variantId]) => variantId));
    for (const [variantId] of this.#pages.get(pageId) ?? []) {
      if (present.has(variantId)) continue;
      this.#rows.delete(variantId);
      this.#lows.delete(variantId);
      changed.push(variantId);
    }
    for (const row of rows) {
      const [variantId, amount, version] = row;
      const before = this.#rows.get(variantId);
      this.#rows.set(variantId, row);
      const lowest = low.get(variantId);
      if (before?.[1] !== amount || before[2] !== version || this.#lows.get(variantId) !== lowest)
        changed.push(variantId);
      if (lowest === undefined) this.#lows.delete(variantId);
      else this.#lows.set(variantId, lowest);
    }
    this.#pages.set(pageId, rows);
    return changed;
  }

  /** The lowest of the last 30 days, where it was lower than it is now. */
  lowest(variantId: string): Minor | undefined {
    return this.#lows.get(variantId);
  }

  get(variantId: string): Price | null {
    const row = this.#rows.get(variantId);
    return row ? { variantId, amount: row[1], version: row[2] } : null;
  }
}
