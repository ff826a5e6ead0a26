import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { Dexie } from 'dexie';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { VIEWS_VERSION } from '#contracts/views/documents.ts';
import type { Cart } from '#domain/order/cart.ts';
import type { ViewsConnection } from './connect-worker.ts';
import { openTillStore } from './open-till-store.ts';
import { FakeHost } from './testing/fake-host.ts';
import { AS_OF, ModelShop } from './testing/model-shop.ts';
import type { TillStore } from './till-store.ts';
import { ViewsService } from './worker/views-service.ts';

const PATIENCE = { timeout: 45_000, interval: 5 };

const NEVER = new Promise<never>(() => undefined);

const open = new Set<TillStore>();
afterEach(async () => {
  vi.restoreAllMocks();
  for (const store of open) await store.close();
  open.clear();
});

async function openStore(host: FakeHost, shop = new ModelShop(host.journalId, ['V0', 'V1'])): Promise<TillStore> {
  const { fetch, listen } = shop.feeds;
  const views = new ViewsService({ fetch, openAnnouncements: listen, now: () => AS_OF, viewsVersion: VIEWS_VERSION });
  const here: ViewsConnection = { views, failed: NEVER, gone: NEVER, end: () => undefined };
  const store = await openTillStore({ journalId: host.journalId, host, apiBase: 'http://host/api' }, () => here);
  open.add(store);
  return store;
}

async function close(store: TillStore): Promise<void> {
  open.delete(store);
  await store.close();
}

function cart(id: string, operatorId = 'O1'): Cart {
  return { id, operatorId, openedAt: AS_OF, lines: [], discounts: [] };
}

async function onHand(store: TillStore, variantId: string): Promise<number | undefined> {
  return (await store.cards([variantId]))[0]?.stock?.onHand;
}

describe('carts', () => {
  it('are there after a restart, one for each operator', async () => {
    const host = new FakeHost(randomUUID());
    const before = await openStore(host);
    await Promise.all([before.saveCart(cart('c1', 'O1')), before.saveCart(cart('c2', 'O2'))]);
    await close(before);
    const after = await openStore(host);
    expect(await after.loadCart('O1')).toEqual(cart('c1', 'O1'));
    expect(await after.loadCart('O2')).toEqual(cart('c2', 'O2'));
    expect(await after.loadCart('O3')).toBeNull();
  });

  it('are written once for many changes, the latest winning', async () => {
    const host = new FakeHost(randomUUID());
    const store = await openStore(host);
    await store.saveCart(cart('c0'));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const saved = Array.from({ length: 20 }, (_, number) => store.saveCart(cart(`c${number}`)));
    expect(await store.loadCart('O1')).toEqual(cart('c19'));
    await Promise.all(saved);
    expect(put.mock.calls.filter(([written]) => written.id === 'O1')).toHaveLength(1);
    await close(store);
    expect(await (await openStore(host)).loadCart('O1')).toEqual(cart('c19'));
  });

  it('can be dropped, but not in place of the next customer’s', async () => {
    const host = new FakeHost(randomUUID());
    const store = await openStore(host);
    void store.saveCart(cart('c1'));
    await store.dropCart('c1');
    expect(await store.loadCart('O1')).toBeNull();
    await store.saveCart(cart('c2'));
    await store.dropCart('c1');
    expect(await store.loadCart('O1')).toEqual(cart('c2'));
    await close(store);
    const after = await openStore(host);
    await after.dropCart('c2');
    expect(await after.loadCart('O1')).toBeNull();
  });

  it('say so when the disk is full, and can be saved when it has room again', async () => {
    const store = await openStore(new FakeHost(randomUUID()));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(store.saveCart(cart('c1'))).rejects.toMatchObject({ code: 'storage-full' });
    put.mockRestore();
    await store.saveCart(cart('c1'));
    expect(await store.loadCart('O1')).toEqual(cart('c1'));
  });
});

