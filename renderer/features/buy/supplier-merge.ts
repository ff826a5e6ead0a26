import { SupplierPublished } from '#contracts/facts/stock-facts.ts';
import { parse } from '#contracts/schema.ts';
import type { Fields } from '#renderer/features/saving/fields.ts';
import { joinFields } from '#renderer/features/saving/merge-fields.ts';

/** A supplier field by field, what it sells product by product: `name`, `items.<variantId>`. */
export function supplierFields({ supplierId: _, items, ...rest }: SupplierPublished): Fields {
  return { ...rest, ...Object.fromEntries(items.map((item) => [`items.${item.variantId}`, item])) };
}

/** Puts a supplier together again; null where it cannot be one. */
export function supplierFrom(supplierId: string, fields: Fields): SupplierPublished | null {
  const { items = {}, ...rest } = joinFields(fields);
  const parsed = parse(SupplierPublished, { ...rest, supplierId, items: Object.values(items as object) });
  return parsed.ok ? parsed.value : null;
}
