import type { PurchaseOrderPublished, StockReceived, SupplierPublished } from '#contracts/facts/stock-facts.ts';
import { beyondOrder } from '#domain/stock/purchase-order.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** How many lines an exception names. */
const NAMED_MAX = 5;

/** A supplier, whole. */
export const bookSupplierPublished: Handler<SupplierPublished> = {
  book({ at, operatorId, payload: supplier }) {
    return { buying: [{ type: 'supplier-published', supplier, at, by: operatorId }] };
  },
};

/** A purchase order, whole; what has come of it stays as it is. */
export const bookPurchaseOrderPublished: Handler<PurchaseOrderPublished> = {
  book({ seq, at, operatorId, payload: order }, { journalId }) {
    return { buying: [{ type: 'purchase-order-published', journalId, seq, order, at, by: operatorId }] };
  },
};

/**
 * Goods that came for an order count as come, damaged ones too: the supplier has delivered them. More than was ordered, or for an
 * order that expects nothing, somebody must look at; the goods are on hand all the same.
 */
export const bookOrderReceived: Handler<StockReceived> = {
  needs({ payload: { purchaseOrderId, lines } }, _journal, needs) {
    if (purchaseOrderId === undefined) return;
    needs.purchaseOrderIds.add(purchaseOrderId);
    for (const { variantId } of lines) needs.variantIds.add(variantId);
  },
  book({ seq, payload }, journal, { purchaseOrders, variants }) {
    const { purchaseOrderId } = payload;
    if (purchaseOrderId === undefined) return {};
    const lines = payload.lines.map(({ variantId, quantity, damaged = 0 }) => {
      return { variantId, quantity: quantity + damaged };
    });
    const order = purchaseOrders.get(purchaseOrderId);
    const source = { ...journal, seq };
    const named = { purchaseOrderId, ...(order ? { number: order.number, supplierId: order.supplierId } : {}) };
    const beyond = order ? beyondOrder(order, lines) : [];
    const goods = beyond
      .slice(0, NAMED_MAX)
      .map(({ variantId, ordered, received }) => `${variants.get(variantId)?.name ?? variantId} ${received}/${ordered}`)
      .join('; ');
    const exceeded = exceptionOf('purchase-order-exceeded', source, { ...named, lines: beyond.length, goods });
    const state = { ...named, status: order?.status ?? 'unknown' };
    const isOpen = order?.status === 'sent';
    return {
      buying: [{ type: 'order-received', purchaseOrderId, lines }],
      exceptions: [
        ...(beyond.length > 0 ? [exceeded] : []),
        ...(isOpen || beyond.length > 0 ? [] : [exceptionOf('purchase-order-not-open', source, state)]),
      ],
    };
  },
  begins: true,
};
