import type { ErrorCode } from '#contracts/errors/registry.ts';
import type { SaleStopPublished } from '#contracts/facts/sale-stop-facts.ts';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import type { JournalLine } from '#domain/journal/envelope.ts';
import type { RunFact } from '#domain/journal/verify-run.ts';
import type { TransferState } from '#domain/stock/transfer.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import type { KnownPurchaseOrder } from '#sync-server/ingest/buying-effects.ts';
import { type DayLookups, type DayNeeds, noDayNeeds } from '#sync-server/ingest/day-effects.ts';
import type { Effects, Touch } from '#sync-server/ingest/effects.ts';
import { noOnlineNeeds, type OnlineLookups, type OnlineNeeds } from '#sync-server/ingest/fulfilment-effects.ts';
import { type MemberLookups, type MemberNeeds, noMemberNeeds } from '#sync-server/ingest/member-effects.ts';
import { type MoneyLookups, type MoneyNeeds, noMoneyNeeds } from '#sync-server/ingest/money-effects.ts';
import { noPricingNeeds, type PricingLookups, type PricingNeeds } from '#sync-server/ingest/pricing-effects.ts';

/** A journal as the server knows it. `seq` is its watermark, `hash` that of the fact there. */
export interface Journal {
  journalId: string;
  storeId: string;
  registerId: string;
  publicKey: string;
  receiptSeries: string;
  lastReceipt: number;
  seq: number;
  hash: string;
}

/** A line that waits for what comes before it. Its hash and its own signature were verified. */
export interface ParkedLine {
  seq: number;
  line: JournalLine;
}

/** A line that is not authentic, as its exact bytes without the newline; `seq` is what it claims. */
export interface QuarantinedLine {
  bytes: Uint8Array;
  seq: number | null;
  reason: Extract<ErrorCode, 'signature-invalid' | 'chain-broken' | 'journal-forked' | 'payload-invalid'>;
}

/** Why a stored fact changed nothing. */
export type Held = 'kind-unknown' | 'kind-forbidden' | 'payload-invalid' | 'unbookable';

export interface StoredFact extends RunFact {
  held: Held | null;
}

/** What booking a batch must look up. Each a set of what the facts name; unknown ones are simply not answered. */
export interface Needs {
  storeIds: Set<string>;
  /** Locations of all stores. */
  everyStore: boolean;
  locationIds: Set<string>;
  operatorIds: Set<string>;
  /** Products as the catalogue has them, and categories that sell what is not listed. */
  variantIds: Set<string>;
  categoryIds: Set<string>;
  orderIds: Set<string>;
  /** Keys of `priceKey`. */
  prices: Map<string, { storeId: string; variantId: string; version: number }>;
  /** Keys of `taxKey`. */
  taxRules: Map<string, { storeId: string; version: number }>;
  /** Transfers, of which no other transaction books anything meanwhile. */
  transferIds: Set<string>;
  /** Purchase orders, likewise. */
  purchaseOrderIds: Set<string>;
  /** Products of which every stop there was is asked for. */
  stoppedVariantIds: Set<string>;
  online: OnlineNeeds;
  pricing: PricingNeeds;
  day: DayNeeds;
  money: MoneyNeeds;
  members: MemberNeeds;
}

export interface KnownOperator {
  storeIds: readonly string[];
  roleId: string;
}

export type KnownVariant = Pick<Variant, 'taxCategory' | 'rules' | 'name'>;
/** A transfer as booked so far; `sentBy` is the fact that sent it first. */
export interface KnownTransfer extends TransferState {
  sentBy: { journalId: string; storeId: string; seq: number } | null;
  /** What its variants are called. */
  names: ReadonlyMap<string, string>;
}

export type KnownCategory = Pick<Category, 'taxCategory'>;

