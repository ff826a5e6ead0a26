import type { PullAnswer } from '#contracts/http/api.ts';
import type { ViewDocument, ViewKind } from '#contracts/views/documents.ts';
import { pageOf } from '#domain/catalog/variant.ts';
import { CHAIN_FEED, storeFeed } from '#sync-server/ingest/effects.ts';
import type { FeedEntry, FeedSnapshot, FeedStore } from '#sync-server/views/feed-store.ts';
import {
  type AsOf,
  renderCataloguePage,
  renderCategoryList,
  renderPriceListPage,
  renderPricePage,
  renderStockOverlay,
  renderStockPage,
} from '#sync-server/views/render.ts';

/** Which feed is read, and by a register of which store. */
export interface PullScope {
  feed: 'chain' | 'store';
  storeId: string;
}

export interface PullFrom {
  position: number;
  nonce: string;
  limit: number;
}

export type PullResult = { ok: true; answer: PullAnswer } | { ok: false; code: 'checkpoint-unknown' };

/**
 * Reads a feed after a checkpoint; position 0 is its beginning. All documents are rendered in one snapshot, so that the stock
 * figures count exactly the facts up to the marks beside them. A checkpoint that this history never gave is unknown.
 *
 * A checkpoint's nonce is that of the feed's head when it was read, not of its own position: what had moved on beyond the
 * position by then was passed over, and would be missed for good if a restore put it back below.
 */
export function pullFeed(feeds: FeedStore, scope: PullScope, from: PullFrom, asOf: string): Promise<PullResult> {
  const feed = scope.feed === 'chain' ? CHAIN_FEED : storeFeed(scope.storeId);
  return feeds.snapshot(async (snapshot) => {
    if (from.position > 0 && !(await isKnown(snapshot, feed, from))) return { ok: false, code: 'checkpoint-unknown' };
    const head = await snapshot.position(feed);
    const entries = await snapshot.documentsAfter(feed, from.position, from.limit);
    const full = entries.length === from.limit;
    const last = full ? (entries.at(-1)?.position ?? 0) : head;
    const remaining = full ? await snapshot.countAfter(feed, last) : 0;
    const nonce = last === 0 ? '' : `${head}.${await snapshot.nonceAt(feed, head)}`;
    const documents = await renderAll(snapshot, scope.storeId, entries, asOf);
    return { ok: true, answer: { documents, checkpoint: { position: last, nonce }, remaining } };
  });
}

/** Whether the feed has been at the head that the checkpoint's nonce names. */
async function isKnown(snapshot: FeedSnapshot, feed: string, { position, nonce }: PullFrom): Promise<boolean> {
  const [, head, drawn] = /^(\d{1,15})\.(.+)$/.exec(nonce) ?? [];
  if (head === undefined || Number(head) < position) return false;
  return (await snapshot.nonceAt(feed, Number(head))) === drawn;
}

async function renderAll(
  snapshot: FeedSnapshot,
  storeId: string,
  entries: readonly FeedEntry[],
  asOf: string,
): Promise<ViewDocument[]> {
  const keys = keysByKind(entries);
  const data = new Map<string, unknown>();
  await renderCatalogue(snapshot, keys, data);
  await renderPrices(snapshot, storeId, keys, asOf, data);
  await renderStock(snapshot, storeId, keys, asOf, data);
  await renderRows(snapshot, keys, data);
  await renderFulfilments(snapshot, storeId, keys, data);
  await renderPriceLists(snapshot, keys, data);
  return entries.map(({ id, kind, position, deleted }) => {
    const gone = deleted || !data.has(id);
    return { id, kind, position, data: gone ? '' : JSON.stringify(data.get(id)), _deleted: gone };
  });
}

type Keys = Partial<Record<string, string[]>>;

function keysByKind(entries: readonly FeedEntry[]): Keys {
  const keys: Keys = {};
  for (const { id, kind, deleted } of entries) {
    if (deleted) continue;
    const list = keys[kind] ?? [];
    list.push(id.slice(id.indexOf('/') + 1));
    keys[kind] = list;
  }
  return keys;
}

async function renderCatalogue(snapshot: FeedSnapshot, keys: Keys, data: Map<string, unknown>): Promise<void> {
  const pages = pagesOf(keys, 'catalogue-page');
  if (pages.length > 0) {
    const variants = groupByPage(await snapshot.variants(pages));
    for (const page of pages) data.set(`catalogue-page/${page}`, renderCataloguePage(variants.get(page) ?? []));
  }
  for (const key of keys['category-list'] ?? []) {
    data.set(`category-list/${key}`, renderCategoryList(await snapshot.categories()));
  }
}

