import type { PurchaseOrderPublished, SupplierPublished } from '#contracts/facts/stock-facts.ts';
import type { PurchaseOrderStatus } from '#domain/stock/purchase-order.ts';
import type { Json, Moment } from '#sync-server/db/column-types.ts';

/** A supplier, as it was last published. */
interface SupplierTable {
  supplier_id: string;
  revision: number;
  supplier: Json<SupplierPublished>;
  changed_at: Moment;
  changed_by: string | null;
}

/** A purchase order, as it was last published; `status` is also closed when all has come. */
interface PurchaseOrderTable {
  purchase_order_id: string;
  number: number;
  revision: number;
  supplier_id: string;
  location_id: string;
  status: PurchaseOrderStatus;
  body: Json<PurchaseOrderPublished>;
  created_at: Moment;
  changed_at: Moment;
  changed_by: string | null;
}

/** What of a variant was ordered and has come, damaged or not. */
interface PurchaseOrderLineTable {
  purchase_order_id: string;
  variant_id: string;
  ordered: number;
  received: number;
}

export interface BuyingTables {
  supplier: SupplierTable;
  purchase_order: PurchaseOrderTable;
  purchase_order_line: PurchaseOrderLineTable;
}