describe('online orders', () => {
  const FULFILMENT = '01890000-0000-7000-8000-0000000000f1';
  const view = (picked: number, marks: Record<string, number>) =>
    JSON.stringify({
      ...{ fulfilmentId: FULFILMENT, orderId: FULFILMENT, number: 'W1042', channelId: 'web', channelName: 'Web' },
      ...{ method: 'pickup', locationId: 'L1', placedAt: AS_OF, assignedAt: AS_OF, promisedBy: AS_OF },
      ...{ accepted: true, refused: false, readied: false, expired: false, toPay: 0, currency: 'EUR', marks },
      lines: [
        {
          ...{ lineId: 'l1', variantId: 'V0', sku: 'V0', name: 'V0', unit: 'each', amount: 300, ordered: 3 },
          ...{ assigned: 3, released: 0, picked, short: 0, handedOver: 0, shipped: 0, putBack: 0 },
        },
      ],
    });

  it('are told when they come, count what was picked here once, and go', async () => {
    const host = new FakeHost(randomUUID());
    const shop = new ModelShop(host.journalId, ['V0', 'V1']);
    const store = await openStore(host, shop);
    const told = vi.fn();
    store.onFulfilments(told);
    shop.feeds.commit('store', [{ id: `fulfilment/${FULFILMENT}`, data: view(0, {}) }]);
    await vi.waitFor(async () => expect(await store.fulfilments()).toMatchObject([{ state: 'accepted' }]), PATIENCE);
    expect(told).toHaveBeenCalled();
    told.mockClear();
    const lines = [{ lineId: 'l1', variantId: 'V0', picked: 2 }];
    await store.project([host.add('pick.recorded', { fulfilmentId: FULFILMENT, locationId: 'L1', lines })]);
    expect(told).toHaveBeenCalledOnce();
    expect(await store.fulfilments()).toMatchObject([{ state: 'picking', lines: [{ picked: 2 }] }]);
    shop.feeds.commit('store', [{ id: `fulfilment/${FULFILMENT}`, data: view(2, { [host.journalId]: 1 }) }]);
    await vi.waitFor(async () => {
      expect(await store.fulfilments()).toMatchObject([{ marks: { [host.journalId]: 1 } }]);
    }, PATIENCE);
    expect(await store.fulfilments()).toMatchObject([{ state: 'picking', lines: [{ picked: 2 }] }]);
    shop.feeds.commit('store', [{ id: `fulfilment/${FULFILMENT}`, data: null }]);
    await vi.waitFor(async () => expect(await store.fulfilments()).toEqual([]), PATIENCE);
  });
});

describe('what is kept', () => {
  it('is read at once and survives a restart, the last write of each', async () => {
    const host = new FakeHost(randomUUID());
    const before = await openStore(host);
    before.kept.setItem('a', '1');
    before.kept.setItem('a', '2');
    before.kept.setItem('b', '3');
    before.kept.removeItem('b');
    before.kept.setItem('c', '4');
    before.kept.removeItem('c');
    before.kept.setItem('c', '5');
    expect([before.kept.getItem('a'), before.kept.getItem('b'), before.kept.getItem('c')]).toEqual(['2', null, '5']);
    await close(before);
    const { kept } = await openStore(host);
    expect([kept.getItem('a'), kept.getItem('b'), kept.getItem('c')]).toEqual(['2', null, '5']);
  });
});

