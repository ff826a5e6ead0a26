import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { Category } from '#domain/catalog/variant.ts';
import type { OwnFact } from '#domain/stock/position.ts';
import type {
  CountsKnown,
  FulfilmentView,
  GroupPricing,
  MemberCard,
  ParkedView,
  Progress,
  SaleStopView,
  VariantCard,
} from '#renderer/store/till-store.ts';

/** The message by which the worker says that it holds the lock of its name. */
export const HELD = 'held';

/** This till's own facts after some seq: all there are up to `through`. */
export interface OwnFacts {
  facts: readonly OwnFact[];
  through: number;
}

/** What the worker calls in the window. */
export interface ViewsCallbacks {
  ownFacts(afterSeq: number): Promise<OwnFacts>;
  /** Variants whose name, price or stock differs; `null` when too many to name. */
  changed(variantIds: readonly string[] | null): void | Promise<void>;
  progressed(progress: Progress): void | Promise<void>;
  /** Carts were parked or taken up, or the server took more of a journal. */
  parkedChanged(): void | Promise<void>;
  /** Counts were planned, changed or closed. */
  countsChanged(): void | Promise<void>;
  /** What the store is to do of online orders is another. */
  fulfilmentsChanged(): void | Promise<void>;
  /** Something was stopped, or may be sold again. */
  saleStopsChanged(): void | Promise<void>;
  /** A customer group or a price list is another. */
  groupPricingChanged(): void | Promise<void>;
}

/** The store's parked carts as the server last said, and how far it had taken this till's journal by then. */
export interface ParkedInStore {
  carts: readonly ParkedView[];
  watermark: number;
}

export interface ViewsOptions {
  journalId: string;
  /** Absolute URL under which the window reaches the server through its host. */
  apiBase: string;
}

export type Opened = { ok: true } | { ok: false; code: ErrorCode; detail: string };

/** What the worker answers. */
export interface ViewsApi {
  open(options: ViewsOptions, callbacks: ViewsCallbacks): Promise<Opened>;
  byGtin(gtin: string): Promise<VariantCard | null>;
  bySku(sku: string): Promise<VariantCard | null>;
  byPlu(plu: string): Promise<VariantCard | null>;
  variantsOf(productId: string): Promise<VariantCard[]>;
  cards(variantIds: readonly string[]): Promise<(VariantCard | null)[]>;
  search(query: string, limit: number): Promise<VariantCard[]>;
  searchCount(query: string): Promise<number>;
  browse(categoryId: string | null, offset: number, limit: number): Promise<VariantCard[]>;
  categories(): Promise<(Category & { count: number })[]>;
  searchMembers(query: string, limit: number, keys?: readonly string[]): Promise<MemberCard[]>;
  memberTags(): Promise<[tag: string, members: number][]>;
  taggedMembers(tag: string): Promise<MemberCard[]>;
  membersByCard(cardNumber: string): Promise<MemberCard[]>;
  member(memberId: string): Promise<MemberCard | null>;
  parked(): Promise<ParkedInStore>;
  counts(): Promise<CountsKnown>;
  fulfilments(): Promise<FulfilmentView[]>;
  saleStops(): Promise<SaleStopView[]>;
  groupPricing(): Promise<GroupPricing>;
  /** Counts facts from now on; adding one again changes nothing. */
  addOwn(facts: readonly OwnFact[]): Promise<void>;
  close(): Promise<void>;
}
