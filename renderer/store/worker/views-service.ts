import { VIEWS_VERSION } from '#contracts/views/documents.ts';
import type { Category } from '#domain/catalog/variant.ts';
import type { OwnFact } from '#domain/stock/position.ts';
import { type AnnouncementSource, Announcements } from '#renderer/store/feeds/announcements.ts';
import { feedRequester } from '#renderer/store/feeds/request-feed.ts';
import { isStorageFull } from '#renderer/store/store-error.ts';
import type {
  CountsKnown,
  FulfilmentView,
  GroupPricing,
  MemberCard,
  SaleStopView,
  VariantCard,
} from '#renderer/store/till-store.ts';
import type { ViewIndex } from '#renderer/store/views/view-index.ts';
import { ChangeBatch } from './change-batch.ts';
import { GenerationKeeper } from './generation-keeper.ts';
import type { Opened, ParkedInStore, ViewsApi, ViewsCallbacks, ViewsOptions } from './views-api.ts';

/** What the service needs of where it runs. */
export interface ViewsEnvironment {
  fetch: typeof globalThis.fetch;
  openAnnouncements: (url: string) => AnnouncementSource;
  now: () => string;
  viewsVersion: number;
}

/** How long nothing must have changed before the indexes are warmed, and how long at a time. */
const QUIET_MS = 200;
const WARM_MS = 5;
/** How often at least the clock is looked at while a price is ahead: it may have been set, or the machine slept. */
const LOOK_EVERY_MS = 30_000;

const BROWSER: ViewsEnvironment = {
  fetch: (...request) => fetch(...request),
  openAnnouncements: (url) => new EventSource(url),
  now: () => new Date().toISOString(),
  viewsVersion: VIEWS_VERSION,
};

/** Answers the window's questions about the shop from memory, and keeps that memory up to date. */
export class ViewsService implements ViewsApi {
  readonly #environment: ViewsEnvironment;
  #keeper: GenerationKeeper | undefined;
  #announcements: Announcements | undefined;
  #changes: ChangeBatch | undefined;
  #warming: ReturnType<typeof setTimeout> | undefined;
  #journalId = '';
  #switching: ReturnType<typeof setTimeout> | undefined;
  /** Up to when prices that came into force by themselves were told. */
  #switchedAt = '';

  constructor(environment: ViewsEnvironment = BROWSER) {
    this.#environment = environment;
  }

