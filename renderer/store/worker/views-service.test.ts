import 'fake-indexeddb/auto';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { PULL_LIMIT_MAX } from '#contracts/http/api.ts';
import { VIEWS_VERSION } from '#contracts/views/documents.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import { AS_OF, ModelShop, OTHERS, variantOf } from '#renderer/store/testing/model-shop.ts';
import { fastClock, openTestTill, type TestTill } from '#renderer/store/testing/test-till.ts';
import { GenerationPointers } from './generation-pointers.ts';

const PATIENCE = { timeout: 15_000, interval: 5 };

const open = new Set<TestTill>();
afterEach(async () => {
  vi.restoreAllMocks();
  for (const till of open) await till.close();
  open.clear();
});

async function openTill(...till: Parameters<typeof openTestTill>): Promise<TestTill> {
  const opened = await openTestTill(...till);
  open.add(opened);
  return opened;
}

async function untilComplete(till: TestTill): Promise<void> {
  await vi.waitFor(() => expect(till.progress()).toMatchObject({ state: 'complete', remaining: 0 }), PATIENCE);
}

/** Until the till has written down that its documents count all facts that the server has taken. */
async function untilSettled(till: TestTill, shop: ModelShop): Promise<void> {
  const pointers = new GenerationPointers();
  await vi.waitFor(async () => {
    shop.feeds.commit('store', [{ id: 'watermark/x', data: '{}' }]);
    await untilComplete(till);
    expect((await pointers.load(shop.journalId))?.active.settled?.seq).toBe(shop.facts.length);
  }, PATIENCE);
  pointers.close();
}

/** Until everything that opening changes has been told, so that what is told next has its own cause. */
async function toldAll(till: TestTill, shop: ModelShop): Promise<void> {
  await vi.waitFor(() => expect(till.changes).toContain(null), PATIENCE);
  till.changes.length = 0;
  await till.service.addOwn([shop.sell('V0', 1)]);
  await vi.waitFor(() => expect(till.changes).not.toEqual([]), PATIENCE);
  till.changes.length = 0;
}

async function copiesOnDisk(journalId: string): Promise<string[]> {
  const names = (await Dexie.getDatabaseNames()).filter((name) => name.includes(journalId));
  return [...new Set(names.map((name) => /-g\d+/.exec(name)?.[0] ?? name))].sort();
}

let shops = 0;
function newShop(variants = ['V0', 'V1', 'V5']): ModelShop {
  return new ModelShop(`j${++shops}`, variants);
}

