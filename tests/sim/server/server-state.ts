import type { OperatorSettings, StoreSettings } from '#contracts/views/register-config.ts';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import type { TaxRules } from '#domain/tax/tax-rules.ts';
import type { CountPlanEffect, CountSaidEffect } from '#sync-server/ingest/count-effects.ts';
import type { DayEffect } from '#sync-server/ingest/day-effects.ts';
import type {
  ExceptionEffect,
  MovementEffect,
  OrderEffect,
  PriceEffect,
  WithdrawalEffect,
} from '#sync-server/ingest/effects.ts';
import {
  DataRefused,
  type Journal,
  type KnownTransfer,
  type ParkedLine,
  type QuarantinedLine,
  type StoredFact,
} from '#sync-server/ingest/ingest-store.ts';
import type { FulfilmentRow, PlacedRow } from './memory-online.ts';

/** A document's place in its feed; what it shows is rendered when it is pulled. */
export interface FeedRow {
  feed: string;
  id: string;
  kind: string;
  key: string;
  position: number;
  deleted: boolean;
}

/** The rows of each table, by primary key. */
export interface Rows {
  journals: Journal;
  facts: StoredFact;
  parked: ParkedLine & { journalId: string };
  quarantine: QuarantinedLine & { journalId: string };
  exceptions: ExceptionEffect;
  orders: OrderEffect;
  /** In the order of their keys. */
  day: { effect: DayEffect };
  movements: MovementEffect;
  transfers: KnownTransfer;
  stores: StoreSettings;
  operators: OperatorSettings;
  taxRules: { storeId: string; rules: TaxRules };
  categories: Category;
  variants: Variant;
  priceHistory: PriceEffect;
  withdrawals: WithdrawalEffect;
  countPlans: CountPlanEffect;
  countSaid: CountSaidEffect;
  onlineOrders: PlacedRow;
  fulfilments: FulfilmentRow;
  nonces: { feed: string; position: number; nonce: string };
  documents: FeedRow;
}

type Table = keyof Rows;
type Tables = { readonly [T in Table]: ReadonlyMap<string, Rows[T]> };

/** What is summed by `location/variant`: on hand, and what is kept for orders. */
const SUMS = ['stock', 'committed', 'staged'] as const;
type Sum = (typeof SUMS)[number];
type Sums = { readonly [S in Sum]: ReadonlyMap<string, number> };

/**
 * Everything the server has durably stored; `feeds` is the highest position by feed. Never changed in place: keeping one is a backup.
 */
export type ServerState = Tables &
  Sums & {
    readonly feeds: ReadonlyMap<string, number>;
  };

const TABLES: readonly Table[] = [
  'journals',
  'facts',
  'parked',
  'quarantine',
  'exceptions',
  'orders',
  'day',
  'movements',
  'transfers',
  'stores',
  'operators',
  'taxRules',
  'categories',
  'variants',
  'priceHistory',
  'withdrawals',
  'countPlans',
  'countSaid',
  'onlineOrders',
  'fulfilments',
  'nonces',
  'documents',
];

export function emptyState(): ServerState {
  const tables = Object.fromEntries(TABLES.map((table) => [table, new Map()])) as unknown as Tables;
  return { ...tables, stock: new Map(), committed: new Map(), staged: new Map(), feeds: new Map() };
}

/** The nonce of the transaction that took a feed's position: the first at or after it. */
export function nonceAt(state: ServerState, feed: string, position: number): string | undefined {
  const last = state.feeds.get(feed) ?? 0;
  for (let at = position; at <= last; at++) {
    const row = state.nonces.get(`${feed} ${at}`);
    if (row) return row.nonce;
  }
  return undefined;
}

/** How a row is written: `insert` demands that there is none yet, `keep` leaves one that is there. */
type Manner = 'insert' | 'keep' | 'put' | 'remove';
interface Change<Row> {
  manner: Manner;
  row: Row | undefined;
}
type Changes = { [T in Table]: Map<string, Change<Rows[T]>> };

