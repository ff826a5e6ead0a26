import type { Selectable } from 'kysely';
import type { Category, Variant } from '#domain/catalog/variant.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** What `readVariant` reads. */
export const VARIANT_COLUMNS = [
  'variant_id',
  'product_id',
  'sku',
  'name',
  'names',
  'gtins',
  'category_id',
  'unit',
  'tax_category',
  'rules',
  'archived',
  'descriptions',
  'net_content',
  'pictures',
] as const;

/** A row of `variant` as the catalogue has it. */
export function readVariant(row: Pick<Selectable<Tables['variant']>, (typeof VARIANT_COLUMNS)[number]>): Variant {
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
    ...(row.archived ? { archived: true as const } : {}),
    ...(row.descriptions ? { descriptions: row.descriptions } : {}),
    ...(row.net_content ? { netContent: row.net_content } : {}),
    ...(row.pictures ? { pictures: row.pictures } : {}),
  };
}

/** A row of `category`. */
export function readCategory(
  row: Pick<Selectable<Tables['category']>, 'category_id' | 'name' | 'names' | 'tax_category' | 'picture'>,
): Category {
  return {
    categoryId: row.category_id,
    name: row.name,
    ...(row.names ? { names: row.names } : {}),
    ...(row.tax_category === null ? {} : { taxCategory: row.tax_category }),
    ...(row.picture ? { picture: row.picture } : {}),
  };
}
