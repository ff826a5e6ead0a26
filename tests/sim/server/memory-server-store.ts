import { pageOf } from '#domain/catalog/variant.ts';
import { GENESIS } from '#domain/journal/envelope.ts';
import { addToTransfer, NO_TRANSFER } from '#domain/stock/transfer.ts';
import { hashOfBytes } from '#sync-server/ingest/crypto.ts';
import type { Effects, MovementEffect, Touch } from '#sync-server/ingest/effects.ts';
import {
  type IngestStore,
  type IngestTransaction,
  type Journal,
  type Lookups,
  type Moved,
  type Needs,
  priceKey,
  type StoredFact,
  taxKey,
} from '#sync-server/ingest/ingest-store.ts';
import type { FeedSnapshot, FeedStore } from '#sync-server/views/feed-store.ts';
import { lookUpDay, writeDay } from './memory-day.ts';
import { memoryFeedSnapshot } from './memory-feed-snapshot.ts';
import { lockOnline, lookUpOnline, writeOnline } from './memory-online.ts';
import { noMemberLookups, noMoneyLookups, noPricingLookups } from './no-lookups.ts';
import { RowLocks } from './row-locks.ts';
import { Draft, emptyState, type ServerState } from './server-state.ts';

/** What a connection to the database goes through at every call: time passes, and it may break (then it rejects). */
export type RoundTrip = (call: string) => Promise<void>;

/** Where a feed's positions come from: `take` gives the position before the first of `count`, to a transaction that holds them. */
export interface FeedCounters {
  take(feed: string, count: number, standing: () => number, lock: () => Promise<void>): Promise<number>;
}

/** As the server's SQL does it: the counter's row stays locked until its transaction ends. */
const LOCKED_COUNTERS: FeedCounters = {
  async take(_feed, _count, standing, lock) {
    await lock();
    return standing();
  },
};

/** The server's database in memory: what is committed survives every crash, and nothing else. */
export class MemoryServerStore {
  #state = emptyState();
  readonly #locks = new RowLocks();
  readonly #nonce: () => string;
  readonly #counters: FeedCounters;
  readonly #open = new Map<object, Set<object>>();

  constructor(options: { nonce(): string; counters?: FeedCounters }) {
    this.#nonce = options.nonce;
    this.#counters = options.counters ?? LOCKED_COUNTERS;
  }

  /** What is committed now. */
  get state(): ServerState {
    return this.#state;
  }

  /** Puts a backup in place of everything; nobody may be connected. */
  restore(backup: ServerState): void {
    this.#state = backup;
  }

  /** Puts in a journal that no fact enrols: the server's own. */
  enrol(journal: Journal): void {
    this.#state = { ...this.#state, journals: new Map([...this.#state.journals, [journal.journalId, journal]]) };
  }

  /** A program's way to the database. `owner` stands for the program, see `disconnect`. */
  connect(owner: object, trip: RoundTrip): IngestStore & FeedStore {
    const open = new Set<object>();
    this.#open.set(owner, open);
    return {
      transaction: (work) => this.#transaction(open, trip, work),
      snapshot: (work) => this.#snapshot(trip, work),
    };
  }

