import type { ChannelStockRow } from '#contracts/http/channels.ts';

type Figures = Pick<ChannelStockRow, 'onHand' | 'committed' | 'staged' | 'safetyStock' | 'sellable'>;

/** What a channel may sell of a product over all its locations, in the variant's smallest unit, and what it was last told. */
export interface ProductStock extends Figures {
  variantId: string;
  sku: string;
  name: string;
  told: number | null;
  toldAt: string | null;
  fault: string | null;
  /** Whether the channel believes something else; what was never told differs. */
  differs: boolean;
  places: { locationId: string; sellable: number }[];
}

/** Positions of products by location, put together by product; a channel is told of all locations together. */
export function productStocks(rows: readonly ChannelStockRow[]): ProductStock[] {
  const products = new Map<string, ProductStock>();
  for (const row of rows) {
    const { variantId, locationId, sku, name, told, toldAt, fault } = row;
    const before = products.get(variantId) ?? {
      ...{ variantId, sku, name, told, toldAt, fault, differs: false, places: [] },
      ...{ onHand: 0, committed: 0, staged: 0, safetyStock: 0, sellable: 0 },
    };
    const sellable = before.sellable + row.sellable;
    products.set(variantId, {
      ...before,
      onHand: before.onHand + row.onHand,
      committed: before.committed + row.committed,
      staged: before.staged + row.staged,
      safetyStock: before.safetyStock + row.safetyStock,
      sellable,
      differs: told !== sellable,
      places: locationId === null ? before.places : [...before.places, { locationId, sellable: row.sellable }],
    });
  }
  return [...products.values()];
}