  async open({ journalId, apiBase }: ViewsOptions, callbacks: ViewsCallbacks): Promise<Opened> {
    const { fetch, now, viewsVersion, openAnnouncements } = this.#environment;
    this.#journalId = journalId;
    const changes = new ChangeBatch((variantIds) => {
      void callbacks.changed(variantIds);
      this.#warmSoon();
      this.#switchSoon();
    });
    const keeper = new GenerationKeeper({
      journalId,
      version: viewsVersion,
      request: feedRequester(apiBase, fetch),
      now,
      ownFacts: (afterSeq) => callbacks.ownFacts(afterSeq),
      changed: (variantIds) => changes.add(variantIds),
      parkedChanged: () => void callbacks.parkedChanged(),
      countsChanged: () => void callbacks.countsChanged(),
      fulfilmentsChanged: () => void callbacks.fulfilmentsChanged(),
      saleStopsChanged: () => void callbacks.saleStopsChanged(),
      groupPricingChanged: () => void callbacks.groupPricingChanged(),
      progressed: () => void callbacks.progressed(keeper.progress()),
    });
    try {
      await keeper.open();
    } catch (error) {
      await keeper.close();
      return { ok: false, code: isStorageFull(error) ? 'storage-full' : 'storage-unusable', detail: String(error) };
    }
    this.#changes = changes;
    this.#keeper = keeper;
    this.#switchedAt = now();
    this.#switchSoon();
    this.#announcements = new Announcements({
      open: () => openAnnouncements(`${apiBase}/events`),
      moved: (feed) => keeper.resync(feed),
    });
    this.#announcements.start();
    await callbacks.progressed(keeper.progress());
    return { ok: true };
  }

  byGtin(gtin: string): Promise<VariantCard | null> {
    return this.#card((index) => index.catalogue.byGtin(gtin)?.variantId);
  }

  bySku(sku: string): Promise<VariantCard | null> {
    return this.#card((index) => index.catalogue.bySku(sku)?.variantId);
  }

  byPlu(plu: string): Promise<VariantCard | null> {
    return this.#card((index) => index.catalogue.byPlu(plu)?.variantId);
  }

  async variantsOf(productId: string): Promise<VariantCard[]> {
    const index = await this.#loaded();
    return cardsOf(index, index.catalogue.ofProduct(productId));
  }

  async cards(variantIds: readonly string[]): Promise<(VariantCard | null)[]> {
    return Promise.all(variantIds.map((variantId) => this.#card(() => variantId)));
  }

  async search(query: string, limit: number): Promise<VariantCard[]> {
    const index = await this.#loaded();
    return cardsOf(index, index.catalogue.search(query, limit));
  }

  async searchCount(query: string): Promise<number> {
    return (await this.#loaded()).catalogue.searchCount(query);
  }

  async browse(categoryId: string | null, offset: number, limit: number): Promise<VariantCard[]> {
    const index = await this.#loaded();
    return cardsOf(index, index.catalogue.browse(categoryId, offset, limit));
  }

  async categories(): Promise<(Category & { count: number })[]> {
    return (await this.#loaded()).catalogue.categories();
  }

  async searchMembers(query: string, limit: number, keys: readonly string[] = []): Promise<MemberCard[]> {
    return (await this.#loaded()).members.search(query, limit, keys);
  }

  async memberTags(): Promise<[tag: string, members: number][]> {
    return (await this.#loaded()).members.tags();
  }

  async taggedMembers(tag: string): Promise<MemberCard[]> {
    return (await this.#loaded()).members.tagged(tag);
  }

  async membersByCard(cardNumber: string): Promise<MemberCard[]> {
    return (await this.#loaded()).members.byCard(cardNumber);
  }

  async member(memberId: string): Promise<MemberCard | null> {
    return (await this.#loaded()).members.get(`member-card/${memberId}`) ?? null;
  }

  async parked(): Promise<ParkedInStore> {
    const { parked, watermarks } = await this.#loaded();
    return { carts: [...parked.values()], watermark: watermarks.get(this.#journalId) ?? 0 };
  }

  async counts(): Promise<CountsKnown> {
    const { counts, known } = await this.#loaded();
    return {
      counts: [...counts.values()].sort((a, b) => (a.at < b.at ? -1 : 1)),
      known: Object.fromEntries(known),
    };
  }

  async fulfilments(): Promise<FulfilmentView[]> {
    return [...(await this.#loaded()).fulfilments.values()];
  }

  async saleStops(): Promise<SaleStopView[]> {
    return [...(await this.#loaded()).saleStops.values()];
  }

  async groupPricing(): Promise<GroupPricing> {
    const { groups, priceLists } = await this.#loaded();
    return { groups: [...groups.values()], lists: [...priceLists.values()] };
  }

  async addOwn(facts: readonly OwnFact[]): Promise<void> {
    this.#keeper?.addOwn(facts);
  }

  async close(): Promise<void> {
    clearTimeout(this.#warming);
    clearTimeout(this.#switching);
    this.#announcements?.stop();
    this.#changes?.close();
    await this.#keeper?.close();
  }

  /** As soon as it is in memory; that it isn't there is only known when everything is. */
  async #card(find: (index: ViewIndex) => string | undefined): Promise<VariantCard | null> {
    for (;;) {
      const card = this.#index.card(find(this.#index) ?? '');
      if (card || !this.#keeper || this.#keeper.loading.ended) return card;
      await this.#keeper.loading.more();
    }
  }

  async #loaded(): Promise<ViewIndex> {
    while (this.#keeper && !this.#keeper.loading.ended) await this.#keeper.loading.more();
    return this.#index;
  }

  /** Does beforehand, in small pieces, what the next search would otherwise have to wait for. */
  #warmSoon(afterMs = QUIET_MS): void {
    clearTimeout(this.#warming);
    this.#warming = setTimeout(() => {
      const until = performance.now() + WARM_MS;
      while (this.#index.catalogue.warm()) if (performance.now() > until) return this.#warmSoon(0);
    }, afterMs);
  }

  /** Tells whose price comes into force when its instant is here: nothing need arrive for that. */
  #switchSoon(): void {
    clearTimeout(this.#switching);
    const next = this.#index.prices.nextChange(this.#switchedAt);
    if (next === undefined) return;
    const waitMs = Date.parse(next) - Date.parse(this.#environment.now());
    this.#switching = setTimeout(() => this.#tellSwitched(), Math.min(Math.max(waitMs, 0), LOOK_EVERY_MS));
  }

  #tellSwitched(): void {
    const now = this.#environment.now();
    this.#changes?.add(this.#index.prices.changedBetween(this.#switchedAt, now));
    this.#switchedAt = now;
    this.#switchSoon();
  }

  get #index(): ViewIndex {
    if (!this.#keeper) throw new Error('the views are not open');
    return this.#keeper.active.index;
  }
}

function cardsOf(index: ViewIndex, variants: readonly { variantId: string }[]): VariantCard[] {
  return variants.map(({ variantId }) => index.card(variantId)).filter((card) => card !== null);
}
