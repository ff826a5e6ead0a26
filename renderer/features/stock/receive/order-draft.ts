import type { ExpectedOrderRow } from '#contracts/http/stock.ts';
import { emptyLine } from '#renderer/features/stock/work/draft-lines.ts';
import type { StockDraft } from '#renderer/features/stock/work/stock-draft.ts';

/** What is known of a delivery by its order: what of it has not come yet, and what a pack costs where that is said. */
export function orderDraft({ order, supplierName, received }: ExpectedOrderRow, newId: () => string) {
  const had = new Map(Object.entries(received));
  const lines = order.lines.flatMap(({ variantId, quantity, packSize, packCost }) => {
    const before = Math.max(0, Math.min(quantity, had.get(variantId) ?? 0));
    had.set(variantId, (had.get(variantId) ?? 0) - before);
    if (quantity === before) return [];
    const pack = packCost === undefined ? {} : { pack: { size: packSize, cost: packCost } };
    return [emptyLine(newId(), variantId, { expected: quantity - before, ...pack })];
  });
  return {
    supplier: { id: order.supplierId, name: supplierName },
    order: { id: order.purchaseOrderId, number: order.number },
    lines,
  } satisfies Partial<StockDraft>;
}
