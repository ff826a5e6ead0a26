import type { PurchaseOrderPublished, SupplierPublished } from '#contracts/facts/stock-facts.ts';
import type { OrderedGoods } from '#domain/stock/purchase-order.ts';
import type { Source } from '#sync-server/ingest/effects.ts';

/** A supplier as it is from now on. */
export interface SupplierEffect {
  type: 'supplier-published';
  supplier: SupplierPublished;
  at: string;
  by: string | null;
}

/** A purchase order as it is from now on. */
export interface PurchaseOrderEffect extends Source {
  type: 'purchase-order-published';
  order: PurchaseOrderPublished;
  at: string;
  by: string | null;
}

/** Goods of an order came, damaged or not, or were taken back out of its figures. */
export interface OrderReceivedEffect {
  type: 'order-received';
  purchaseOrderId: string;
  lines: readonly { variantId: string; quantity: number }[];
}

export type BuyingEffect = SupplierEffect | PurchaseOrderEffect | OrderReceivedEffect;

/** A purchase order as booked so far. */
export interface KnownPurchaseOrder extends OrderedGoods {
  number: number;
  supplierId: string;
}
