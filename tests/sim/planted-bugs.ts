import type { SessionClosed } from '#contracts/facts/session-facts.ts';
import type { ViewDocument } from '#contracts/views/documents.ts';
import type { Journal } from '#electron/host/journal/journal.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';
import type { IngestStore, IngestTransaction, Journal as ServerJournal } from '#sync-server/ingest/ingest-store.ts';
import type { FeedStore } from '#sync-server/views/feed-store.ts';
import type { FleetWraps } from './fleet.ts';

/** A bug as somebody could make it, put in from outside. `make` gives it anew for every run, with what it remembers. */
export interface PlantedBug {
  name: string;
  make(): FleetWraps;
}

type Database = IngestStore & FeedStore;

/** Bugs that the simulator must see. */
export const PLANTED_BUGS: readonly PlantedBug[] = [
  {
    name: 'a sale is acknowledged before the disk has it',
    make: () => ({ till: () => ({ storage: (storage) => ({ ...storage, sync: async () => {} }) }) }),
  },
  {
    name: 'a torn record is not cut off the journal',
    make: () => ({ till: () => ({ storage: (storage) => ({ ...storage, truncate: async () => {} }) }) }),
  },
  {
    name: 'a draft that is journalled already is journalled again',
    make: () => ({ till: () => ({ journal: appendingAgain }) }),
  },
  {
    name: 'a Z leaves a receipt out',
    make: () => ({ till: () => ({ journal: leavingOut }) }),
  },
  {
    name: 'a restart forgets the open session',
    make: () => ({ till: () => ({ journal: forgettingSessions }) }),
  },
  {
    name: 'a restart forgets the last receipt number',
    make: () => ({
      till: () => ({
        identity: (identity, starts) => ({
          ...identity,
          receiptSeries: `${identity.receiptSeries}${starts % 2 ? '' : 'b'}`,
        }),
      }),
    }),
  },
  {
    name: 'the watermark is not asked for again on a new connection',
    make: () => ({
      till: () => ({
        push: (push) => ({ ...push, wake: (cause) => (cause === 'connected' ? undefined : push.wake(cause)) }),
      }),
    }),
  },
  {
    name: 'own sales are dropped when the server has answered, not when a figure counts them',
    make: () => ({
      till: (till) => ({ pushed: ({ watermark }) => till().window?.keeper.active.own.letGo(() => watermark) }),
    }),
  },
  {
    name: 'marks are ignored',
    make: () => ({ till: () => ({ document: (document) => withMarks(document, {}) }) }),
  },
  {
    name: 'a figure is read with the latest watermark instead of its own marks',
    make: () => ({ till: () => ({ document: readingWatermarks() }) }),
  },
  {
    name: 'the server answers before it has committed',
    make: () => ({ server: { store: answeringEarly } }),
  },
  {
    name: 'the server books the last fact again when it is sent again',
    make: () => ({ server: { store: (store) => transacting(store, bookingAgain) } }),
  },
  {
    name: 'facts are written outside of the transaction that moves the head',
    make: () => ({ server: { store: writingAside } }),
  },
  {
    name: 'parked facts are never taken up',
    make: () => ({ server: { store: (store) => transacting(store, (tx) => ({ ...tx, parkedOf: async () => [] })) } }),
  },
  {
    name: 'a feed position is taken before others have committed theirs',
    make: () => ({ server: { counters: sequences() } }),
  },
  {
    name: 'a checkpoint of before a restore is taken for known',
    make: () => ({ server: { nonce: () => 'always' } }),
  },
  {
    name: 'a pull is rendered from more than one state of the database',
    make: () => ({ server: { store: withoutSnapshot } }),
  },
  {
    name: 'a count is reckoned without what its device knew',
    make: () => ({ server: { store: (store) => transacting(store, withEffects(forgettingKnown)) } }),
  },
  {
    name: 'a till holds a price that is ahead for one that holds',
    make: () => ({ till: () => ({ document: pricesAtOnce }) }),
  },
  {
    name: 'what left beyond what was owed for an order is told to nobody',
    make: () => ({ server: { store: (store) => transacting(store, withEffects(silentBeyond)) } }),
  },
  {
    name: 'what a promise kept from others stays kept when it is taken back',
    make: () => ({ server: { store: (store) => transacting(store, withEffects(keptForGood)) } }),
  },
  {
    name: 'own work on an order is counted again on top of a document that counts it',
    make: () => ({ till: () => ({ document: (document) => withMarks(document, {}, 'fulfilment') }) }),
  },
];

