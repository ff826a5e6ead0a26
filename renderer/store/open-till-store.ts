import { proxy } from 'comlink';
import type { Fact } from '#contracts/facts/envelope.ts';
import type { HostApi } from '#contracts/ipc/host.ts';
import { API_PREFIX } from '#contracts/ipc/proxied.ts';
import { type StopBook, stopBook } from '#domain/catalog/sale-stop.ts';
import { isFulfilmentKind } from '#domain/fulfilment/fulfilment-permissions.ts';
import { claimWindow } from './claim-window.ts';
import { connectWorker, type ViewsConnection } from './connect-worker.ts';
import { Listeners } from './listeners.ts';
import { CartStore } from './local/cart-store.ts';
import { FactProjection } from './local/fact-projection.ts';
import { JournalFollower } from './local/journal-follower.ts';
import { KeptItems } from './local/kept-items.ts';
import { listFulfilments } from './local/list-fulfilments.ts';
import { openLocalDatabase, removeOtherLocalDatabases } from './local/local-database.ts';
import { OwnMembers } from './local/own-members.ts';
import { ParkedCarts } from './local/parked-carts.ts';
import { standingViews } from './standing-views.ts';
import type { GroupPricing, Progress, TillStore } from './till-store.ts';
import type { ViewsApi, ViewsCallbacks } from './worker/views-api.ts';

export interface TillStoreOptions {
  /** The journal of this register's incarnation: every database is named by it. */
  journalId: string;
  host: HostApi;
  /** Where the window reaches the server through its host: a path, or a URL. */
  apiBase?: string;
}

/**
 * Opens the till's database: views in a worker, carts and the projection of facts here. What is on the disk is there at once;
 * it catches up with journal and server behind. Rejects with `StoreError` when the disk can't be used, or another window has it.
 */
export async function openTillStore(
  options: TillStoreOptions,
  connect: () => ViewsConnection = connectWorker,
): Promise<TillStore> {
  const release = await claimWindow(`omnitill-store-${options.journalId}`);
  const ends: (() => unknown)[] = [release];
  const close = async () => {
    for (const end of ends.splice(0).reverse()) await end();
  };
  try {
    return await open(options, connect, close, (end) => ends.push(end));
  } catch (error) {
    await close();
    throw error;
  }
}

