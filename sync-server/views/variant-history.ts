import type { Kysely } from 'kysely';
import type { VariantHistory } from '#contracts/http/catalogue.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ProductScope, readProductRows } from '#sync-server/views/product-list.ts';

/** A variant with every state it was published in and every price it was given, newest first; undefined if there is none. */
export async function readVariantHistory(
  db: Kysely<Tables>,
  scope: ProductScope,
  variantId: string,
): Promise<VariantHistory | undefined> {
  const [row] = await readProductRows(db, scope, [variantId]);
  if (!row) return undefined;
  return { row, versions: await versionsOf(db, variantId), prices: await pricesOf(db, variantId) };
}

async function versionsOf(db: Kysely<Tables>, variantId: string): Promise<VariantHistory['versions']> {
  const rows = await db
    .selectFrom('variant_version')
    .select(['revision', 'at', 'by', 'variant'])
    .where('variant_id', '=', variantId)
    .orderBy('revision', 'desc')
    .execute();
  return rows.map(({ at, ...version }) => ({ ...version, at: at.toISOString() }));
}

async function pricesOf(db: Kysely<Tables>, variantId: string): Promise<VariantHistory['prices']> {
  const rows = await db
    .selectFrom('price_history')
    .selectAll()
    .where('variant_id', '=', variantId)
    .orderBy((order) => order.fn.coalesce('effective_at', 'published_at'), 'desc')
    .orderBy('version', 'desc')
    .execute();
  return rows.map((row) => ({
    storeId: row.store_id,
    version: row.version,
    amount: row.amount,
    publishedAt: row.published_at.toISOString(),
    effectiveAt: row.effective_at?.toISOString() ?? null,
    by: row.published_by,
    ...(row.withdrawn_at ? { withdrawn: { at: row.withdrawn_at.toISOString(), by: row.withdrawn_by } } : {}),
  }));
}
