import { type Marks, type OwnFact, type StockPosition, shownOnHand } from '#domain/stock/position.ts';
import type { OwnMovements } from './own-movements.ts';

/** `[variantId, onHand, committed]`, as a stock page holds them. */
export type StockRow = readonly [variantId: string, onHand: number, committed: number];

export interface StockPageData {
  marks: Marks;
  asOf: string;
  stock: readonly StockRow[];
}

export interface StockOverlayData extends StockPosition {
  variantId: string;
  asOf: string;
}

interface Page {
  position: number;
  data: StockPageData;
}

interface Overlay {
  position: number;
  data: StockOverlayData;
  /** The server has withdrawn it; it stands until the page that folds it in is here, so that nothing jumps back. */
  withdrawn: boolean;
}

/** What the till says is on the shelf. */
export interface ShownStock {
  onHand: number;
  asOf: string;
}

/**
 * The store's stock in memory: pages, the overlays that are newer than their page, and on top this till's own facts that
 * they do not count yet. Documents may arrive in any order.
 */
export class StockIndex {
  readonly #journalId: string;
  readonly #pages = new Map<string, Page>();
  readonly #rows = new Map<string, { row: StockRow; page: Page }>();
  readonly #overlays = new Map<string, Overlay>();
  #own: OwnMovements | undefined;

  constructor(journalId: string) {
    this.#journalId = journalId;
  }

  /**
   * From here on `own` counts on top. Before, no figure is shown at all: one without the till's own sales would be wrong.
   */
  begin(own: OwnMovements): void {
    this.#own = own;
  }

  get own(): OwnMovements | undefined {
    return this.#own;
  }

  addOwn(facts: Iterable<OwnFact>): Set<string> {
    return this.#own?.add(facts) ?? new Set();
  }

  shown(variantId: string): ShownStock | null {
    if (!this.#own) return null;
    const position = this.#inForce(variantId);
    if (!position) return null;
    return { onHand: shownOnHand(position, variantId, this.#own.of(variantId)), asOf: position.asOf };
  }

  /** Puts a page in place of its former self (no rows: it is gone); gives the variants whose figure differs. */
  setPage(pageId: string, position: number, data: StockPageData): string[] {
    const before = this.#pages.get(pageId)?.data.stock ?? [];
    const touched = new Set([...before, ...data.stock].map(([variantId]) => variantId));
    return this.#differing(touched, () => {
      const page = { position, data };
      this.#pages.set(pageId, page);
      for (const [variantId] of before) this.#rows.delete(variantId);
      for (const row of data.stock) this.#rows.set(row[0], { row, page });
      for (const variantId of touched) this.#foldOverlay(variantId, position);
    });
  }

  setOverlay(position: number, data: StockOverlayData): string[] {
    return this.#differing([data.variantId], () => {
      this.#overlays.set(data.variantId, { position, data, withdrawn: false });
    });
  }

  withdrawOverlay(variantId: string): string[] {
    return this.#differing([variantId], () => {
      const overlay = this.#overlays.get(variantId);
      if (!overlay) return;
      overlay.withdrawn = true;
      const page = this.#rows.get(variantId)?.page;
      if (!page || page.position > overlay.position) this.#overlays.delete(variantId);
    });
  }

  /** Lets own facts go that every document held counts, where there is a page; see `OwnMovements.letGo`. */
  letGo(): void {
    const markIn = (marks: Marks) => marks[this.#journalId] ?? 0;
    this.#own?.letGo((variantId) => {
      const held = this.#rows.get(variantId);
      if (!held) return null;
      const overlay = this.#overlays.get(variantId);
      const page = markIn(held.page.data.marks);
      return overlay ? Math.min(page, markIn(overlay.data.marks)) : page;
    });
  }

  /** The overlay while it is newer than its page, else the page. */
  #inForce(variantId: string): (StockPosition & { asOf: string }) | undefined {
    const held = this.#rows.get(variantId);
    const overlay = this.#overlays.get(variantId);
    if (overlay && (!held || overlay.position > held.page.position)) return overlay.data;
    if (!held) return undefined;
    const { marks, asOf } = held.page.data;
    return { onHand: held.row[1], committed: held.row[2], marks, asOf };
  }

  #foldOverlay(variantId: string, pagePosition: number): void {
    const overlay = this.#overlays.get(variantId);
    if (overlay?.withdrawn && pagePosition > overlay.position) this.#overlays.delete(variantId);
  }

  #differing(variantIds: Iterable<string>, change: () => void): string[] {
    const before = new Map<string, number | undefined>();
    for (const variantId of variantIds) before.set(variantId, this.shown(variantId)?.onHand);
    change();
    return [...before].filter(([id, onHand]) => this.shown(id)?.onHand !== onHand).map(([id]) => id);
  }
}