describe('parked carts', () => {
  const parked = (parkId: string, cartId: string) => ({
    parkId,
    operatorId: 'O1',
    at: AS_OF,
    total: 100,
    cart: { ...cart(cartId), note: { id: randomUUID(), text: 'back at noon' } },
  });

  it('leave the operator without a cart, survive a restart with their texts, and come back', async () => {
    const host = new FakeHost(randomUUID());
    const before = await openStore(host);
    const [first, second] = [parked(randomUUID(), 'c1'), parked(randomUUID(), 'c2')];
    for (const one of [first, second]) {
      await before.saveCart(one.cart);
      await before.parkCart(one);
    }
    expect(await before.loadCart('O1')).toBeNull();
    await close(before);
    const after = await openStore(host);
    const listed = await after.parkedCarts();
    expect(listed.map(({ parkId }) => parkId).sort()).toEqual([first.parkId, second.parkId].sort());
    expect(listed.every(({ state, cart }) => state === 'here' && cart.note?.text === 'back at noon')).toBe(true);
    await after.saveCart(first.cart);
    await after.unparkCart(first.parkId);
    expect((await after.parkedCarts()).map(({ parkId }) => parkId)).toEqual([second.parkId]);
    expect(await after.loadCart('O1')).toEqual(first.cart);
  });

  it('of training are kept apart from those that count, as the live one is', async () => {
    const store = await openStore(new FakeHost(randomUUID()));
    await store.saveCart(cart('real'));
    await store.saveCart(cart('practice'), true);
    expect([(await store.loadCart('O1'))?.id, (await store.loadCart('O1', true))?.id]).toEqual(['real', 'practice']);
    await store.parkCart({ ...parked(randomUUID(), 'practice'), training: true });
    expect([await store.parkedCarts(), (await store.parkedCarts(true)).map((one) => one.cart.id)]).toEqual([
      [],
      ['practice'],
    ]);
    expect([(await store.loadCart('O1'))?.id, await store.loadCart('O1', true)]).toEqual(['real', null]);
  });

  it('count as parked when the window went between two steps', async () => {
    const host = new FakeHost(randomUUID());
    const before = await openStore(host);
    const one = parked(randomUUID(), 'c1');
    await before.parkCart(one);
    await before.saveCart(one.cart);
    await close(before);
    const after = await openStore(host);
    expect(await after.loadCart('O1')).toBeNull();
    expect(await after.parkedCarts()).toHaveLength(1);
  });

  it('of other registers come and go with the feed, and are told of', async () => {
    const host = new FakeHost(randomUUID());
    const shop = new ModelShop(host.journalId, ['V0']);
    const parkId = randomUUID();
    const view = { ...parked(parkId, randomUUID()), registerId: 'R2', notes: {} };
    const { note: _, ...travelling } = view.cart;
    shop.feeds.commit('store', [{ id: `parked-cart/${parkId}`, data: JSON.stringify({ ...view, cart: travelling }) }]);
    const store = await openStore(host, shop);
    const heard = vi.fn();
    store.onParked(heard);
    await vi.waitFor(
      async () => expect(await store.parkedCarts()).toMatchObject([{ parkId, state: 'store' }]),
      PATIENCE,
    );
    shop.feeds.commit('store', [{ id: `parked-cart/${parkId}`, data: null }]);
    await vi.waitFor(async () => expect(await store.parkedCarts()).toEqual([]), PATIENCE);
    expect(heard).toHaveBeenCalled();
  });
});