  /** The program is gone: its open transactions are rolled back. */
  disconnect(owner: object): void {
    for (const transaction of this.#open.get(owner) ?? []) this.#locks.releaseAll(transaction);
    this.#open.delete(owner);
  }

  async #transaction<T>(open: Set<object>, trip: RoundTrip, work: (tx: IngestTransaction) => Promise<T>): Promise<T> {
    const draft = new Draft(() => this.#state);
    open.add(draft);
    try {
      const result = await work(this.#ingestTransaction(draft, trip));
      await trip('commit');
      this.#state = draft.applied();
      this.#locks.releaseAll(draft);
      await trip('committed');
      return result;
    } finally {
      open.delete(draft);
      this.#locks.releaseAll(draft);
    }
  }

  async #snapshot<T>(trip: RoundTrip, work: (snapshot: FeedSnapshot) => Promise<T>): Promise<T> {
    await trip('snapshot');
    return work(memoryFeedSnapshot(this.#state, trip));
  }

  #ingestTransaction(draft: Draft, trip: RoundTrip): IngestTransaction {
    let touched = false;
    const call = async (name: string) => {
      if (touched) throw new Error(`${name} after touch: positions would become visible out of order`);
      await trip(name);
    };
    return {
      lockJournal: async (journalId) => {
        await call('lockJournal');
        await this.#locks.acquire(`journal/${journalId}`, draft);
        return draft.get('journals', journalId);
      },
      hashesOf: async (journalId, seqs) => {
        await call('hashesOf');
        return hashesOf(draft, journalId, seqs);
      },
      parkedOf: async (journalId, limit) => {
        await call('parkedOf');
        const lines = draft.all('parked').filter((line) => line.journalId === journalId);
        return lines.sort((a, b) => a.seq - b.seq).slice(0, limit);
      },
      park: async (journalId, lines) => {
        await call('park');
        for (const line of lines) draft.keep('parked', `${journalId}/${line.line.hash}`, { journalId, ...line });
      },
      dropParked: async (journalId, lines) => {
        await call('dropParked');
        for (const { line } of lines) draft.remove('parked', `${journalId}/${line.hash}`);
      },
      quarantine: async (journalId, lines) => {
        await call('quarantine');
        const fresh = lines.filter(({ bytes }) => !draft.get('quarantine', `${journalId}/${hashOfBytes(bytes)}`));
        for (const line of fresh)
          draft.keep('quarantine', `${journalId}/${hashOfBytes(line.bytes)}`, { journalId, ...line });
        return fresh;
      },
      lockTickets: async (mode) => {
        if (mode === 'shared') return;
        await call('lockTickets');
        await this.#locks.acquire('tickets', draft);
      },
      lookUp: async (needs) => {
        await call('lookUp');
        for (const id of [...needs.transferIds].sort()) await this.#locks.acquire(`transfer/${id}`, draft);
        await lockOnline(draft, needs.online, this.#locks);
        return lookUp(draft, needs);
      },
      write: async (facts, effects) => {
        await call('write');
        writeFacts(draft, facts);
        writeEffects(draft, effects);
      },
      moveHead: async (journal) => {
        await call('moveHead');
        draft.put('journals', journal.journalId, journal);
      },
      stockPages: async (feed, pages) => {
        await call('stockPages');
        return stockPages(draft, feed, new Set(pages));
      },
      touch: async (documents) => {
        await call('touch');
        touched = true;
        return this.#touch(draft, documents, trip);
      },
    };
  }

  async #touch(draft: Draft, documents: readonly (Touch & { deleted: boolean })[], trip: RoundTrip): Promise<Moved> {
    const moved = new Map<string, number>();
    for (const feed of [...new Set(documents.map((document) => document.feed))].sort()) {
      await trip(`touch ${feed}`);
      const touched = documents.filter((document) => document.feed === feed);
      const standing = () => draft.positionOf(feed);
      const lock = () => this.#locks.acquire(`feed/${feed}`, draft);
      let position = await this.#counters.take(feed, touched.length, standing, lock);
      for (const { kind, key, deleted } of touched) {
        position += 1;
        const id = `${kind}/${key}`;
        draft.put('documents', `${feed} ${id}`, { feed, id, kind, key, position, deleted });
      }
      draft.raiseFeed(feed, position);
      draft.insert('nonces', `${feed} ${position}`, { feed, position, nonce: this.#nonce() });
      moved.set(feed, position);
    }
    return moved;
  }
}

function hashesOf(draft: Draft, journalId: string, seqs: readonly number[]): Map<number, string> {
  const hashes = new Map<number, string>();
  for (const seq of seqs) {
    const stored = draft.get('facts', `${journalId}/${seq}`);
    if (stored) hashes.set(seq, stored.line.hash);
  }
  return hashes;
}

function lookUp(draft: Draft, needs: Needs): Lookups {
  const stores = draft
    .all('stores')
    .filter(
      ({ storeId, locationId }) => needs.everyStore || needs.storeIds.has(storeId) || needs.locationIds.has(locationId),
    );
  const operators = draft.all('operators').filter(({ operatorId }) => needs.operatorIds.has(operatorId));
  const orders = draft.all('orders').filter(({ orderId }) => needs.orderIds.has(orderId));
  const prices = [...needs.prices.keys()].flatMap((key) => draft.get('priceHistory', key) ?? []);
  const rules = [...needs.taxRules.keys()].flatMap((key) => draft.get('taxRules', key) ?? []);
  return {
    locations: new Map(stores.map(({ storeId, locationId }) => [storeId, locationId])),
    storesOfLocations: new Map(stores.map(({ storeId, locationId }) => [locationId, storeId])),
    operators: new Map(operators.map(({ operatorId, storeIds, role }) => [operatorId, { storeIds, roleId: role }])),
    orderIds: new Set(orders.map(({ orderId }) => orderId)),
    prices: new Map(prices.map((price) => [priceKey(price.storeId, price.variantId, price.version), price.amount])),
    variants: new Map([...needs.variantIds].flatMap((id) => entryOf(id, draft.get('variants', id)))),
    categories: new Map([...needs.categoryIds].flatMap((id) => entryOf(id, draft.get('categories', id)))),
    taxRules: new Map(rules.map((row) => [taxKey(row.storeId, row.rules.version), row.rules])),
    transfers: transfersOf(draft, needs.transferIds),
    online: lookUpOnline(draft, needs.online),
    purchaseOrders: new Map(),
    saleStops: new Map(),
    pricing: noPricingLookups(),
    members: noMemberLookups(),
    day: lookUpDay(draft, needs.day),
    money: noMoneyLookups(),
  };
}

function transfersOf(draft: Draft, transferIds: ReadonlySet<string>): Lookups['transfers'] {
  return new Map([...transferIds].flatMap((id) => entryOf(id, draft.get('transfers', id))));
}

function entryOf<T>(id: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[id, value]];
}

function writeFacts(draft: Draft, facts: readonly StoredFact[]): void {
  for (const stored of facts) draft.insert('facts', `${stored.fact.journalId}/${stored.fact.seq}`, stored);
}

function writeEffects(draft: Draft, effects: Effects): void {
  for (const order of effects.orders) draft.insert('orders', `${order.journalId}/${order.seq}`, order);
  writeMovements(draft, effects.movements);
  writeTransfers(draft, effects.transfers);
  for (const { after: category } of effects.categories) draft.put('categories', category.categoryId, category);
  for (const { after: variant } of effects.variants) draft.put('variants', variant.variantId, variant);
  for (const price of effects.prices) {
    draft.keep('priceHistory', priceKey(price.storeId, price.variantId, price.version), price);
  }
  for (const price of effects.withdrawals) {
    draft.keep('withdrawals', priceKey(price.storeId, price.variantId, price.version), price);
  }
  for (const { settings } of effects.stores) draft.put('stores', settings.storeId, settings);
  for (const rules of effects.taxRules) draft.insert('taxRules', taxKey(rules.storeId, rules.rules.version), rules);
  for (const { settings } of effects.operators) draft.put('operators', settings.operatorId, settings);
  for (const { journalId, storeId, registerId, publicKey, receiptSeries } of effects.registers) {
    const begin = { lastReceipt: 0, seq: 0, hash: GENESIS };
    draft.insert('journals', journalId, { journalId, storeId, registerId, publicKey, receiptSeries, ...begin });
  }
  writeCounts(draft, effects.counts);
  writeOnline(draft, effects.online);
  writeDay(draft, effects.day);
  for (const exception of effects.exceptions) draft.keep('exceptions', exception.exceptionId, exception);
  for (const { exceptionId } of effects.resolutions) draft.remove('exceptions', exceptionId);
}

function writeMovements(draft: Draft, movements: readonly MovementEffect[]): void {
  let source: MovementEffect | undefined;
  let number = 0;
  for (const movement of movements) {
    const { journalId, seq, locationId, variantId, quantity } = movement;
    number = journalId === source?.journalId && seq === source.seq ? number + 1 : 1;
    source = movement;
    draft.insert('movements', `${journalId}/${seq}/${number}`, movement);
    draft.add('stock', `${locationId}/${variantId}`, quantity);
  }
}

function writeTransfers(draft: Draft, transfers: Effects['transfers']): void {
  for (const { transferId, journalId, seq, fromLocationId, complete, lines } of transfers) {
    const before = draft.get('transfers', transferId) ?? { ...NO_TRANSFER, sentBy: null, names: new Map() };
    const isSent = fromLocationId !== null;
    const storeId = draft.get('journals', journalId)?.storeId ?? '';
    const sentBy = before.sentBy ?? (isSent ? { journalId, storeId, seq } : null);
    draft.put('transfers', transferId, { ...before, ...addToTransfer(before, { isSent, complete, lines }), sentBy });
  }
}

/** What a booked difference moves is among the movements. */
function writeCounts(draft: Draft, counts: Effects['counts']): void {
  for (const count of counts) {
    if (count.type === 'count-planned') draft.put('countPlans', count.plan.countId, count);
    if (count.type === 'count-said') draft.insert('countSaid', `${count.journalId}/${count.seq}`, count);
  }
}

function stockPages(draft: Draft, feed: string, pages: ReadonlySet<number>) {
  const live = draft.all('documents').filter((row) => row.feed === feed && !row.deleted);
  const livePages = live.flatMap(({ kind, key }) => (kind === 'stock-page' ? [Number(key)] : []));
  const overlays = live.flatMap(({ kind, key }) => (kind === 'stock-overlay' && pages.has(pageOf(key)) ? [key] : []));
  return { pages: new Set(livePages.filter((page) => pages.has(page))), overlays };
}
