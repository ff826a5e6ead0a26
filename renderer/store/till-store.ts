import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { Fact } from '#contracts/facts/envelope.ts';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { CountRecorded } from '#contracts/facts/stock-facts.ts';
import type { ViewData } from '#contracts/views/documents.ts';
import type { StopBook } from '#domain/catalog/sale-stop.ts';
import type { Category, Price, Variant } from '#domain/catalog/variant.ts';
import type { FulfilmentAction, FulfilmentState } from '#domain/fulfilment/fulfilment-state.ts';
import type { Minor } from '#domain/money/money.ts';
import type { Cart } from '#domain/order/cart.ts';
import type { PriceListEntry } from '#domain/pricing/price-list.ts';
import type { Marks } from '#domain/stock/position.ts';
import type { OrderQuery } from './local/order-query.ts';
import type { PriceAt } from './views/price-index.ts';

/** A variant with what the till knows of it now. `onHand` already counts this till's own facts (I6). */
export interface VariantCard extends Variant {
  price: Price | null;
  /** The lowest price of the last 30 days, where it was lower than now. */
  lowest?: Minor;
  /** Where it has several, those before and to come too: for a cart that began at another price (`asOf`). */
  dated?: readonly PriceAt[];
  /** Prices that price lists name of it, where any does. */
  listed?: readonly PriceListEntry[];
  stock: { onHand: number; asOf: string } | null;
}

export type MemberCard = ViewData<'member-card'>;

export type ParkedView = ViewData<'parked-cart'>;
export type CountPlanView = ViewData<'count-plan'>;
export type FulfilmentView = ViewData<'fulfilment'>;
export type FulfilmentLine = FulfilmentView['lines'][number];
export type SaleStopView = ViewData<'sale-stop'>;
export type CustomerGroupView = ViewData<'customer-group'>;
export type PriceListView = ViewData<'price-list'>;

/** Customer groups, and price lists in force, ahead of their time or ended, of all stores. */
export interface GroupPricing {
  groups: readonly CustomerGroupView[];
  lists: readonly PriceListView[];
}

/** Open counts of the store, oldest first, and which facts of other journals this till knows of. */
export interface CountsKnown {
  counts: readonly CountPlanView[];
  known: Marks;
}

/** What the store is to do of an online order, this till's own facts on top: where it stands, and what may be done of it now. */
export interface Fulfilment extends FulfilmentView {
  state: FulfilmentState;
  actions: readonly FulfilmentAction[];
}

/** A cart put aside on this register. */
export interface ParkedHere {
  /** This time of parking: the id of the `cart.parked` fact. */
  parkId: string;
  /** Who put it aside, and when (ISO 8601, UTC). */
  operatorId: string;
  at: string;
  total: Minor;
  cart: Cart;
  /** Parked in training: not listed among the others. */
  training?: boolean;
}

/** A parked cart in the list. */
export interface ParkedEntry extends ParkedHere {
  /** Where it was parked; `null` for this register. */
  registerId: string | null;
  /** What the store calls that register, as far as the server has said. */
  registerName?: string;
  /** `here`: on this register's own disk; `store`: another register's, as the server says; `gone`: taken up elsewhere meanwhile. */
  state: 'here' | 'store' | 'gone';
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

/** Small texts by key, as a browser's storage has them. */
export type ItemStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The till's database behind one door: look-ups answered from memory in a worker, carts and facts on disk. */
export interface TillStore {
  byGtin(gtin: string): Promise<VariantCard | null>;
  bySku(sku: string): Promise<VariantCard | null>;
  /** By item number in the store's own weight and price barcodes, without leading zeros. */
  byPlu(plu: string): Promise<VariantCard | null>;
  /** All variants of a product, by name. */
  variantsOf(productId: string): Promise<VariantCard[]>;
  cards(variantIds: readonly string[]): Promise<(VariantCard | null)[]>;
  /** Any part of name (in any language), sku or gtin; best first. */
  search(query: string, limit: number): Promise<VariantCard[]>;
  /** How many variants `search` would find without a limit. */
  searchCount(query: string): Promise<number>;
  /** Variants of a category by name; `null` for all. */
  browse(categoryId: string | null, offset: number, limit: number): Promise<VariantCard[]>;
  categories(): Promise<(Category & { count: number })[]>;
  /**
   * Any part of name (also its pinyin), card number or id, or the end of a phone number; one that `keys` name (hashes of a phone number or
   * an e-mail address, `member.keys`) comes first. Members whom this till enrolled are among them at once.
   */
  searchMembers(query: string, limit: number, keys?: readonly string[]): Promise<MemberCard[]>;
  /** Whoever has exactly this card number, as they are served: nobody, one, or several where it was given twice. */
  membersByCard(cardNumber: string): Promise<MemberCard[]>;
  /** Tags that somebody has, the most used first, and how many have them. */
  memberTags(): Promise<[tag: string, members: number][]>;
  /** Whoever has a tag, by name. */
  taggedMembers(tag: string): Promise<MemberCard[]>;
  /** Shows a member as this till has just made or changed them, until the server shows them so. */
  keepMember(card: MemberCard): void;
  member(memberId: string): Promise<MemberCard | null>;

