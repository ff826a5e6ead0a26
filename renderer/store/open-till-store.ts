import type { Fact } from '#contracts/facts/envelope.ts';
import { PullAnswer } from '#contracts/http/api.ts';
import type { HostApi } from '#contracts/ipc/host.ts';
import { parse, parseJson } from '#contracts/schema.ts';
import { VIEW_KINDS, type ViewDocument } from '#contracts/views/documents.ts';
import type { Category, Price, Variant } from '#domain/catalog/variant.ts';
import type { Cart } from '#domain/order/cart.ts';
import { type OwnFact, type StockPosition, shownOnHand } from '#domain/stock/position.ts';
import type { MemberCard, OrderFact, Progress, TillStore, VariantCard } from './till-store.ts';

export interface TillStoreOptions {
  /** The journal of this register's incarnation: every database is named by it. */
  journalId: string;
  host: HostApi;
  /** Where the window reaches the server through its host. */
  apiBase?: string;
}

interface Stock extends StockPosition {
  asOf: string;
}

/** Opens the till's database. This version keeps everything in memory. */
export async function openTillStore(options: TillStoreOptions): Promise<TillStore> {
  const apiBase = options.apiBase ?? '/api';
  const variants = new Map<string, Variant>();
  const prices = new Map<string, Price>();
  const pages = new Map<string, Stock>();
  const overlays = new Map<string, Stock>();
  const members = new Map<string, MemberCard>();
  const facts = new Map<string, Fact>();
  const carts = new Map<string, Cart>();
  let categoryList: Category[] = [];
  let progress: Progress = { state: 'first', products: 0, remaining: null, asOf: null };
  const progressListeners = new Set<(progress: Progress) => void>();
  const changeListeners = new Set<(ids: readonly string[] | null) => void>();
  const orderListeners = new Set<() => void>();

  function take(document: ViewDocument): void {
    if (document._deleted) {
      if (document.kind === 'stock-overlay') overlays.delete(document.id.slice('stock-overlay/'.length));
      return;
    }
    const page = parseJson(VIEW_KINDS['catalogue-page'], document.data);
    if (page.ok) for (const variant of page.value.variants) variants.set(variant.variantId, variant);
    const list = parseJson(VIEW_KINDS['category-list'], document.data);
    if (list.ok) categoryList = list.value.categories;
    const price = parseJson(VIEW_KINDS['price-page'], document.data);
    if (price.ok)
      for (const [variantId, amount, version] of price.value.prices)
        prices.set(variantId, { variantId, amount, version });
    const stock = parseJson(VIEW_KINDS['stock-page'], document.data);
    if (stock.ok)
      for (const [variantId, onHand, committed] of stock.value.stock)
        pages.set(variantId, { onHand, committed, marks: stock.value.marks, asOf: stock.value.asOf });
    const overlay = parseJson(VIEW_KINDS['stock-overlay'], document.data);
    if (overlay.ok) overlays.set(overlay.value.variantId, overlay.value);
    const member = parseJson(VIEW_KINDS['member-card'], document.data);
    if (member.ok) members.set(member.value.memberId, member.value);
  }

  const checkpoints: Record<string, string> = { chain: '', store: '' };
  async function pull(feed: string): Promise<void> {
    for (;;) {
      const response = await fetch(`${apiBase}/feeds/${feed}?limit=64${checkpoints[feed]}`);
      if (!response.ok) throw new Error(`feed ${feed}: ${response.status}`);
      const answer = parse(PullAnswer, await response.json());
      if (!answer.ok) throw new Error(`feed ${feed}: ${answer.at} ${answer.message}`);
      answer.value.documents.forEach(take);
      const { position, nonce } = answer.value.checkpoint;
      checkpoints[feed] = `&position=${position}&nonce=${encodeURIComponent(nonce)}`;
      if (answer.value.documents.length > 0) for (const listener of changeListeners) listener(null);
      if (answer.value.remaining === 0) return;
    }
  }
  async function pullAll(): Promise<void> {
    try {
      await pull('chain');
      await pull('store');
      progress = { state: 'complete', products: variants.size, remaining: 0, asOf: new Date().toISOString() };
      for (const listener of progressListeners) listener(progress);
    } catch {
      // offline is normal: the next round tries again
    }
  }
  const timer = setInterval(() => void pullAll(), 2_000);
  void pullAll();

  function ownFacts(): OwnFact[] {
    return [...facts.values()]
      .filter((fact) => fact.kind === 'order.completed')
      .map((fact) => ({
        journalId: fact.journalId,
        seq: fact.seq,
        movements: (fact as OrderFact).payload.lines.map((line) => ({
          variantId: line.variantId,
          quantity: -line.quantity,
        })),
      }));
  }
  function card(variantId: string): VariantCard | null {
    const variant = variants.get(variantId);
    if (!variant) return null;
    const position = overlays.get(variantId) ?? pages.get(variantId);
    return {
      ...variant,
      price: prices.get(variantId) ?? null,
      stock: position ? { onHand: shownOnHand(position, variantId, ownFacts()), asOf: position.asOf } : null,
    };
  }
  function cardsOf(found: Iterable<Variant>, offset: number, limit: number): VariantCard[] {
    return [...found]
      .slice(offset, offset + limit)
      .map((variant) => card(variant.variantId))
      .filter((one) => one !== null);
  }
  const all = () => [...variants.values()].sort((a, b) => (a.name < b.name ? -1 : 1));

  function listen<T>(listeners: Set<T>, listener: T): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }
  async function project(more: readonly Fact[]): Promise<void> {
    for (const fact of more) facts.set(fact.id, fact);
    for (const listener of orderListeners) listener();
    for (const listener of changeListeners) listener(null);
  }
  const stopHost = options.host.subscribe((event) => {
    if (event.type === 'journalled') void project(event.facts);
  });
  for (let afterSeq = 0; ; ) {
    const read = await options.host.call('journal.read', { afterSeq, limit: 500 });
    await project(read.facts);
    afterSeq = read.facts.at(-1)?.seq ?? afterSeq;
    if (!read.more) break;
  }

  return {
    byGtin: async (gtin) =>
      cardsOf(
        all().filter((variant) => variant.gtins.includes(gtin)),
        0,
        1,
      )[0] ?? null,
    bySku: async (sku) =>
      cardsOf(
        all().filter((variant) => variant.sku === sku),
        0,
        1,
      )[0] ?? null,
    cards: async (ids) => ids.map(card),
    search: async (query, limit) =>
      cardsOf(
        all().filter((variant) =>
          `${variant.name} ${variant.sku} ${variant.gtins.join(' ')}`
            .toLowerCase()
            .includes(query.trim().toLowerCase()),
        ),
        0,
        limit,
      ),
    browse: async (categoryId, offset, limit) =>
      cardsOf(
        all().filter((variant) => categoryId === null || variant.categoryId === categoryId),
        offset,
        limit,
      ),
    categories: async () =>
      categoryList.map((category) => ({
        ...category,
        count: all().filter((variant) => variant.categoryId === category.categoryId).length,
      })),
    searchMembers: async (query, limit) =>
      [...members.values()]
        .filter((member) => `${member.name} ${member.cardNumber}`.toLowerCase().includes(query.toLowerCase()))
        .slice(0, limit),
    progress: () => progress,
    onProgress: (listener) => listen(progressListeners, listener),
    onChange: (listener) => listen(changeListeners, listener),
    loadCart: async (operatorId) => carts.get(operatorId) ?? null,
    saveCart: async (cart) => void carts.set(cart.operatorId, structuredClone(cart)),
    dropCart: async (cartId) => {
      for (const [operatorId, cart] of carts) if (cart.id === cartId) carts.delete(operatorId);
    },
    project,
    recentOrders: async (limit) =>
      [...facts.values()]
        .filter((fact): fact is OrderFact => fact.kind === 'order.completed')
        .sort((a, b) => b.seq - a.seq)
        .slice(0, limit),
    onOrders: (listener) => listen(orderListeners, listener),
    close: async () => {
      clearInterval(timer);
      stopHost();
    },
  };
}
