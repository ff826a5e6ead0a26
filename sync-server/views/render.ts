import type { ViewData } from '#contracts/views/documents.ts';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import type { Marks } from '#domain/stock/position.ts';
import type { PageRow, StockRow } from '#sync-server/views/feed-store.ts';

export type WatermarkRow = ViewData<'watermark'>;
export type MemberCard = ViewData<'member-card'>;
export type ParkedCartView = ViewData<'parked-cart'>;
export type CountPlanView = ViewData<'count-plan'>;
export type FulfilmentView = ViewData<'fulfilment'>;
export type SaleStopView = ViewData<'sale-stop'>;
export type CustomerGroupView = ViewData<'customer-group'>;
export type PriceListView = ViewData<'price-list'>;

/** A price that a list names. */
export interface ListEntryRow {
  listId: string;
  variantId: string;
  amount: number;
  version: number;
}

/** Which facts stock figures count, and when that was. */
export interface AsOf {
  marks: Marks;
  asOf: string;
}

/** Descriptions and all pictures but the first stay with the server: a till looks them up one at a time, and a page is loaded by every till. */
export function renderCataloguePage(variants: readonly Variant[]): ViewData<'catalogue-page'> {
  return {
    variants: variants.map(({ descriptions: _, pictures = [], ...variant }) => {
      const [first] = pictures;
      return first ? { ...variant, pictures: [first] } : variant;
    }),
  };
}

/** All categories, as one document of the chain's feed. */
export function renderCategoryList(categories: readonly Category[]): ViewData<'category-list'> {
  return { categories: [...categories] };
}

/** A page of a store's prices: those in force, with the lowest of late where it must be told, and those ahead. */
export function renderPricePage(rows: readonly PageRow[]): ViewData<'price-page'> {
  const lows = rows.flatMap(({ variantId, effectiveAt, low }): [string, number][] => {
    return effectiveAt === null && low !== null ? [[variantId, low]] : [];
  });
  const ahead = rows.flatMap(({ variantId, amount, version, effectiveAt, low }): AheadRow[] => {
    return effectiveAt === null ? [] : [[variantId, amount, version, effectiveAt, low]];
  });
  return {
    prices: rows
      .filter(({ effectiveAt }) => effectiveAt === null)
      .map(({ variantId, amount, version }) => [variantId, amount, version]),
    ...(lows.length === 0 ? {} : { lows }),
    ...(ahead.length === 0 ? {} : { ahead }),
  };
}

type AheadRow = NonNullable<ViewData<'price-page'>['ahead']>[number];

/** Rows come ordered by list. */
export function renderPriceListPage(rows: readonly ListEntryRow[]): ViewData<'price-list-page'> {
  const lists: ViewData<'price-list-page'>['lists'] = [];
  for (const { listId, variantId, amount, version } of rows) {
    const last = lists.at(-1);
    const list = last?.listId === listId ? last : { listId, entries: [] };
    if (list !== last) lists.push(list);
    list.entries.push([variantId, amount, version]);
  }
  return { lists };
}

/** A page of a store's stock, with the marks of the facts that it counts. */
export function renderStockPage(stock: readonly StockRow[], { marks, asOf }: AsOf): ViewData<'stock-page'> {
  const rows = stock.map(({ variantId, onHand, committed }): [string, number, number] => [
    variantId,
    onHand,
    committed,
  ]);
  return { marks: { ...marks }, asOf, stock: rows };
}

/** A variant without a row of its own has none on hand. */
export function renderStockOverlay(
  variantId: string,
  row: StockRow | undefined,
  { marks, asOf }: AsOf,
): ViewData<'stock-overlay'> {
  return { marks: { ...marks }, asOf, variantId, onHand: row?.onHand ?? 0, committed: row?.committed ?? 0 };
}