describe('facts', () => {
  it('are projected in any order, as often as they come', async () => {
    const host = new FakeHost(randomUUID());
    const store = await openStore(host);
    const heard = vi.fn();
    store.onOrders(heard);
    const [first, second] = [host.sell(['V0', 1]), host.sell(['V1', 2], ['V0', 1])];
    await store.project([second]);
    await store.project([first, second, first]);
    expect(heard).toHaveBeenCalled();
    expect((await store.recentOrders(10)).map(({ seq }) => seq)).toEqual([2, 1]);
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(498), PATIENCE);
    await store.project([first]);
    expect(await onHand(store, 'V0')).toBe(498);
  });

  it('come from the host’s journal at the start, and only what is missing', async () => {
    const host = new FakeHost(randomUUID());
    for (let sale = 0; sale < 3; sale++) host.sell(['V0', 1]);
    const before = await openStore(host);
    await vi.waitFor(async () => expect(await onHand(before, 'V0')).toBe(497), PATIENCE);
    await close(before);
    host.sell(['V0', 1]);
    host.reads.length = 0;
    const after = await openStore(host);
    await vi.waitFor(async () => expect(await onHand(after, 'V0')).toBe(496), PATIENCE);
    expect(host.reads).toEqual([3]);
    expect(await after.recentOrders(2)).toEqual([host.journal[3], host.journal[2]]);
  });

  it('are built again from the journal when the local database is gone', async () => {
    const host = new FakeHost(randomUUID());
    for (let sale = 0; sale < 1200; sale++) host.sell(['V0', 1]);
    const before = await openStore(host);
    await vi.waitFor(async () => expect(await onHand(before, 'V0')).toBe(500 - 1200), PATIENCE);
    await close(before);
    for (const name of await Dexie.getDatabaseNames()) if (name.includes('local')) await Dexie.delete(name);
    const after = await openStore(host);
    await vi.waitFor(async () => expect(await onHand(after, 'V0')).toBe(500 - 1200), PATIENCE);
    expect((await after.recentOrders(3)).map(({ seq }) => seq)).toEqual([1200, 1199, 1198]);
  });

  it('are not shown as stock before the journal could be read: no figure rather than a wrong one', async () => {
    const host = new FakeHost(randomUUID());
    host.sell(['V0', 1]);
    host.reachable = false;
    const store = await openStore(host);
    await vi.waitFor(() => expect(store.progress().state).toBe('complete'), PATIENCE);
    expect((await store.cards(['V0']))[0]).toMatchObject({ variantId: 'V0', stock: null });
    host.reachable = true;
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(499), PATIENCE);
  });

  it('that the host journals by itself come in, also when their announcement got lost', async () => {
    const host = new FakeHost(randomUUID());
    const store = await openStore(host);
    await vi.waitFor(() => expect(host.reads).toEqual([0]), PATIENCE);
    host.emit({ type: 'journalled', facts: [host.sell(['V1', 2])] });
    await vi.waitFor(async () => expect(await onHand(store, 'V1')).toBe(498), PATIENCE);
    host.sell(['V1', 1]);
    host.emit({ type: 'status', status: statusOf(host) });
    await vi.waitFor(async () => expect(await onHand(store, 'V1')).toBe(497), PATIENCE);
  });

  it('lists the newest orders among many other facts', async () => {
    const host = new FakeHost(randomUUID());
    host.sell(['V0', 1]);
    for (let fact = 0; fact < 300; fact++) host.add('operator.signed', { verdict: 'in', operatorId: 'O1' });
    host.sell(['V0', 1]);
    const store = await openStore(host);
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(498), PATIENCE);
    expect((await store.recentOrders(5)).map(({ seq }) => seq)).toEqual([302, 1]);
  });

  it('are found by number, member, amount, date and product, newest first', async () => {
    const host = new FakeHost(randomUUID());
    host.sell(['V0', 1]);
    host.sell(['V1', 2]);
    host.sell(['V0', 2], ['V1', 1]);
    const store = await openStore(host);
    await vi.waitFor(async () => expect(await store.recentOrders(9)).toHaveLength(3), PATIENCE);
    const found = async (query: Parameters<TillStore['findOrders']>[0]) =>
      (await store.findOrders(query, 10)).map(({ seq }) => seq);
    expect(await found({ product: 'v0' })).toEqual([3, 1]);
    expect(await found({ amount: 200, date: '2026-11-02' })).toEqual([2]);
    expect(await found({ date: '2026-11-03' })).toEqual([]);
    expect([await found({ receipt: '3' }), await found({ receipt: 'a-2' }), await found({ receipt: '23' })]).toEqual([
      [3],
      [2],
      [],
    ]);
    expect(await found({ memberId: 'm1' })).toEqual([]);
    const [newest] = host.journal.slice(-1);
    expect((await store.order(newest?.id ?? ''))?.seq).toBe(3);
    expect(await store.returnsOf(newest?.id ?? '')).toEqual([]);
  });

  it('of training move no stock', async () => {
    const host = new FakeHost(randomUUID());
    host.journal.push({ ...host.sell(['V0', 5]), training: true });
    host.journal.shift();
    const store = await openStore(host);
    await vi.waitFor(async () => expect(await store.recentOrders(9)).toHaveLength(1), PATIENCE);
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(500), PATIENCE);
  });

  it('count on the shelf even when they cannot be projected for a full disk', async () => {
    const host = new FakeHost(randomUUID());
    const store = await openStore(host);
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(500), PATIENCE);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no room', 'QuotaExceededError');
    });
    await expect(store.project([host.sell(['V0', 1])])).rejects.toMatchObject({ code: 'storage-full' });
    expect(await onHand(store, 'V0')).toBe(499);
  });
});

describe('databases', () => {
  it('of another journal are removed', async () => {
    const old = new FakeHost(randomUUID());
    const before = await openStore(old);
    await before.saveCart(cart('c1'));
    await vi.waitFor(() => expect(before.progress().state).toBe('complete'), PATIENCE);
    await close(before);
    const host = new FakeHost(randomUUID());
    const store = await openStore(host);
    await vi.waitFor(async () => {
      expect((await Dexie.getDatabaseNames()).filter((name) => name.includes(old.journalId))).toEqual([]);
    }, PATIENCE);
    expect(await store.loadCart('O1')).toBeNull();
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(500), PATIENCE);
  });

  it('write no advert', async () => {
    const warn = vi.spyOn(console, 'warn');
    const store = await openStore(new FakeHost(randomUUID()));
    await store.saveCart(cart('c1'));
    expect(warn.mock.calls.flat().join()).not.toContain('RxDB');
  });
});