function leavingOut(journal: Journal): Journal {
  return {
    ...journal,
    append(drafts, stamp) {
      const changed = drafts.map((draft) => {
        if (draft.kind !== 'session.closed') return draft;
        const z = draft.payload as SessionClosed;
        const { receipts, total } = z.totals;
        const fewer = receipts && { ...receipts, count: receipts.count - 1 };
        return { ...draft, payload: { ...z, totals: { ...z.totals, receipts: fewer, total: total - 1 } } };
      });
      return journal.append(changed, stamp);
    },
  };
}

function forgettingSessions(journal: Journal): Journal {
  return {
    ...journal,
    latest: async (kind, training) => (kind === 'session.opened' ? undefined : journal.latest(kind, training)),
  };
}

function appendingAgain(journal: Journal): Journal {
  let again = 0;
  return {
    ...journal,
    async append(drafts, stamp) {
      const renamed = drafts.map((draft) =>
        journal.has(draft.id) ? { ...draft, id: otherId(draft.id, ++again) } : draft,
      );
      const result = await journal.append(renamed, stamp);
      if (!result.ok) return result;
      return { ok: true, facts: result.facts.map((fact, index) => ({ ...fact, id: drafts[index]?.id ?? fact.id })) };
    },
  };
}

function otherId(id: string, n: number): string {
  return `${id.slice(0, 24)}${n.toString(16).padStart(12, '0')}`;
}

function withMarks(
  document: ViewDocument,
  marks: Readonly<Record<string, number>>,
  kinds: string = 'stock-',
): ViewDocument {
  if (!document.kind.startsWith(kinds) || document._deleted) return document;
  return { ...document, data: JSON.stringify({ ...JSON.parse(document.data), marks }) };
}

function readingWatermarks(): (document: ViewDocument) => ViewDocument {
  const latest: Record<string, number> = {};
  return (document) => {
    if (document.kind === 'watermark' && !document._deleted) {
      const { journalId, seq } = JSON.parse(document.data) as { journalId: string; seq: number };
      latest[journalId] = seq;
    }
    return withMarks(document, { ...latest });
  };
}

function answeringEarly(store: Database): Database {
  return {
    ...store,
    transaction: (work) =>
      new Promise((resolve, reject) => {
        store
          .transaction(async (tx) => {
            const result = await work(tx);
            resolve(result);
            return result;
          })
          .catch(reject);
      }),
  };
}

function transacting(store: Database, wrap: (tx: IngestTransaction) => IngestTransaction): Database {
  return { ...store, transaction: (work) => store.transaction((tx) => work(wrap(tx))) };
}

/** Sees the head one fact back, and books what it so takes for new under other keys, as if none had kept it out. */
function bookingAgain(tx: IngestTransaction): IngestTransaction {
  let taken = 0;
  return {
    ...tx,
    async lockJournal(journalId) {
      const journal = await tx.lockJournal(journalId);
      if (!journal || journal.seq < 2) return journal;
      taken = journal.seq;
      return oneBack(journal, tx);
    },
    write(facts, effects) {
      const again = <Row extends { seq: number }>(rows: Row[]) =>
        rows.map((row) => (row.seq <= taken ? { ...row, seq: row.seq + 1_000_000 } : row));
      const fresh = facts.filter(({ fact }) => fact.seq > taken);
      return tx.write(fresh, { ...effects, orders: again(effects.orders), movements: again(effects.movements) });
    },
  };
}

