import type { ViewData } from '#contracts/views/documents.ts';
import type { Category, Price, Variant } from '#domain/catalog/variant.ts';
import type { Marks } from '#domain/stock/position.ts';
import type { StockRow } from '#sync-server/views/feed-store.ts';

export type WatermarkRow = ViewData<'watermark'>;
export type MemberCard = ViewData<'member-card'>;
export type ParkedCartView = ViewData<'parked-cart'>;
export type CountPlanView = ViewData<'count-plan'>;

/** Which facts stock figures count, and when that was. */
export interface AsOf {
  marks: Marks;
  asOf: string;
}

/** Descriptions stay with the server: no till shows them, and a page is loaded by every till. */
export function renderCataloguePage(variants: readonly Variant[]): ViewData<'catalogue-page'> {
  return { variants: variants.map(({ descriptions: _, ...variant }) => variant) };
}

export function renderCategoryList(categories: readonly Category[]): ViewData<'category-list'> {
  return { categories: [...categories] };
}

export function renderPricePage(
  prices: readonly Price[],
  lows: readonly Pick<Price, 'variantId' | 'amount'>[],
): ViewData<'price-page'> {
  return {
    prices: prices.map(({ variantId, amount, version }) => [variantId, amount, version]),
    ...(lows.length === 0 ? {} : { lows: lows.map(({ variantId, amount }): [string, number] => [variantId, amount]) }),
  };
}

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
