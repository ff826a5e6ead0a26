import type { ViewDocument } from '#contracts/views/documents.ts';
import { parseView } from '#contracts/views/parse-view.ts';
import type { Marks } from '#domain/stock/position.ts';
import type {
  CountPlanView,
  CustomerGroupView,
  FulfilmentView,
  ParkedView,
  PriceListView,
  SaleStopView,
  VariantCard,
} from '#renderer/store/till-store.ts';
import { CatalogueIndex } from './catalogue-index.ts';
import { ListEntryIndex } from './list-entry-index.ts';
import { MemberIndex } from './member-index.ts';
import { PriceIndex } from './price-index.ts';
import { StockIndex } from './stock-index.ts';

const NONE: readonly string[] = [];

/** One copy of the views in memory, fed document by document. */
export class ViewIndex {
  readonly catalogue = new CatalogueIndex();
  readonly prices = new PriceIndex();
  readonly members = new MemberIndex();
  /** Parked carts of the store, by document. */
  readonly parked = new Map<string, ParkedView>();
  /** Open counts of the store, by document. */
  readonly counts = new Map<string, CountPlanView>();
  /** What the store is to do of online orders, by document. */
  readonly fulfilments = new Map<string, FulfilmentView>();
  /** What is not to be sold, by document. */
  readonly saleStops = new Map<string, SaleStopView>();
  /** Customer groups, by document. */
  readonly groups = new Map<string, CustomerGroupView>();
  /** Price lists, by document, and the prices that they name. */
  readonly priceLists = new Map<string, PriceListView>();
  readonly listed = new ListEntryIndex();
  /** Facts that are known to have happened: the highest seq of each journal that any document here counts. */
  readonly known = new Map<string, number>();
  /** Up to which seq the server had taken each journal when it sent what is here. */
  readonly watermarks = new Map<string, number>();
  readonly stock: StockIndex;
  /** Documents that could not be read, by id; what they said before stands. */
  readonly unreadable = new Map<string, string>();

  /** ISO 8601, UTC. */
  readonly #now: () => string;

  constructor(journalId: string, now: () => string) {
    this.#now = now;
    this.stock = new StockIndex(journalId);
  }

  /** Takes a document in place of its former self; gives the variants whose name, price or stock differs. */
  apply(document: ViewDocument): readonly string[] {
    this.unreadable.delete(document.id);
    return document._deleted ? this.#remove(document) : this.#put(document);
  }

  card(variantId: string): VariantCard | null {
    const variant = this.catalogue.get(variantId);
    if (!variant) return null;
    const now = this.#now();
    const lowest = this.prices.lowest(variantId, now);
    const dated = this.prices.dated(variantId);
    const listed = this.listed.get(variantId);
    return {
      ...variant,
      price: this.prices.get(variantId, now),
      stock: this.stock.shown(variantId),
      ...(lowest === undefined ? {} : { lowest }),
      ...(dated ? { dated } : {}),
      ...(listed ? { listed } : {}),
    };
  }