/** What one transaction wrote so far. It reads its own writes, and otherwise what is committed at that moment. */
export class Draft {
  readonly #committed: () => ServerState;
  readonly #changes: Changes;
  readonly #moved: Readonly<Record<Sum, Map<string, number>>> = {
    stock: new Map(),
    committed: new Map(),
    staged: new Map(),
  };
  readonly #raised = new Map<string, number>();

  constructor(committed: () => ServerState) {
    this.#committed = committed;
    this.#changes = Object.fromEntries(TABLES.map((table) => [table, new Map()])) as unknown as Changes;
  }

  get<T extends Table>(table: T, key: string): Rows[T] | undefined {
    const change: Change<Rows[T]> | undefined = this.#changes[table].get(key);
    const tables: Tables = this.#committed();
    const stored: Rows[T] | undefined = tables[table].get(key);
    return change && !(change.manner === 'keep' && stored) ? change.row : stored;
  }

  all<T extends Table>(table: T): Rows[T][] {
    return this.entries(table).map(([, row]) => row);
  }

  entries<T extends Table>(table: T): [string, Rows[T]][] {
    const keys = new Set([...this.#committed()[table].keys(), ...this.#changes[table].keys()]);
    return [...keys].flatMap((key): [string, Rows[T]][] => {
      const row = this.get(table, key);
      return row === undefined ? [] : [[key, row]];
    });
  }

  /** Rejects a row whose key is taken, now or at commit, as a primary key does. */
  insert<T extends Table>(table: T, key: string, row: Rows[T]): void {
    if (this.get(table, key)) throw refused(table, key);
    this.#changes[table].set(key, { manner: 'insert', row });
  }

  /** Does nothing where the key is taken. */
  keep<T extends Table>(table: T, key: string, row: Rows[T]): void {
    if (!this.get(table, key)) this.#changes[table].set(key, { manner: 'keep', row });
  }

  put<T extends Table>(table: T, key: string, row: Rows[T]): void {
    this.#changes[table].set(key, { manner: 'put', row });
  }

  remove<T extends Table>(table: T, key: string): void {
    this.#changes[table].set(key, { manner: 'remove', row: undefined });
  }

  add(sum: Sum, key: string, quantity: number): void {
    this.#moved[sum].set(key, (this.#moved[sum].get(key) ?? 0) + quantity);
  }

  positionOf(feed: string): number {
    return Math.max(this.#raised.get(feed) ?? 0, this.#committed().feeds.get(feed) ?? 0);
  }

  raiseFeed(feed: string, position: number): void {
    this.#raised.set(feed, position);
  }

  /** The state with this transaction in it; throws when a row it inserted has come to be there. */
  applied(): ServerState {
    const state = this.#committed();
    const mergedRows = <T extends Table>(table: T) =>
      merged<Rows[T]>(table, (state as Tables)[table], this.#changes[table]);
    const tables = Object.fromEntries(TABLES.map((table) => [table, mergedRows(table)]));
    const sums = Object.fromEntries(SUMS.map((sum) => [sum, added(state[sum], this.#moved[sum])])) as unknown as Sums;
    const feeds = new Map(state.feeds);
    for (const feed of this.#raised.keys()) feeds.set(feed, this.positionOf(feed));
    return { ...(tables as unknown as Tables), ...sums, feeds };
  }
}

function added(sums: ReadonlyMap<string, number>, more: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  if (more.size === 0) return sums;
  const next = new Map(sums);
  for (const [key, quantity] of more) next.set(key, (next.get(key) ?? 0) + quantity);
  return next;
}

function merged<Row>(
  table: Table,
  rows: ReadonlyMap<string, Row>,
  changes: ReadonlyMap<string, Change<Row>>,
): ReadonlyMap<string, Row> {
  if (changes.size === 0) return rows;
  const next = new Map(rows);
  for (const [key, { manner, row }] of changes) {
    if (row === undefined) next.delete(key);
    else if (manner === 'put' || !next.has(key)) next.set(key, row);
    else if (manner === 'insert') throw refused(table, key);
  }
  return next;
}

function refused(table: string, key: string): DataRefused {
  return new DataRefused(`${table} has ${key} already`);
}
