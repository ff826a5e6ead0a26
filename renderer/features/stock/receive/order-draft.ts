import type { PurchaseOrderRow } from '#contracts/http/stock.ts';
import { emptyLine } from '#renderer/features/stock/work/draft-lines.ts';
import type { StockDraft } from '#renderer/features/stock/work/stock-draft.ts';

/** What is known of a delivery by its order: what of it has not come yet, and what a pack costs. */
export function orderDraft({ order, supplierName, received }: PurchaseOrderRow, newId: () => string) {
  const had = new Map(Object.entries(received));
  const lines = order.lines.flatMap(({ variantId, quantity, packSize, packCost }) => {
    const before = Math.max(0, Math.min(quantity, had.get(variantId) ?? 0));
    had.set(variantId, (had.get(variantId) ?? 0) - before);
    if (quantity === before) return [];
    return [emptyLine(newId(), variantId, { expected: quantity - before, pack: { size: packSize, cost: packCost } })];
  });
  return {
    supplier: { id: order.supplierId, name: supplierName },
    order: { id: order.purchaseOrderId, number: order.number },
    lines,
  } satisfies Partial<StockDraft>;
}
