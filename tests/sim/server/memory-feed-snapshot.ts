import { priceInForce } from '#domain/catalog/price-in-force.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import { SERVER_STORE } from '#sync-server/ingest/book/book-fact.ts';
import type { FeedSnapshot, PageRow } from '#sync-server/views/feed-store.ts';
import { fulfilmentViews } from './memory-online.ts';
import type { RoundTrip } from './memory-server-store.ts';
import { type FeedRow, nonceAt, type ServerState } from './server-state.ts';

/** Reads one state of the database, as a repeatable-read transaction does. */
export function memoryFeedSnapshot(state: ServerState, trip: RoundTrip): FeedSnapshot {
  const after = (feed: string, position: number): FeedRow[] =>
    [...state.documents.values()]
      .filter((row) => row.feed === feed && row.position > position && (position > 0 || !row.deleted))
      .sort((a, b) => a.position - b.position);
  const answer = async <T>(call: string, read: () => T): Promise<T> => {
    await trip(call);
    return read();
  };
  const positionOf = (feed: string) => state.feeds.get(feed) ?? 0;

  return {
    position: (feed) => answer('position', () => positionOf(feed)),
    nonceAt: (feed, position) => answer('nonceAt', () => nonceAt(state, feed, position)),
    documentsAfter: (feed, position, limit) => answer('documentsAfter', () => after(feed, position).slice(0, limit)),
    countAfter: (feed, position) => answer('countAfter', () => after(feed, position).length),
    marks: (storeId) => answer('marks', () => marksOf(state, storeId)),
    variants: (pages) =>
      answer('variants', () =>
        [...state.variants.values()].filter(({ variantId }) => pages.includes(pageOf(variantId))),
      ),
    categories: () => answer('categories', () => [...state.categories.values()]),
    prices: (storeId, pages, at) => answer('prices', () => pricesOf(state, storeId, pages, at)),
    stock: (storeId, pages, variantIds) =>
      answer('stock', () => {
        const locationId = state.stores.get(storeId)?.locationId ?? storeId;
        const rows = [...state.stock].flatMap(([key, onHand]) => {
          const [location, variantId = ''] = key.split('/');
          const wanted = pages.includes(pageOf(variantId)) || variantIds.includes(variantId);
          const committed = (state.committed.get(key) ?? 0) + (state.staged.get(key) ?? 0);
          return location === locationId && wanted ? [{ variantId, onHand, committed }] : [];
        });
        return rows;
      }),
    watermarks: (journalIds) =>
      answer('watermarks', () =>
        journalIds.flatMap((journalId) => {
          const journal = state.journals.get(journalId);
          return journal ? [{ journalId, registerId: journal.registerId, seq: journal.seq }] : [];
        }),
      ),
    members: () => answer('members', () => []),
    parkedCarts: () => answer('parkedCarts', () => []),
    countPlans: (countIds) =>
      answer('countPlans', () =>
        countIds.flatMap((countId) => {
          const planned = state.countPlans.get(countId);
          return planned?.plan.status === 'open' ? [{ plan: planned.plan, at: planned.at }] : [];
        }),
      ),
    fulfilments: (storeId, ids) =>
      answer('fulfilments', () => fulfilmentViews(state, storeId, ids, marksOf(state, storeId))),
    saleStops: () => answer('saleStops', () => []),
    customerGroups: () => answer('customerGroups', () => []),
    priceLists: () => answer('priceLists', () => []),
    listEntries: () => answer('listEntries', () => []),
  };
}

function marksOf({ journals }: ServerState, storeId: string): Record<string, number> {
  const counted = [...journals.values()].filter(
    (journal) => journal.storeId === storeId || journal.storeId === SERVER_STORE,
  );
  return Object.fromEntries(counted.map(({ journalId, seq }) => [journalId, seq]));
}

/** Prices of some pages of a store, as a price page has them. */
export function pricesOf(state: ServerState, storeId: string, pages: readonly number[], at: string): PageRow[] {
  const dated = new Map<string, (PageRow & { effectiveAt: string })[]>();
  for (const [key, price] of state.priceHistory) {
    const { variantId, amount, version, publishedAt, effectiveAt } = price;
    if (price.storeId !== storeId || !pages.includes(pageOf(variantId)) || state.withdrawals.has(key)) continue;
    const row = { variantId, amount, version, effectiveAt: effectiveAt ?? publishedAt, low: null };
    dated.set(variantId, [...(dated.get(variantId) ?? []), row]);
  }
  return [...dated.values()].flatMap((rows): PageRow[] => {
    const inForce = priceInForce(rows, at);
    const ahead = rows.filter(({ effectiveAt }) => effectiveAt > at);
    return [...(inForce ? [{ ...inForce, effectiveAt: null }] : []), ...ahead];
  });
}