async function renderPrices(
  snapshot: FeedSnapshot,
  storeId: string,
  keys: Keys,
  at: string,
  data: Map<string, unknown>,
): Promise<void> {
  const pages = pagesOf(keys, 'price-page');
  if (pages.length === 0) return;
  const prices = groupByPage(await snapshot.prices(storeId, pages, at));
  for (const page of pages) data.set(`price-page/${page}`, renderPricePage(prices.get(page) ?? []));
}

async function renderStock(
  snapshot: FeedSnapshot,
  storeId: string,
  keys: Keys,
  at: string,
  data: Map<string, unknown>,
): Promise<void> {
  const pages = pagesOf(keys, 'stock-page');
  const single = keys['stock-overlay'] ?? [];
  if (pages.length + single.length === 0) return;
  const asOf: AsOf = { marks: await snapshot.marks(storeId), asOf: at };
  const stock = await snapshot.stock(storeId, pages, single);
  const byPage = groupByPage(stock);
  const byVariant = new Map(stock.map((row) => [row.variantId, row]));
  for (const page of pages) data.set(`stock-page/${page}`, renderStockPage(byPage.get(page) ?? [], asOf));
  for (const variantId of single) {
    data.set(`stock-overlay/${variantId}`, renderStockOverlay(variantId, byVariant.get(variantId), asOf));
  }
}

async function renderRows(snapshot: FeedSnapshot, keys: Keys, data: Map<string, unknown>): Promise<void> {
  const journalIds = keys.watermark ?? [];
  const memberIds = keys['member-card'] ?? [];
  const watermarks = journalIds.length > 0 ? await snapshot.watermarks(journalIds) : [];
  for (const row of watermarks) data.set(`watermark/${row.journalId}`, row);
  const members = memberIds.length > 0 ? await snapshot.members(memberIds) : [];
  for (const card of members) data.set(`member-card/${card.memberId}`, card);
  const parkIds = keys['parked-cart'] ?? [];
  const parked = parkIds.length > 0 ? await snapshot.parkedCarts(parkIds) : [];
  for (const cart of parked) data.set(`parked-cart/${cart.parkId}`, cart);
  const countIds = keys['count-plan'] ?? [];
  const counts = countIds.length > 0 ? await snapshot.countPlans(countIds) : [];
  for (const count of counts) data.set(`count-plan/${count.plan.countId}`, count);
  const stopIds = keys['sale-stop'] ?? [];
  const stops = stopIds.length > 0 ? await snapshot.saleStops(stopIds) : [];
  for (const stop of stops) data.set(`sale-stop/${stop.stopId}`, stop);
}

async function renderFulfilments(
  snapshot: FeedSnapshot,
  storeId: string,
  keys: Keys,
  data: Map<string, unknown>,
): Promise<void> {
  const ids = keys.fulfilment ?? [];
  const fulfilments = ids.length > 0 ? await snapshot.fulfilments(storeId, ids) : [];
  for (const each of fulfilments) data.set(`fulfilment/${each.fulfilmentId}`, each);
}

async function renderPriceLists(snapshot: FeedSnapshot, keys: Keys, data: Map<string, unknown>): Promise<void> {
  const groupIds = keys['customer-group'] ?? [];
  const groups = groupIds.length > 0 ? await snapshot.customerGroups(groupIds) : [];
  for (const group of groups) data.set(`customer-group/${group.groupId}`, group);
  const listIds = keys['price-list'] ?? [];
  const lists = listIds.length > 0 ? await snapshot.priceLists(listIds) : [];
  for (const list of lists) data.set(`price-list/${list.listId}`, list);
  const pages = pagesOf(keys, 'price-list-page');
  if (pages.length === 0) return;
  const entries = groupByPage(await snapshot.listEntries(pages));
  for (const page of pages) data.set(`price-list-page/${page}`, renderPriceListPage(entries.get(page) ?? []));
}

function pagesOf(keys: Keys, kind: ViewKind): number[] {
  return (keys[kind] ?? []).map(Number);
}

function groupByPage<T extends { variantId: string }>(rows: readonly T[]): Map<number, T[]> {
  const pages = new Map<number, T[]>();
  for (const row of rows) {
    const page = pages.get(pageOf(row.variantId));
    if (page) page.push(row);
    else pages.set(pageOf(row.variantId), [row]);
  }
  return pages;
}
