import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { Category, Price, Variant } from '#domain/catalog/variant.ts';
import type { Cart } from '#domain/order/cart.ts';

/** A variant with what the till knows of it now. `onHand` already counts this till's own facts (I6). */
export interface VariantCard extends Variant {
  price: Price | null;
  stock: { onHand: number; asOf: string } | null;
}

export interface MemberCard {
  memberId: string;
  name: string;
  cardNumber: string;
}

/** How much of the shop's data has arrived. Scanning and searching work on what is there already. */
export interface Progress {
  /** `first`: never complete yet; `complete`: all the server had at `asOf`; `renewing`: a fresh copy is pulled beside the old one. */
  state: 'first' | 'complete' | 'renewing';
  products: number;
  /** While `first`: about how many there will be, once enough are here to tell. */
  about?: number;
  /** Documents still to come, when the server has said. */
  remaining: number | null;
  asOf: string | null;
  /** `storage-full`, `storage-unusable`: what arrives can't be written; it is tried again until it can. */
  fault: ErrorCode | null;
}

/** A completed order as the till remembers it, newest first in lists. */
export interface OrderFact extends Fact<OrderCompleted> {}

/** The till's database behind one door: look-ups answered from memory in a worker, carts and facts on disk. */
export interface TillStore {
  byGtin(gtin: string): Promise<VariantCard | null>;
  bySku(sku: string): Promise<VariantCard | null>;
  cards(variantIds: readonly string[]): Promise<(VariantCard | null)[]>;
  /** Any part of name (in any language), sku or gtin; best first. */
  search(query: string, limit: number): Promise<VariantCard[]>;
  /** Variants of a category by name; `null` for all. */
  browse(categoryId: string | null, offset: number, limit: number): Promise<VariantCard[]>;
  categories(): Promise<(Category & { count: number })[]>;
  /** Any part of name or card number, or an id. */
  searchMembers(query: string, limit: number): Promise<MemberCard[]>;

  progress(): Progress;
  onProgress(listener: (progress: Progress) => void): () => void;
  /** Variants whose price, stock or name changed; `null` when too many to name. */
  onChange(listener: (variantIds: readonly string[] | null) => void): () => void;

  /** The cart a crash, restart or sign-out left behind. */
  loadCart(operatorId: string): Promise<Cart | null>;
  /** Saves off the paint path, latest wins; rejects only when the disk is full or gone. */
  saveCart(cart: Cart): Promise<void>;
  dropCart(cartId: string): Promise<void>;

  /** Takes facts the host journalled into the projection, idempotently, in any order. */
  project(facts: readonly Fact[]): Promise<void>;
  recentOrders(limit: number): Promise<OrderFact[]>;
  /** `receipt.issued` and orders changed. */
  onOrders(listener: () => void): () => void;
  close(): Promise<void>;
}