describe('a worker that dies', () => {
  it('is replaced: what was asked is answered, nothing that was sold is forgotten, and nobody waits for it', async () => {
    const host = new FakeHost(randomUUID());
    const shop = new ModelShop(host.journalId, ['V0', 'V1']);
    const mortal = mortalViews(shop);
    const store = await openTillStore({ journalId: host.journalId, host, apiBase: 'http://host/api' }, mortal.connect);
    open.add(store);
    const changed = vi.fn();
    store.onChange(changed);
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(500), PATIENCE);
    changed.mockClear();
    mortal.hang();
    const asked = store.cards(['V0']);
    await store.project([host.sell(['V0', 1])]);
    expect((await store.recentOrders(1)).map(({ seq }) => seq)).toEqual([1]);
    mortal.die();
    expect((await asked)[0]?.variantId).toBe('V0');
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(499), PATIENCE);
    await store.project([host.sell(['V0', 2])]);
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(497), PATIENCE);
    expect(changed).toHaveBeenCalledWith(null);
  });

  it('is replaced again where it dies while it opens', async () => {
    const host = new FakeHost(randomUUID());
    const mortal = mortalViews(new ModelShop(host.journalId, ['V0']));
    const store = await openTillStore({ journalId: host.journalId, host, apiBase: 'http://host/api' }, mortal.connect);
    open.add(store);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    mortal.hangNext();
    mortal.die();
    await vi.waitFor(() => expect(mortal.started()).toBe(2), PATIENCE);
    mortal.die();
    await vi.waitFor(() => expect(mortal.started()).toBe(3), PATIENCE);
    await store.project([host.sell(['V0', 1])]);
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(499), PATIENCE);
  });

  it('is tried again where it cannot be started; meanwhile questions are refused, not left waiting', async () => {
    const host = new FakeHost(randomUUID());
    const mortal = mortalViews(new ModelShop(host.journalId, ['V0']));
    const store = await openTillStore({ journalId: host.journalId, host, apiBase: 'http://host/api' }, mortal.connect);
    open.add(store);
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(500), PATIENCE);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    mortal.refuse(2);
    mortal.die();
    await expect(store.cards(['V0'])).rejects.toMatchObject({ code: 'storage-unusable' });
    await store.project([host.sell(['V0', 1])]);
    await vi.waitFor(async () => expect(await onHand(store, 'V0')).toBe(499), PATIENCE);
  });
});

/** Views whose worker stops answering, dies, and can't be started, when a test says so. */
function mortalViews(shop: ModelShop) {
  const { fetch, listen } = shop.feeds;
  let refusals = 0;
  let hung = false;
  let hangsNext = false;
  let started = 0;
  let ended = Promise.resolve();
  let die = (): void => undefined;
  return {
    refuse(times: number) {
      refusals = times;
    },
    hang() {
      hung = true;
    },
    /** The one that is started next does not even open. */
    hangNext() {
      hangsNext = true;
    },
    started: () => started,
    die: () => die(),
    connect(): ViewsConnection {
      const views = new ViewsService({
        fetch,
        openAnnouncements: listen,
        now: () => AS_OF,
        viewsVersion: VIEWS_VERSION,
      });
      const gone = new Promise<void>((resolve) => {
        die = resolve;
      });
      started += 1;
      hung = hangsNext;
      hangsNext = false;
      const end = (): void => {
        ended = ended.then(() => views.close());
      };
      const answering = new Proxy(views, {
        get(service, name: keyof ViewsService) {
          if (name === 'open' && refusals > 0) {
            refusals -= 1;
            return async () => ({ ok: false, code: 'storage-unusable', detail: 'no room' });
          }
          if (hung) return () => NEVER;
          // A worker that is gone holds no database; what stands for it here must have closed its own.
          if (name === 'open')
            return async (...given: Parameters<ViewsService['open']>) => ended.then(() => service.open(...given));
          return service[name].bind(service);
        },
      });
      return { views: answering, failed: NEVER, gone, end };
    },
  };
}

function statusOf(host: FakeHost) {
  return {
    version: '0',
    phase: 'ready' as const,
    fault: null,
    serverUrl: null,
    config: null,
    journal: { journalId: host.journalId, seq: host.journal.length, watermark: 0, ordersWaiting: 0 },
    online: false,
    onlineSince: AS_OF,
    signedIn: null,
    session: null,
    payments: [],
    demoPins: null,
    printer: { configured: false, jobs: [] },
    devices: [],
  };
}
