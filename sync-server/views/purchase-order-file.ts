import { type Kysely, sql } from 'kysely';
import { csvText } from '#contracts/csv/write-csv.ts';
import type { PurchaseOrderPublished, SupplierPublished } from '#contracts/facts/stock-facts.ts';
import type { StoreSettings } from '#contracts/views/register-config.ts';
import { UNIT_SCALE } from '#domain/catalog/variant.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { lineCost, orderTotal } from '#domain/stock/purchase-order.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** A purchase order as its supplier is told of it. */
export interface PurchaseOrderFile {
  /** `order-12.csv`. */
  name: string;
  csv: string;
  order: PurchaseOrderPublished;
  supplier: SupplierPublished;
  store: StoreSettings;
}

/** An order as a file: a row for each line with the supplier's own number, packs, and costs in major units; null where there is none. */
export async function readPurchaseOrderFile(
  db: Kysely<Tables>,
  purchaseOrderId: string,
): Promise<PurchaseOrderFile | null> {
  const row = await db
    .selectFrom('purchase_order as ordered')
    .innerJoin('supplier', 'supplier.supplier_id', 'ordered.supplier_id')
    .innerJoin('store', 'store.location_id', 'ordered.location_id')
    .select(['body', 'supplier', 'settings'])
    .where('purchase_order_id', '=', purchaseOrderId)
    .executeTakeFirst();
  if (!row) return null;
  const { body: order, supplier, settings: store } = row;
  const goods = await db
    .selectFrom('variant')
    .select(['variant_id', 'sku', 'name', 'unit', 'gtins'])
    .where('variant_id', '=', sql<string>`any(${order.lines.map(({ variantId }) => variantId)}::text[])`)
    .execute();
  const byId = new Map(goods.map((variant) => [variant.variant_id, variant]));
  const numbers = new Map(supplier.items.map(({ variantId, supplierSku = '' }) => [variantId, supplierSku]));
  const { digits, code } = store.currency;
  const money = (amount: number) => decimalText(amount, digits);
  const csv = csvText([
    [
      'order',
      order.number,
      'supplier',
      supplier.name,
      'for',
      store.name,
      'expected',
      order.expectedOn ?? '',
      'currency',
      code,
    ],
    ['supplier number', 'sku', 'barcode', 'name', 'packs', 'pack size', 'quantity', 'unit', 'pack cost', 'cost'],
    ...order.lines.map((line) => {
      const variant = byId.get(line.variantId);
      const scale = UNIT_SCALE[variant?.unit ?? 'each'];
      const { packSize, quantity, packCost } = line;
      return [
        ...[
          numbers.get(line.variantId) ?? '',
          variant?.sku ?? '',
          variant?.gtins[0] ?? '',
          variant?.name ?? line.variantId,
        ],
        ...[quantity / packSize, packSize / scale, quantity / scale, variant?.unit ?? 'each'],
        ...[money(packCost), money(lineCost(line))],
      ];
    }),
    ['', '', '', '', '', '', '', '', 'total', money(orderTotal(order.lines))],
  ]);
  return { name: `order-${order.number}.csv`, csv, order, supplier, store };
}
