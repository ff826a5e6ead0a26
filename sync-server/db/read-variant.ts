import type { Selectable } from 'kysely';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** A row of `variant` as the catalogue has it. */
export function readVariant(row: Selectable<Tables['variant']>): Variant {
  return {
    variantId: row.variant_id,
    productId: row.product_id,
    sku: row.sku,
    name: row.name,
    ...(row.names ? { names: row.names } : {}),
    gtins: row.gtins,
    categoryId: row.category_id,
    unit: row.unit,
    taxCategory: row.tax_category,
    ...(row.rules ? { rules: row.rules } : {}),
  };
}

/** A row of `category`. */
export function readCategory(row: Selectable<Tables['category']>): Category {
  return {
    categoryId: row.category_id,
    name: row.name,
    ...(row.names ? { names: row.names } : {}),
    ...(row.tax_category === null ? {} : { taxCategory: row.tax_category }),
  };
}