export interface Lookups {
  /** Location by store. */
  locations: Map<string, string>;
  /** Store by location. */
  storesOfLocations: Map<string, string>;
  /** Where each operator works, and as what. */
  operators: Map<string, KnownOperator>;
  /** Orders booked already, by whichever journal. */
  orderIds: Set<string>;
  prices: Map<string, number>;
  variants: Map<string, KnownVariant>;
  categories: Map<string, KnownCategory>;
  taxRules: Map<string, TaxRules>;
  transfers: Map<string, KnownTransfer>;
  online: OnlineLookups;
  purchaseOrders: Map<string, KnownPurchaseOrder>;
  /** By product, those that are over too. */
  saleStops: Map<string, readonly SaleStopPublished[]>;
  pricing: PricingLookups;
  day: DayLookups;
  money: MoneyLookups;
  members: MemberLookups;
}

export function priceKey(storeId: string, variantId: string, version: number): string {
  return `${storeId}\n${variantId}\n${version}`;
}

export function taxKey(storeId: string, version: number): string {
  return `${storeId}\n${version}`;
}

export function noNeeds(): Needs {
  return {
    storeIds: new Set(),
    everyStore: false,
    locationIds: new Set(),
    operatorIds: new Set(),
    variantIds: new Set(),
    categoryIds: new Set(),
    orderIds: new Set(),
    prices: new Map(),
    taxRules: new Map(),
    transferIds: new Set(),
    purchaseOrderIds: new Set(),
    stoppedVariantIds: new Set(),
    online: noOnlineNeeds(),
    pricing: noPricingNeeds(),
    day: noDayNeeds(),
    money: noMoneyNeeds(),
    members: noMemberNeeds(),
  };
}

/** Where feeds stand after a transaction, by feed: only those that it moved. */
export type Moved = ReadonlyMap<string, number>;

/** The storage refused the data itself (not: was busy, or is gone): the same data would be refused again. */
export class DataRefused extends Error {}

/** What ingest needs of a database. `db/sql-ingest-store.ts` is the real one; the simulator has one in memory. */
export interface IngestStore {
  /**
   * Runs `work` in one transaction: all of it is durable when this resolves, or nothing happened when it rejects.
   * Rejects with `DataRefused` when the data can't be stored.
   */
  transaction<T>(work: (tx: IngestTransaction) => Promise<T>): Promise<T>;
}

export interface IngestTransaction {
  /** The journal, locked against every other transaction that locks it until this one ends. */
  lockJournal(journalId: string): Promise<Journal | undefined>;
  /** Hashes of stored facts by seq. */
  hashesOf(journalId: string, seqs: readonly number[]): Promise<Map<number, string>>;
  /** Parked lines of a journal, lowest seq first, at most `limit`. */
  parkedOf(journalId: string, limit: number): Promise<ParkedLine[]>;
  /** Parks lines; one parked already stays as it is. */
  park(journalId: string, lines: readonly ParkedLine[]): Promise<void>;
  dropParked(journalId: string, lines: readonly ParkedLine[]): Promise<void>;
  /** Keeps lines apart, each once, and answers those that are new. */
  quarantine(journalId: string, lines: readonly QuarantinedLine[]): Promise<QuarantinedLine[]>;
  /**
   * Before a run with tickets is booked: one that takes goods back (`exclusive`) sees all tickets that others booked, and no other
   * books beside it, so that the same goods that come back in two transactions at once are seen by one of them.
   */
  lockTickets(mode: 'shared' | 'exclusive'): Promise<void>;
  lookUp(needs: Needs): Promise<Lookups>;
  /** Stores facts and their effects. An exception whose id is known stays as it is. */
  write(facts: readonly StoredFact[], effects: Effects): Promise<void>;
  /** Moves the journal's watermark, hash and last receipt number to those given. */
  moveHead(journal: Journal): Promise<void>;
  /** Variants that have a live `stock-overlay` in a feed, and which of the pages have a live document, for some pages. */
  stockPages(feed: string, pages: readonly number[]): Promise<{ pages: Set<number>; overlays: string[] }>;
  /**
   * Gives each document the next position of its feed, in the order given (a `deleted` one becomes a tombstone), draws one nonce
   * per feed, and takes the feeds' counters in sorted order. Always the last call of a transaction, so that positions become
   * visible in their order and a pull never skips one.
   */
  touch(documents: readonly (Touch & { deleted: boolean })[]): Promise<Moved>;
}