  #put(document: ViewDocument): readonly string[] {
    const { id, kind, position, data } = document;
    switch (kind) {
      case 'catalogue-page': {
        const page = parseView(kind, data);
        return page.ok ? this.catalogue.setPage(id, page.value.variants) : this.#cannotRead(id, page);
      }
      case 'price-page': {
        const page = parseView(kind, data);
        return page.ok ? this.prices.setPage(id, page.value, this.#now()) : this.#cannotRead(id, page);
      }
      case 'stock-page': {
        const page = parseView(kind, data);
        if (page.ok) this.#learn(page.value.marks);
        return page.ok ? this.stock.setPage(id, position, page.value) : this.#cannotRead(id, page);
      }
      case 'stock-overlay': {
        const overlay = parseView(kind, data);
        if (overlay.ok) this.#learn(overlay.value.marks);
        return overlay.ok ? this.stock.setOverlay(position, overlay.value) : this.#cannotRead(id, overlay);
      }
      case 'category-list': {
        const list = parseView(kind, data);
        if (!list.ok) return this.#cannotRead(id, list);
        this.catalogue.setCategories(id, list.value.categories);
        return NONE;
      }
      case 'member-card': {
        const member = parseView(kind, data);
        if (!member.ok) return this.#cannotRead(id, member);
        this.members.set(id, member.value);
        return NONE;
      }
      case 'parked-cart': {
        const parked = parseView(kind, data);
        if (!parked.ok) return this.#cannotRead(id, parked);
        this.parked.set(id, parked.value);
        return NONE;
      }
      case 'watermark': {
        const watermark = parseView(kind, data);
        if (!watermark.ok) return this.#cannotRead(id, watermark);
        this.watermarks.set(watermark.value.journalId, watermark.value.seq);
        this.#learn({ [watermark.value.journalId]: watermark.value.seq });
        return NONE;
      }
      case 'count-plan': {
        const count = parseView(kind, data);
        if (!count.ok) return this.#cannotRead(id, count);
        this.counts.set(id, count.value);
        return NONE;
      }
      case 'fulfilment': {
        const fulfilment = parseView(kind, data);
        if (!fulfilment.ok) return this.#cannotRead(id, fulfilment);
        this.fulfilments.set(id, fulfilment.value);
        return NONE;
      }
      case 'sale-stop': {
        const stop = parseView(kind, data);
        if (!stop.ok) return this.#cannotRead(id, stop);
        this.saleStops.set(id, stop.value);
        return NONE;
      }
      case 'customer-group': {
        const group = parseView(kind, data);
        if (!group.ok) return this.#cannotRead(id, group);
        this.groups.set(id, group.value);
        return NONE;
      }
      case 'price-list': {
        const list = parseView(kind, data);
        if (!list.ok) return this.#cannotRead(id, list);
        this.priceLists.set(id, list.value);
        return NONE;
      }
      case 'price-list-page': {
        const page = parseView(kind, data);
        if (!page.ok) return this.#cannotRead(id, page);
        this.listed.setPage(id, page.value);
        return NONE;
      }
      default:
        return NONE;
    }
  }

  #remove(document: ViewDocument): readonly string[] {
    const { id, kind, position } = document;
    switch (kind) {
      case 'catalogue-page':
        return this.catalogue.setPage(id, []);
      case 'price-page':
        return this.prices.setPage(id, { prices: [] }, this.#now());
      case 'stock-page':
        return this.stock.setPage(id, position, { marks: {}, asOf: '', stock: [] });
      case 'stock-overlay':
        return this.stock.withdrawOverlay(keyOf(id));
      case 'category-list':
        this.catalogue.setCategories(id, []);
        return NONE;
      case 'member-card':
        this.members.delete(id);
        return NONE;
      case 'parked-cart':
        this.parked.delete(id);
        return NONE;
      case 'count-plan':
        this.counts.delete(id);
        return NONE;
      case 'fulfilment':
        this.fulfilments.delete(id);
        return NONE;
      case 'sale-stop':
        this.saleStops.delete(id);
        return NONE;
      case 'customer-group':
        this.groups.delete(id);
        return NONE;
      case 'price-list':
        this.priceLists.delete(id);
        return NONE;
      case 'price-list-page':
        this.listed.setPage(id, { lists: [] });
        return NONE;
      default:
        return NONE;
    }
  }

  #learn(marks: Marks): void {
    for (const [journalId, seq] of Object.entries(marks))
      if (seq > (this.known.get(journalId) ?? -1)) this.known.set(journalId, seq);
  }

  #cannotRead(id: string, fault: { at: string; message: string }): readonly string[] {
    this.unreadable.set(id, `${fault.at} ${fault.message}`);
    return NONE;
  }
}

/** `V1` of `stock-overlay/V1`. */
function keyOf(documentId: string): string {
  return documentId.slice(documentId.indexOf('/') + 1);
}