async function oneBack(journal: ServerJournal, tx: IngestTransaction): Promise<ServerJournal> {
  const seq = journal.seq - 1;
  const hash = (await tx.hashesOf(journal.journalId, [seq])).get(seq);
  return hash === undefined ? journal : { ...journal, seq, hash };
}

/** Has a transaction write other effects than those it booked. */
function withEffects(change: (effects: Effects) => Effects): (tx: IngestTransaction) => IngestTransaction {
  return (tx) => ({ ...tx, write: (facts, effects) => tx.write(facts, change(effects)) });
}

function forgettingKnown(effects: Effects): Effects {
  const counts = effects.counts.map((count) => (count.type === 'count-said' ? { ...count, known: {} } : count));
  return { ...effects, counts };
}

function silentBeyond(effects: Effects): Effects {
  return { ...effects, exceptions: effects.exceptions.filter(({ code }) => code !== 'order-left-beyond') };
}

function keptForGood(effects: Effects): Effects {
  const online = effects.online.map((effect) => {
    return effect.type === 'reserved' ? { ...effect, committed: Math.max(0, effect.committed) } : effect;
  });
  return { ...effects, online };
}

function pricesAtOnce(document: ViewDocument): ViewDocument {
  if (document.kind !== 'price-page' || document._deleted) return document;
  const { ahead = [], ...page } = JSON.parse(document.data) as {
    prices: [variantId: string, ...rest: unknown[]][];
    ahead?: [variantId: string, amount: number, version: number, ...rest: unknown[]][];
  };
  const early = new Map(ahead.map(([variantId, amount, version]) => [variantId, [variantId, amount, version]]));
  const prices = page.prices.map((price) => early.get(price[0]) ?? price);
  return { ...document, data: JSON.stringify({ ...page, prices, ahead }) };
}

function writingAside(store: Database): Database {
  return transacting(store, (tx) => ({
    ...tx,
    write: (facts, effects) => store.transaction((aside) => aside.write(facts, effects)),
  }));
}

/** Numbers as from a sequence: each is given once, whoever commits first. */
function sequences() {
  const last = new Map<string, number>();
  return {
    async take(feed: string, count: number, standing: () => number) {
      const before = Math.max(last.get(feed) ?? 0, standing());
      last.set(feed, before + count);
      return before;
    },
  };
}

function withoutSnapshot(store: Database): Database {
  return {
    ...store,
    snapshot: (work) =>
      work({
        position: (feed) => store.snapshot((at) => at.position(feed)),
        nonceAt: (feed, position) => store.snapshot((at) => at.nonceAt(feed, position)),
        documentsAfter: (feed, position, limit) => store.snapshot((at) => at.documentsAfter(feed, position, limit)),
        countAfter: (feed, position) => store.snapshot((at) => at.countAfter(feed, position)),
        marks: (storeId) => store.snapshot((at) => at.marks(storeId)),
        variants: (pages) => store.snapshot((at) => at.variants(pages)),
        fulfilments: (storeId, ids) => store.snapshot((at) => at.fulfilments(storeId, ids)),
        categories: () => store.snapshot((at) => at.categories()),
        prices: (storeId, pages, now) => store.snapshot((at) => at.prices(storeId, pages, now)),
        stock: (storeId, pages, variantIds) => store.snapshot((at) => at.stock(storeId, pages, variantIds)),
        watermarks: (journalIds) => store.snapshot((at) => at.watermarks(journalIds)),
        members: (memberIds) => store.snapshot((at) => at.members(memberIds)),
        parkedCarts: (parkIds) => store.snapshot((at) => at.parkedCarts(parkIds)),
        countPlans: (countIds) => store.snapshot((at) => at.countPlans(countIds)),
        saleStops: (stopIds) => store.snapshot((at) => at.saleStops(stopIds)),
        customerGroups: (groupIds) => store.snapshot((at) => at.customerGroups(groupIds)),
        priceLists: (listIds) => store.snapshot((at) => at.priceLists(listIds)),
        listEntries: (pages) => store.snapshot((at) => at.listEntries(pages)),
      }),
  };
}