describe('ViewsService', () => {
  it('pulls both feeds, answers from them, and follows what moves', async () => {
    const shop = newShop();
    const till = await openTill(shop);
    await untilComplete(till);
    expect(till.progress()).toEqual({ state: 'complete', products: 3, remaining: 0, asOf: AS_OF, fault: null });
    expect(await till.service.bySku('s-v1')).toEqual({
      ...variantOf('V1'),
      price: null,
      stock: { onHand: 500, asOf: AS_OF },
    });
    expect(await till.service.cards(['V9'])).toEqual([null]);
    expect((await till.service.search('name', 10)).map(({ variantId }) => variantId)).toEqual(['V0', 'V1', 'V5']);
    shop.sellElsewhere('V1');
    await vi.waitFor(async () => expect(await till.stock('V1')).toBe(500 - OTHERS), PATIENCE);
    await vi.waitFor(() => expect(till.changes.at(-1) ?? ['V1']).toContain('V1'), PATIENCE);
  });

  it('brings a price into force at its instant without hearing from anybody, and tells', async () => {
    const shop = newShop();
    const instant = new Date(Date.parse(AS_OF) + 50).toISOString();
    let now = AS_OF;
    const page = { prices: [['V1', 100, 1]], ahead: [['V1', 80, 2, instant, null]] };
    shop.feeds.commit('store', [{ id: `price-page/${pageOf('V1')}`, data: JSON.stringify(page) }]);
    const till = await openTill(shop, { now: () => now });
    await untilComplete(till);
    const price = async () => (await till.service.bySku('s-v1'))?.price;
    expect(await price()).toEqual({ variantId: 'V1', amount: 100, version: 1 });
    await toldAll(till, shop);
    now = instant;
    expect(await price()).toEqual({ variantId: 'V1', amount: 80, version: 2 });
    await vi.waitFor(() => expect(till.changes).toEqual([['V1']]), PATIENCE);
  });

  it('reads its own sale before the server knows of it, and never twice', async () => {
    const shop = newShop();
    const till = await openTill(shop);
    await untilComplete(till);
    await till.service.addOwn([shop.sell('V0', 2)]);
    expect(await till.stock('V0')).toBe(498);
    shop.push(1);
    shop.sellElsewhere('V5');
    await vi.waitFor(async () => expect(await till.stock('V5')).toBe(500 - OTHERS), PATIENCE);
    expect(await till.stock('V0')).toBe(498);
  });

  it('starts offline with what it has, and goes on from its checkpoint', async () => {
    const shop = newShop();
    const before = await openTill(shop);
    await untilComplete(before);
    await before.close();
    shop.feeds.goOffline();
    const till = await openTill(shop);
    await vi.waitFor(async () => expect(await till.stock('V5')).toBe(500), PATIENCE);
    expect(till.progress()).toMatchObject({ state: 'complete', asOf: AS_OF });
    shop.sellElsewhere('V5');
    shop.feeds.online = true;
    const pulled = vi.fn(shop.feeds.answer.bind(shop.feeds));
    shop.feeds.answer = pulled;
    await vi.waitFor(async () => expect(await till.stock('V5')).toBe(500 - OTHERS), PATIENCE);
    expect(pulled.mock.calls.map(([, query]) => query.get('position'))).not.toContain(null);
  });

  it('forgets what is gone, also when it never had it', async () => {
    const shop = newShop();
    const till = await openTill(shop);
    await untilComplete(till);
    shop.feeds.commit('store', [{ id: 'stock-overlay/V9', data: null }]);
    for (const sold of [1, 2]) {
      shop.sellElsewhere('V5');
      await vi.waitFor(async () => expect(await till.stock('V5')).toBe(500 - sold * OTHERS), PATIENCE);
    }
    shop.feeds.commit('chain', [{ id: 'catalogue-page/0', data: JSON.stringify({ variants: [variantOf('V1')] }) }]);
    await vi.waitFor(async () => expect(await till.service.cards(['V0'])).toEqual([null]), PATIENCE);
    shop.feeds.commit('chain', [{ id: 'catalogue-page/0', data: null }]);
    await vi.waitFor(() => expect(till.progress()?.products).toBe(0), PATIENCE);
    shop.feeds.commit('chain', [{ id: 'catalogue-page/0', data: null }]);
    shop.feeds.commit('chain', [{ id: 'catalogue-page/0', data: JSON.stringify({ variants: [variantOf('V1')] }) }]);
    await vi.waitFor(() => expect(till.progress()?.products).toBe(1), PATIENCE);
  });

  it('forgets what is withdrawn between the two answers that brought it', async () => {
    const shop = newShop();
    const till = await openTill(shop);
    await untilComplete(till);
    const page = `catalogue-page/${pageOf('V9')}`;
    const data = JSON.stringify({ variants: [variantOf('V9')] });
    // So many that are none of this till's that the answer with the page is not a batch yet.
    const others = Array.from({ length: PULL_LIMIT_MAX }, (_, index) => ({
      id: `catalogue-page/x${index}`,
      data: null,
    }));
    shop.feeds.onItsWay = async (feed) => {
      if (feed !== 'chain') return;
      shop.feeds.onItsWay = async () => undefined;
      shop.feeds.commit('chain', [
        { id: page, data: null },
        { id: `catalogue-page/${pageOf('V8')}`, data: JSON.stringify({ variants: [variantOf('V8')] }) },
      ]);
    };
    shop.feeds.commit('chain', [{ id: page, data }, ...others]);
    await vi.waitFor(async () => expect(await till.service.cards(['V8'])).not.toEqual([null]), PATIENCE);
    expect(await till.service.cards(['V9'])).toEqual([null]);
  });

  it('pulls a fresh copy beside the old one when the server does not know its checkpoint', async () => {
    const shop = newShop();
    const till = await openTill(shop);
    await untilComplete(till);
    const restore = shop.backup();
    shop.feeds.commit('chain', [{ id: 'category-list/all', data: '{"categories":[]}' }]);
    await vi.waitFor(() => expect(shop.feeds.requests.chain).toBeGreaterThan(1), PATIENCE);
    await untilComplete(till);
    shop.sellElsewhere('V1');
    await till.service.addOwn([shop.sell('V1', 1)]);
    shop.push(1);
    await vi.waitFor(async () => expect(await till.stock('V1')).toBe(500 - OTHERS - 1), PATIENCE);
    restore();
    // The fresh copy is kept waiting: the old one has to serve meanwhile.
    let held = true;
    shop.feeds.fault = (_, query) => (held && !query.has('position') ? 'drop' : undefined);
    // Both feeds are refused at the same moment.
    const refused = { chain: shop.feeds.requests.chain + 1, store: shop.feeds.requests.store + 1 };
    const both = () => expect(shop.feeds.requests).toEqual(refused);
    let together: Promise<void> | undefined;
    shop.feeds.onItsWay = () => {
      together ??= vi.waitFor(both, PATIENCE);
      return together;
    };
    shop.feeds.commit('chain', [{ id: 'category-list/all', data: '{"categories":[]}' }]);
    shop.feeds.commit('store', [{ id: 'watermark/x', data: '{}' }]);
    await vi.waitFor(() => expect(till.progress()?.state).toBe('renewing'), PATIENCE);
    shop.feeds.onItsWay = () => undefined;
    expect(await till.stock('V1')).toBe(500 - OTHERS - 1);
    expect(till.progress()).toMatchObject({ products: 3, asOf: AS_OF });
    held = false;
    await untilComplete(till);
    expect(await till.stock('V1')).toBe(499);
    await vi.waitFor(async () => expect(await copiesOnDisk(shop.journalId)).toEqual(['-g2']), PATIENCE);
    shop.push(1);
    shop.sellElsewhere('V1');
    await vi.waitFor(async () => expect(await till.stock('V1')).toBe(499 - OTHERS), PATIENCE);
  });

  it('misses nothing that is announced while an answer is on its way', async () => {
    const shop = newShop();
    const till = await openTill(shop);
    await untilComplete(till);
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    shop.feeds.onItsWay = () => arrived;
    const { store } = shop.feeds.requests;
    shop.sellElsewhere('V0');
    await vi.waitFor(() => expect(shop.feeds.requests.store).toBe(store + 1), PATIENCE);
    shop.sellElsewhere('V1');
    arrive();
    // Long before polling would make up for it.
    await vi.waitFor(async () => expect(await till.stock('V1')).toBe(500 - OTHERS), { ...PATIENCE, timeout: 3_000 });
  });

  it('counts a sale that is made while a fresh copy takes the old one’s place', async () => {
    const shop = newShop();
    let arrive: () => void = () => undefined;
    let waiting: Promise<void> | undefined;
    const till = await openTill(shop, { ownFactsOnTheirWay: () => waiting });
    await untilComplete(till);
    const restore = shop.backup();
    shop.sellElsewhere('V0');
    await vi.waitFor(async () => expect(await till.stock('V0')).toBe(500 - OTHERS), PATIENCE);
    restore();
    waiting = new Promise((resolve) => {
      arrive = resolve;
    });
    const read = vi.spyOn(shop.facts, 'filter');
    shop.feeds.commit('store', [{ id: 'watermark/x', data: '{}' }]);
    await vi.waitFor(() => expect(read).toHaveBeenCalled(), PATIENCE);
    await till.service.addOwn([shop.sell('V0', 3)]);
    arrive();
    await vi.waitFor(async () => expect(await till.stock('V0')).toBe(497), PATIENCE);
  });

  it('reads only those own facts again that its documents do not count', async () => {
    const shop = newShop();
    const now = fastClock();
    const before = await openTill(shop, { now });
    await untilComplete(before);
    await before.service.addOwn([shop.sell('V0', 1), shop.sell('V0', 2)]);
    shop.push(2);
    shop.feeds.commit('store', [{ id: 'stock-page/0', data: shop.page(0) }]);
    await untilSettled(before, shop);
    await before.service.addOwn([shop.sell('V1', 3)]);
    await before.close();
    const asked = vi.fn();
    const after = await openTill(shop, { now, askedForOwnFacts: asked });
    await vi.waitFor(async () => expect(await after.stock('V1')).toBe(497), PATIENCE);
    expect(await after.stock('V0')).toBe(497);
    expect(asked.mock.calls).toEqual([[2]]);
    await after.close();
    // A disk that lost the documents which counted them: all are read again.
    await loseLastWrite(shop.journalId);
    asked.mockClear();
    const again = await openTill(shop, { now, askedForOwnFacts: asked });
    await vi.waitFor(async () => expect(await again.stock('V1')).toBe(497), PATIENCE);
    expect(asked.mock.calls[0]).toEqual([0]);
  });

  it('goes on serving the old copy, and pulling the fresh one, over restarts in between', async () => {
    const shop = newShop();
    const before = await openTill(shop);
    await untilComplete(before);
    const restore = shop.backup();
    shop.sellElsewhere('V0');
    await vi.waitFor(async () => expect(await before.stock('V0')).toBe(500 - OTHERS), PATIENCE);
    restore();
    let held = true;
    shop.feeds.fault = (feed, query) => (held && feed === 'store' && !query.has('position') ? 'drop' : undefined);
    shop.feeds.commit('store', [{ id: 'watermark/x', data: '{}' }]);
    await vi.waitFor(() => expect(before.progress()?.state).toBe('renewing'), PATIENCE);
    await before.close();
    shop.feeds.goOffline();
    const offline = await openTill(shop);
    await vi.waitFor(async () => expect(await offline.stock('V0')).toBe(500 - OTHERS), PATIENCE);
    await vi.waitFor(() => expect(offline.progress()?.state).toBe('renewing'), PATIENCE);
    await offline.close();
    shop.feeds.online = true;
    held = false;
    const after = await openTill(shop);
    await untilComplete(after);
    expect(await after.stock('V0')).toBe(500);
    await vi.waitFor(async () => expect(await copiesOnDisk(shop.journalId)).toEqual(['-g2']), PATIENCE);
  });

  it('begins yet another copy when the fresh one gets stale on its way', async () => {
    const shop = newShop(['V0', 'V1', 'V5', 'V9', 'V13', 'V17', 'V21', 'V25', 'V29', 'V33', 'V37']);
    const till = await openTill(shop);
    await untilComplete(till);
    const restore = shop.backup();
    shop.sellElsewhere('V0');
    await vi.waitFor(async () => expect(await till.stock('V0')).toBe(500 - OTHERS), PATIENCE);
    restore();
    // The fresh copy's second request meets a server that has been restored once more.
    let stale = 0;
    const { answer } = shop.feeds;
    shop.feeds.answer = (feed, query) => {
      if (feed === 'store' && query.has('position') && stale < 2) {
        stale++;
        return { status: 409, body: { code: 'checkpoint-unknown', message: 'pull from the beginning' } };
      }
      return answer.call(shop.feeds, feed, query);
    };
    shop.feeds.commit('store', [{ id: 'watermark/x', data: '{}' }]);
    await vi.waitFor(async () => expect(await till.stock('V0')).toBe(500), PATIENCE);
    await untilComplete(till);
    await vi.waitFor(async () => expect(await copiesOnDisk(shop.journalId)).toEqual(['-g3']), PATIENCE);
  });

  it('pulls documents of a new version beside the old ones, which serve until then, offline too', async () => {
    const shop = newShop();
    const before = await openTill(shop);
    await untilComplete(before);
    await before.close();
    shop.feeds.goOffline();
    const offline = await openTill(shop, { version: VIEWS_VERSION + 1 });
    await vi.waitFor(async () => expect(await offline.stock('V5')).toBe(500), PATIENCE);
    await offline.close();
    shop.feeds.online = true;
    const after = await openTill(shop, { version: VIEWS_VERSION + 1 });
    await untilComplete(after);
    expect(await after.stock('V5')).toBe(500);
    await vi.waitFor(async () => {
      const names = (await Dexie.getDatabaseNames()).filter((name) => name.includes(shop.journalId));
      expect(names.filter((name) => !name.includes(`-v${VIEWS_VERSION + 1}-`))).toEqual([]);
    }, PATIENCE);
  });

  it('notices that the disk has lost documents which its checkpoint counts, and pulls anew', async () => {
    const shop = newShop();
    const before = await openTill(shop);
    await untilComplete(before);
    shop.sellElsewhere('V5');
    await vi.waitFor(async () => expect(await before.stock('V5')).toBe(500 - OTHERS), PATIENCE);
    await untilComplete(before);
    await before.close();
    await loseLastWrite(shop.journalId);
    const after = await openTill(shop);
    await vi.waitFor(async () => expect(await after.stock('V5')).toBe(500 - OTHERS), PATIENCE);
    await vi.waitFor(async () => expect(await copiesOnDisk(shop.journalId)).toEqual(['-g2']), PATIENCE);
  });

  it('notices documents ahead of its checkpoint, which a restored server may never have had, and pulls anew', async () => {
    const shop = newShop();
    const before = await openTill(shop);
    await untilComplete(before);
    const restore = shop.backup();
    shop.sellElsewhere('V5');
    await vi.waitFor(async () => expect(await before.stock('V5')).toBe(500 - OTHERS), PATIENCE);
    await before.close();
    await loseCheckpoints(shop.journalId);
    restore();
    const after = await openTill(shop);
    await vi.waitFor(async () => expect(await after.stock('V5')).toBe(500), PATIENCE);
    await vi.waitFor(async () => expect(await copiesOnDisk(shop.journalId)).toEqual(['-g2']), PATIENCE);
  });

  it('begins anew when its database cannot be opened', async () => {
    const shop = newShop();
    const before = await openTill(shop);
    await untilComplete(before);
    await before.close();
    const name = (await Dexie.getDatabaseNames()).find(
      (one) => one.includes(shop.journalId) && one.endsWith('--chain'),
    );
    await new Dexie(name ?? '').open().then((database) => database.close());
    await raiseVersion(name ?? '');
    const after = await openTill(shop);
    await untilComplete(after);
    expect(await after.stock('V5')).toBe(500);
  });

  it('says that the disk is full, keeps what it has, and goes on when there is room again', async () => {
    const shop = newShop();
    const till = await openTill(shop);
    await untilComplete(till);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    shop.sellElsewhere('V1');
    await vi.waitFor(() => expect(till.progress()?.fault).toBe('storage-full'), PATIENCE);
    expect(await till.stock('V1')).toBe(500);
    put.mockRestore();
    await vi.waitFor(async () => expect(await till.stock('V1')).toBe(500 - OTHERS), PATIENCE);
    expect(till.progress()?.fault).toBeNull();
  });
});

/** As a power cut may: the youngest document of the store's feed is gone, the checkpoint isn't. */
async function loseLastWrite(journalId: string): Promise<void> {
  const name = (await Dexie.getDatabaseNames()).find((one) => one.includes(journalId) && one.endsWith('--store'));
  const database = await new Dexie(name ?? '').open();
  const documents = await database.table('docs').toArray();
  documents.sort((a, b) => b.position - a.position);
  await database.table('docs').delete(documents[0].id);
  database.close();
}

/** As a power cut may: what was pulled is there, how far that goes isn't. */
async function loseCheckpoints(journalId: string): Promise<void> {
  const names = await Dexie.getDatabaseNames();
  for (const name of names.filter((one) => one.includes(journalId) && one.includes('replication-meta'))) {
    const database = await new Dexie(name).open();
    await database.table('docs').delete('down|1');
    database.close();
  }
}

/** Leaves a database that the program can't open any more. */
async function raiseVersion(name: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const opening = indexedDB.open(name, 1_000_000);
    opening.onsuccess = () => {
      opening.result.close();
      resolve();
    };
    opening.onerror = () => reject(opening.error);
  });
}
