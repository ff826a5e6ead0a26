import type { ViewData } from '#contracts/views/documents.ts';
import type { Variant } from '#domain/catalog/variant.ts';
import type { OwnFact } from '#domain/stock/position.ts';
import { FakeFeeds } from './fake-feeds.ts';

export const AS_OF = '2026-11-02T10:00:00.000Z';
/** Other tills move stock in thousands, this one in single pieces: what is left modulo this says which own facts count. */
export const OTHERS = 1000;
const OPENING = 500;
const OVERLAYS_PER_PAGE = 2;

export function variantOf(variantId: string): Variant {
  return {
    variantId,
    productId: `P-${variantId}`,
    sku: `S-${variantId}`,
    name: `Name ${variantId}`,
    gtins: [],
    categoryId: 'C1',
    unit: 'each',
    taxCategory: 'standard',
  };
}

interface ServerState {
  onHand: Map<string, number>;
  overlays: Set<string>;
  watermark: number;
}

/** A till's journal and a server with a few variants on pages, which takes the journal's facts when told to. */
export class ModelShop {
  readonly feeds = new FakeFeeds();
  readonly variantIds: readonly string[];
  readonly journalId: string;
  /** The journal: survives whatever happens to the server. */
  readonly facts: OwnFact[] = [];
  #state: ServerState;

  constructor(journalId: string, variantIds: readonly string[]) {
    this.journalId = journalId;
    this.variantIds = variantIds;
    this.#state = { onHand: new Map(variantIds.map((id) => [id, OPENING])), overlays: new Set(), watermark: 0 };
    this.feeds.commit('chain', [
      { id: 'catalogue-page/0', data: JSON.stringify({ variants: variantIds.map(variantOf) }) },
    ]);
    this.feeds.commit(
      'store',
      variantIds.map((id) => ({ id: `stock-page/${pageOf(id)}`, data: () => this.page(pageOf(id)) })),
    );
  }

  /** A sale at this till: journalled, not pushed yet. */
  sell(variantId: string, quantity: number): OwnFact {
    const fact = {
      journalId: this.journalId,
      seq: this.facts.length + 1,
      movements: [{ variantId, quantity: -quantity }],
    };
    this.facts.push(fact);
    return fact;
  }

  /** The server takes up to so many of the journal's facts. */
  push(count: number): void {
    const { watermark } = this.#state;
    const taken = this.facts.slice(watermark, watermark + count);
    this.#state.watermark += taken.length;
    this.#move(taken.flatMap(({ movements }) => movements));
  }

  /** Another till sells a thousand. */
  sellElsewhere(variantId: string): void {
    this.#move([{ variantId, quantity: -OTHERS }]);
  }

  /** Gives what puts the server back to where it is now. */
  backup(): () => void {
    const { onHand, overlays, watermark } = this.#state;
    const state = { onHand: new Map(onHand), overlays: new Set(overlays), watermark };
    const feeds = this.feeds.backup();
    return () => {
      this.#state = { onHand: new Map(state.onHand), overlays: new Set(state.overlays), watermark: state.watermark };
      this.feeds.restore(feeds);
    };
  }

  /** What a till must show in the end: the server's figure and what the server hasn't taken yet. */
  figure(variantId: string): number {
    return this.#sum(this.facts.slice(this.#state.watermark), variantId, this.#state.onHand.get(variantId) ?? 0);
  }

  /** What is left of the opening stock by this till's own sales alone. */
  ownFigure(variantId: string): number {
    return this.#sum(this.facts, variantId, OPENING);
  }

  #sum(facts: readonly OwnFact[], variantId: string, from: number): number {
    const moved = facts.flatMap(({ movements }) => movements).filter((movement) => movement.variantId === variantId);
    return moved.reduce((sum, { quantity }) => sum + quantity, from);
  }

  #move(movements: readonly { variantId: string; quantity: number }[]): void {
    const { onHand, overlays } = this.#state;
    for (const { variantId, quantity } of movements) onHand.set(variantId, (onHand.get(variantId) ?? 0) + quantity);
    const touched = new Set(movements.map(({ variantId }) => variantId));
    for (const variantId of touched) overlays.add(variantId);
    const pages = [...new Set([...touched].map(pageOf))];
    const full = pages.filter((page) => this.#overlaysOn(page).length > OVERLAYS_PER_PAGE);
    const gone = full.flatMap((page) => this.#overlaysOn(page));
    for (const variantId of gone) overlays.delete(variantId);
    if (touched.size === 0) return;
    this.feeds.commit('store', [
      ...full.map((page) => ({ id: `stock-page/${page}`, data: () => this.page(page) })),
      ...[...touched]
        .filter((id) => overlays.has(id))
        .map((id) => ({ id: `stock-overlay/${id}`, data: () => this.#overlay(id) })),
      ...gone.map((id) => ({ id: `stock-overlay/${id}`, data: null })),
    ]);
  }

  #overlaysOn(page: number): string[] {
    return [...this.#state.overlays].filter((variantId) => pageOf(variantId) === page);
  }

  #marks(): Record<string, number> {
    return { [this.journalId]: this.#state.watermark };
  }

  /** A stock page as it is now. */
  page(page: number): string {
    const held = this.variantIds.filter((variantId) => pageOf(variantId) === page);
    return JSON.stringify({
      marks: this.#marks(),
      asOf: AS_OF,
      stock: held.map((variantId) => [variantId, this.#state.onHand.get(variantId) ?? 0, 0]),
    } satisfies ViewData<'stock-page'>);
  }

  #overlay(variantId: string): string {
    return JSON.stringify({
      marks: this.#marks(),
      asOf: AS_OF,
      variantId,
      onHand: this.#state.onHand.get(variantId) ?? 0,
      committed: 0,
    } satisfies ViewData<'stock-overlay'>);
  }
}

/** Four variants a page. */
function pageOf(variantId: string): number {
  return Math.floor(Number(variantId.slice(1)) / 4);
}
