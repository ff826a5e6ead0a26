import type { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import type { PurchaseOrderDraft } from '#contracts/http/stock.ts';
import { UNIT_SCALE, type Unit } from '#domain/catalog/variant.ts';
import type { PurchaseOrderLine } from '#domain/stock/purchase-order.ts';

const QUANTITY_MAX = 1_000_000_000;

/** A line as it is entered: packs of so many smallest units, each for so much; null is nothing, or nothing that can be read. */
export interface OrderLineDraft {
  variantId: string;
  packs: number | null;
  packSize: number;
  packCost: number | null;
}

/** An order as far as it is entered; '' for what is not said. */
export interface OrderEntry {
  lines: readonly OrderLineDraft[];
  expectedOn: string;
  note: string;
}

export const NO_ENTRY: OrderEntry = { lines: [], expectedOn: '', note: '' };

export function entryOf({ lines, expectedOn = '', note = '' }: PurchaseOrderDraft): OrderEntry {
  const entered = lines.map(({ variantId, quantity, packSize, packCost }) => {
    return { variantId, packs: quantity / packSize, packSize, packCost };
  });
  return { lines: entered, expectedOn, note };
}

/** One pack more of a product, or the least that its supplier delivers; what the supplier is not known to sell is ordered by the unit. */
export function addPack(
  entry: OrderEntry,
  { variantId, unit }: { variantId: string; unit: Unit },
  { items }: Pick<SupplierPublished, 'items'>,
): OrderEntry {
  const had = entry.lines.find((line) => line.variantId === variantId);
  if (had) return setLine(entry, variantId, { packs: (had.packs ?? 0) + 1 });
  const item = items.find((one) => one.variantId === variantId);
  const { packSize = UNIT_SCALE[unit], minimumQuantity = 0, packCost = null } = item ?? {};
  const packs = Math.max(1, Math.ceil(minimumQuantity / packSize));
  return { ...entry, lines: [{ variantId, packs, packSize, packCost }, ...entry.lines] };
}

export function setLine(entry: OrderEntry, variantId: string, change: Partial<OrderLineDraft>): OrderEntry {
  return { ...entry, lines: entry.lines.map((line) => (line.variantId === variantId ? { ...line, ...change } : line)) };
}

export function dropLine(entry: OrderEntry, variantId: string): OrderEntry {
  return { ...entry, lines: entry.lines.filter((line) => line.variantId !== variantId) };
}

/** The lines as they are ordered; null while one of them cannot be read. */
export function orderLines({ lines }: OrderEntry): PurchaseOrderLine[] | null {
  const read = lines.flatMap(({ variantId, packs, packSize, packCost }) => {
    const quantity = (packs ?? 0) * packSize;
    if (quantity < 1 || quantity > QUANTITY_MAX || packCost === null) return [];
    return [{ variantId, quantity, packSize, packCost }];
  });
  return read.length === lines.length ? read : null;
}