  progress(): Progress;
  onProgress(listener: (progress: Progress) => void): () => void;
  /** Variants whose price, stock or name changed; `null` when too many to name. */
  onChange(listener: (variantIds: readonly string[] | null) => void): () => void;

  /** The cart a crash, restart or sign-out left behind. One of training is another than the operator's own. */
  loadCart(operatorId: string, training?: boolean): Promise<Cart | null>;
  /** Saves off the paint path, latest wins; rejects only when the disk is full or gone. */
  saveCart(cart: Cart, training?: boolean): Promise<void>;
  dropCart(cartId: string): Promise<void>;

  /** Keeps a cart aside on this register, and is done when it is on the disk; its operator's live cart is another from then on. */
  parkCart(parked: ParkedHere): Promise<void>;
  /** Forgets one that was kept aside here, and no longer lists it where the server still does. */
  unparkCart(parkId: string): Promise<void>;
  /** Carts that wait, newest first: this register's, and the store's as of `progress().asOf`. */
  parkedCarts(training?: boolean): Promise<ParkedEntry[]>;
  /** Parked carts came, went or were taken up. */
  onParked(listener: () => void): () => void;

  /** Open counts as the server last said, and what a figure that is said now would know. */
  counts(): Promise<CountsKnown>;
  /** Counts were planned, changed or closed. */
  onCounts(listener: () => void): () => void;
  /** What was said on this register for a count, oldest first. */
  countFacts(countId: string): Promise<Fact<CountRecorded>[]>;

  /**
   * What the store is to do of online orders, first promised first: the server's word and this till's own facts that it does not count
   * yet. Ended ones are among them until the server takes them away.
   */
  fulfilments(): Promise<Fulfilment[]>;
  /** An online order came, was worked on, here or elsewhere, or went. */
  onFulfilments(listener: () => void): () => void;

  /** What is not to be sold as the server last said, in memory; the same map until that is another. */
  saleStops(): StopBook;
  /** Something was stopped, or may be sold again. */
  onSaleStops(listener: () => void): () => void;

  /** Customer groups and price lists as the server last said, in memory; the same object until they are others. */
  groupPricing(): GroupPricing;
  /** A customer group or a price list is another. */
  onGroupPricing(listener: () => void): () => void;

  /** What must outlive a crash and is no cart and no fact: money taken for a part-paid cart, a close half done. */
  kept: ItemStorage;

  /** Takes facts the host journalled into the projection, idempotently, in any order. */
  project(facts: readonly Fact[]): Promise<void>;
  recentOrders(limit: number): Promise<OrderFact[]>;
  /** This register's tickets that fit, newest first. */
  findOrders(query: OrderQuery, limit: number): Promise<OrderFact[]>;
  /** One of this register's tickets. */
  order(orderId: string): Promise<OrderFact | null>;
  /** This register's tickets, oldest first, that took back something of an order. */
  returnsOf(orderId: string): Promise<OrderFact[]>;
  /** `receipt.issued` and orders changed. */
  onOrders(listener: () => void): () => void;
  close(): Promise<void>;
}
