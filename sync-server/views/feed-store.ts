import type { Category, Price, Variant } from '#domain/catalog/variant.ts';
import type { Marks } from '#domain/stock/position.ts';
import type {
  CountPlanView,
  CustomerGroupView,
  FulfilmentView,
  ListEntryRow,
  MemberCard,
  ParkedCartView,
  PriceListView,
  SaleStopView,
  WatermarkRow,
} from '#sync-server/views/render.ts';

/** A document of a feed, before it is rendered. */
export interface FeedEntry {
  id: string;
  kind: string;
  position: number;
  deleted: boolean;
}

/** A stock figure of the store's location. */
export interface StockRow {
  variantId: string;
  onHand: number;
  committed: number;
}

/** A price of a price page. */
export interface PageRow extends Price {
  /** Null: in force when the page is made. */
  effectiveAt: string | null;
  /** The lowest in force within 30 days before it, or before now if it is in force, where that was lower. */
  low: number | null;
}

/** What pulling needs of a database. `db/sql-feed-store.ts` is the real one; the simulator has one in memory. */
export interface FeedStore {
  /** Runs `work` on one consistent snapshot: everything in it shows the same committed transactions. */
  snapshot<T>(work: (snapshot: FeedSnapshot) => Promise<T>): Promise<T>;
}

export interface FeedSnapshot {
  /** The feed's counter; 0 when it never moved. */
  position(feed: string): Promise<number>;
  /** The nonce of the transaction that took `position`: that of the first known nonce at or after it. */
  nonceAt(feed: string, position: number): Promise<string | undefined>;
  /** Documents after a position, lowest first. From the beginning (0) tombstones are left out. */
  documentsAfter(feed: string, position: number, limit: number): Promise<FeedEntry[]>;
  countAfter(feed: string, position: number): Promise<number>;
  /** The watermarks of all the store's journals, and of the server's own. */
  marks(storeId: string): Promise<Marks>;
  variants(pages: readonly number[]): Promise<Variant[]>;
  categories(): Promise<Category[]>;
  /** What is in force at an instant, and what comes into force later. */
  prices(storeId: string, pages: readonly number[], at: string): Promise<PageRow[]>;
  /** Figures of whole pages and of single variants. */
  stock(storeId: string, pages: readonly number[], variantIds: readonly string[]): Promise<StockRow[]>;
  watermarks(journalIds: readonly string[]): Promise<WatermarkRow[]>;
  members(memberIds: readonly string[]): Promise<MemberCard[]>;
  /** Parked carts that are still to be had, with the texts of their notes. */
  parkedCarts(parkIds: readonly string[]): Promise<ParkedCartView[]>;
  /** Counts that are open. */
  countPlans(countIds: readonly string[]): Promise<CountPlanView[]>;
  /** Fulfilments that are promised, of a store's own location. */
  fulfilments(storeId: string, fulfilmentIds: readonly string[]): Promise<FulfilmentView[]>;
  /** Stops that hold. */
  saleStops(stopIds: readonly string[]): Promise<SaleStopView[]>;
  /** Groups that are not archived. */
  customerGroups(groupIds: readonly string[]): Promise<CustomerGroupView[]>;
  /** Lists that are not over for good. */
  priceLists(listIds: readonly string[]): Promise<PriceListView[]>;
  /** What such lists name of some pages of variants, ordered by list. */
  listEntries(pages: readonly number[]): Promise<ListEntryRow[]>;
}
