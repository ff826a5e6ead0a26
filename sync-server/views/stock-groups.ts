import { type Kysely, type RawBuilder, sql } from 'kysely';
import { KEY_NONE } from '#contracts/http/sales-report.ts';
import type { StockBy } from '#contracts/http/stock-report.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** A row of a stock report as it is called. */
export interface NamedKey {
  key: string;
  name: string | null;
  names: Record<string, string> | null;
  unit: 'each' | 'kg' | 'm' | null;
}

/**
 * Sums figures by variant (a select of `variant_id` and the columns named) by product or category; only of one category where one is
 * named. Goods are of the category that the catalogue says now.
 */
export async function groupStock<F extends string>(
  db: Kysely<Tables>,
  figures: RawBuilder<unknown>,
  columns: readonly F[],
  { by, category }: { by: StockBy; category?: string | undefined },
): Promise<(NamedKey & Record<F, number>)[]> {
  const sums = sql.join(columns.map((name) => sql`coalesce(sum(${sql.ref(name)}), 0)::int8 as ${sql.ref(name)}`));
  const only =
    category === undefined
      ? sql`true`
      : sql`coalesce(category.category_id, '') = ${category === KEY_NONE ? '' : category}`;
  const { rows } = await sql<NamedKey & Record<F, number>>`
    with figure as (${figures})
    select ${by === 'product' ? sql`figure.variant_id` : sql`coalesce(category.category_id, '')`} as key,
      ${by === 'product' ? sql`max(variant.name)` : sql`max(category.name)`} as name,
      (array_agg(${by === 'product' ? sql`variant.names` : sql`category.names`}))[1] as names,
      ${by === 'product' ? sql`max(variant.unit)` : sql`null`} as unit, ${sums}
    from figure left join variant on variant.variant_id = figure.variant_id
      left join category on category.category_id = coalesce(variant.category_id, substr(figure.variant_id, length('unlisted/') + 1))
    where ${only} group by 1`.execute(db);
  return rows.map((row) => ({ ...row, key: row.key === '' ? KEY_NONE : row.key }));
}

/** What a row is called, without what it is not. */
export function namedRow({ key, name, names, unit }: NamedKey) {
  return { key, ...(name ? { name } : {}), ...(names ? { names } : {}), ...(unit ? { unit } : {}) };
}
