import type { HostApi, HostMethod, HostOutput } from '#contracts/ipc/host.ts';
import { openTillStore } from '#renderer/store/open-till-store.ts';
import type { TillStore } from '#renderer/store/till-store.ts';
import { type GeneratedProduct, generateProducts, seeded } from './products.ts';

/** Milliseconds. */
export interface Spread {
  p50: number;
  p99: number;
  most: number;
}

/** What one run in one browser found; milliseconds. */
export interface FirstSyncFigures {
  products: number;
  /** From an empty disk: to the first scan that hits, and to everything here. */
  firstScan: number;
  complete: number;
  /** From a full disk: until a scan is answered, the median and the slowest of many, and until everything is in memory. */
  restart: { scan: number; slowestScan: number; loaded: number };
  /** What the worker holds in JavaScript's heap when everything is here. */
  workerHeapMb: number;
  /** The longest time that the window's own thread was busy in one go during the first sync. */
  longestTask: number;
  lookUp: Spread;
  search: Spread;
  /** The same products, one record each, in one collection of plain IndexedDB, without an index and a network. */
  rawIndexedDb: number;
}

interface Bench {
  firstSync(count: number): Promise<Omit<FirstSyncFigures, 'workerHeapMb'>>;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

const QUERIES = [
  'heart',
  'h',
  'he',
  'white',
  'hol hea',
  '1234',
  '红',
  '心形',
  'vintage box',
  'metal sign zinc',
  'zzz',
  'e',
  'ass',
  '0200',
];

const emptyHost: HostApi = {
  call: async <M extends HostMethod>() => ({ facts: [], more: false }) as unknown as HostOutput<M>,
  subscribe: () => () => undefined,
};

window.bench = {
  async firstSync(count) {
    const products = generateProducts(count);
    const journalId = crypto.randomUUID();
    const tasks = watchLongTasks();
    const began = performance.now();
    let store = await openTillStore({ journalId, host: emptyHost });
    const firstScan = (await firstHit(store, products)) - began;
    const complete = (await untilComplete(store)) - began;
    const longestTask = tasks();
    const lookUp = await lookUps(store, products);
    const search = await searches(store);
    await store.close();
    const reopened = performance.now();
    store = await openTillStore({ journalId, host: emptyHost });
    const restart = await restarted(store, products, reopened);
    const yardstick = await rawIndexedDb(products);
    return {
      products: count,
      firstScan,
      complete,
      restart,
      longestTask,
      lookUp,
      search,
      rawIndexedDb: yardstick,
    };
  },
};

async function restarted(
  store: TillStore,
  products: readonly GeneratedProduct[],
  began: number,
): Promise<FirstSyncFigures['restart']> {
  const random = seeded(2);
  const scans = Array.from({ length: 21 }, async () => {
    const { variant } = products[Math.floor(random() * products.length)] as GeneratedProduct;
    const card = await store.byGtin(variant.gtins[0] ?? '');
    if (card?.variantId !== variant.variantId) throw new Error('the scan missed');
    return performance.now() - began;
  });
  const answered = (await Promise.all(scans)).sort((a, b) => a - b);
  await store.categories();
  const loaded = performance.now() - began;
  return { scan: answered[10] ?? 0, slowestScan: answered[20] ?? 0, loaded };
}

async function firstHit(store: TillStore, products: readonly GeneratedProduct[]): Promise<number> {
  const wanted = products.slice(0, 1000).map(({ variant }) => variant.variantId);
  for (;;) {
    const cards = await store.cards(wanted);
    if (cards.some((card) => card !== null)) return performance.now();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function untilComplete(store: TillStore): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      if (store.progress().state === 'complete') resolve(performance.now());
    };
    store.onProgress(look);
    look();
  });
}

async function lookUps(store: TillStore, products: readonly GeneratedProduct[]): Promise<Spread> {
  const random = seeded(1);
  return spread(3000, async () => {
    const { variant } = products[Math.floor(random() * products.length)] as GeneratedProduct;
    const card = await store.byGtin(variant.gtins[0] ?? '');
    if (card?.variantId !== variant.variantId) throw new Error('the look-up missed');
  });
}

async function searches(store: TillStore): Promise<Spread> {
  let turn = 0;
  return spread(700, async () => {
    await store.search(QUERIES[turn++ % QUERIES.length] ?? '', 50);
  });
}

async function spread(times: number, work: () => Promise<void>): Promise<Spread> {
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    await work();
    taken.push(performance.now() - began);
  }
  taken.sort((a, b) => a - b);
  const at = (part: number) => taken[Math.min(taken.length - 1, Math.floor(taken.length * part))] ?? 0;
  return { p50: at(0.5), p99: at(0.99), most: at(1) };
}

function watchLongTasks(): () => number {
  let longest = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
  });
  observer.observe({ type: 'longtask' });
  return () => {
    observer.disconnect();
    return longest;
  };
}

async function rawIndexedDb(products: readonly GeneratedProduct[]): Promise<number> {
  const name = 'yardstick';
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('products', { keyPath: 'variantId' });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const began = performance.now();
  await new Promise<void>((resolve, reject) => {
    const transaction = database.transaction('products', 'readwrite', { durability: 'relaxed' });
    const records = transaction.objectStore('products');
    for (const { variant, price, onHand } of products) records.put({ ...variant, price, onHand });
    transaction.oncomplete = () => resolve();
    transaction.onerror = () => reject(transaction.error);
  });
  const taken = performance.now() - began;
  database.close();
  indexedDB.deleteDatabase(name);
  return taken;
}