async function open(
  { journalId, host, apiBase = API_PREFIX }: TillStoreOptions,
  connect: () => ViewsConnection,
  close: () => Promise<void>,
  atClose: (end: () => unknown) => void,
): Promise<TillStore> {
  const started = connect();
  atClose(() => started.end());
  const database = await openLocalDatabase(journalId);
  atClose(() => database.close());
  const carts = new CartStore(database.collections.carts);
  atClose(() => carts.close());
  const kept = await KeptItems.open(database.collections.kept);
  atClose(() => kept.close());
  const members = new OwnMembers(kept, {
    searchMembers: (query, limit, keys) => views.ask((now) => now.searchMembers(query, limit, keys)),
    membersByCard: (cardNumber) => views.ask((now) => now.membersByCard(cardNumber)),
    member: (memberId) => views.ask((now) => now.member(memberId)),
  });
  const projection = await FactProjection.open(database.collections.facts, journalId);
  const inStore: Pick<ViewsApi, 'parked'> = { parked: () => views.ask((now) => now.parked()) };
  const parked = new ParkedCarts({ collection: database.collections.parked, carts, projection, views: inStore });

  let progress: Progress = { state: 'first', products: 0, remaining: null, asOf: null, fault: null };
  const onProgress = new Listeners<Progress>();
  const onChange = new Listeners<readonly string[] | null>();
  const onOrders = new Listeners<undefined>();
  const onCounts = new Listeners<undefined>();
  const onFulfilments = new Listeners<undefined>();
  const onSaleStops = new Listeners<undefined>();
  const onGroupPricing = new Listeners<undefined>();
  let saleStops: StopBook = new Map();
  let groupPricing: GroupPricing = { groups: [], lists: [] };

  async function readSaleStops(): Promise<void> {
    saleStops = stopBook(await views.ask((now) => now.saleStops()));
    onSaleStops.tell(undefined);
  }

  async function readGroupPricing(): Promise<void> {
    groupPricing = await views.ask((now) => now.groupPricing());
    onGroupPricing.tell(undefined);
  }

  async function project(facts: readonly Fact[]): Promise<void> {
    try {
      await projection.project(facts);
    } finally {
      // After the disk: a worker that is still opening, or dies, forgets them, and then reads them from there. Nobody waits for it.
      views.tell((now) => now.addOwn(projection.ownFactsOf(facts)));
    }
    if (facts.some(({ kind }) => kind === 'cart.parked' || kind === 'cart.claimed')) parked.changed.tell(undefined);
    if (facts.some(({ kind }) => kind === 'order.completed' || kind === 'receipt.issued')) onOrders.tell(undefined);
    if (facts.some(({ kind }) => isFulfilmentKind(kind))) onFulfilments.tell(undefined);
  }

  const journal = new JournalFollower({ host, journalId, projection, took: project });
  atClose(() => journal.stop());
  const callbacks: ViewsCallbacks = {
    ownFacts: async (afterSeq) => {
      await journal.level;
      return projection.ownFacts(afterSeq);
    },
    changed: (variantIds) => onChange.tell(variantIds),
    parkedChanged: () => parked.changed.tell(undefined),
    countsChanged: () => onCounts.tell(undefined),
    fulfilmentsChanged: () => onFulfilments.tell(undefined),
    saleStopsChanged: readSaleStops,
    groupPricingChanged: readGroupPricing,
    progressed: (latest) => {
      progress = latest;
      onProgress.tell(latest);
    },
  };
  const viewsOptions = { journalId, apiBase: new URL(apiBase, globalThis.location?.href).href };
  const views = standingViews(
    started,
    connect,
    (now) => now.open(viewsOptions, proxy(callbacks)),
    () => {
      onChange.tell(null);
      parked.changed.tell(undefined);
      onCounts.tell(undefined);
      onFulfilments.tell(undefined);
    },
  );
  atClose(() => views.close());
  await views.opened;
  void readSaleStops().catch(() => undefined);
  void readGroupPricing().catch(() => undefined);
  // Asks the browser not to evict what is here; where it does all the same, everything comes from server and journal again.
  void globalThis.navigator?.storage?.persist?.().catch(() => undefined);
  void journal.level.then(() => removeOtherLocalDatabases(journalId)).catch(() => undefined);
  void journal.level.then(() => forgetOld(host, journalId, projection)).catch(() => undefined);

  return {
    byGtin: (gtin) => views.ask((now) => now.byGtin(gtin)),
    bySku: (sku) => views.ask((now) => now.bySku(sku)),
    byPlu: (plu) => views.ask((now) => now.byPlu(plu)),
    variantsOf: (productId) => views.ask((now) => now.variantsOf(productId)),
    cards: (variantIds) => views.ask((now) => now.cards(variantIds)),
    search: (query, limit) => views.ask((now) => now.search(query, limit)),
    searchCount: (query) => views.ask((now) => now.searchCount(query)),
    browse: (categoryId, offset, limit) => views.ask((now) => now.browse(categoryId, offset, limit)),
    categories: () => views.ask((now) => now.categories()),
    searchMembers: (query, limit, keys = []) => members.search(query, limit, keys),
    membersByCard: (cardNumber) => members.byCard(cardNumber),
    memberTags: () => views.ask((now) => now.memberTags()),
    taggedMembers: (tag) => views.ask((now) => now.taggedMembers(tag)),
    member: (memberId) => members.member(memberId),
    keepMember: (card) => members.keep(card),
    progress: () => progress,
    onProgress: (listener) => onProgress.add(listener),
    onChange: (listener) => onChange.add(listener),
    loadCart: (operatorId, training) => parked.load(operatorId, training),
    saveCart: (cart, training) => carts.save(cart, training),
    dropCart: (cartId) => carts.drop(cartId),
    parkCart: (cart) => parked.park(cart),
    unparkCart: (parkId) => parked.unpark(parkId),
    parkedCarts: (training) => parked.list(training),
    onParked: (listener) => parked.changed.add(() => listener()),
    counts: () => views.ask((now) => now.counts()),
    onCounts: (listener) => onCounts.add(() => listener()),
    fulfilments: () => listFulfilments(() => views.ask((now) => now.fulfilments()), projection, journalId),
    onFulfilments: (listener) => onFulfilments.add(() => listener()),
    saleStops: () => saleStops,
    onSaleStops: (listener) => onSaleStops.add(() => listener()),
    groupPricing: () => groupPricing,
    onGroupPricing: (listener) => onGroupPricing.add(() => listener()),
    countFacts: (countId) => projection.countFacts(countId),
    kept,
    project,
    recentOrders: (limit) => projection.orders(limit),
    findOrders: (query, limit) => projection.orders(limit, query),
    order: (orderId) => projection.order(orderId),
    returnsOf: (orderId) => projection.returnsOf(orderId),
    onOrders: (listener) => onOrders.add(() => listener()),
    close,
  };
}

/** Longer than goods come back without a word with the server, and than a year's comparison takes. */
const KEPT_DAYS = 400;

/** What is older than anybody looks up at a till, and is on the server, need not be in the window's database too. */
async function forgetOld(host: HostApi, journalId: string, projection: FactProjection): Promise<void> {
  const { journal } = await host.call('host.status', {});
  if (journal?.journalId !== journalId) return;
  const before = new Date(Date.now() - KEPT_DAYS * 86_400_000).toISOString();
  await projection.forget(before, journal.watermark);
}
