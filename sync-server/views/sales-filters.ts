import { type Kysely, sql } from 'kysely';
import type { SalesReport } from '#contracts/http/sales-report.ts';
import { SALES_FILTERS } from '#contracts/http/sales-report.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { SalesFilters } from '#sync-server/views/sales-cells.ts';

interface Named {
  name: string | null;
  names: Record<string, string> | null;
}

/** What a report is filtered by, as it is called. */
export async function namedFilters(db: Kysely<Tables>, filters: SalesFilters): Promise<SalesReport['filters']> {
  const given = (Object.keys(SALES_FILTERS) as (keyof SalesFilters)[]).flatMap((filter) => {
    const key = filters[filter];
    return key === undefined ? [] : [{ filter, key }];
  });
  const named = [];
  for (const { filter, key } of given) {
    const { name, names } = await nameOf(db, filter, key);
    named.push({ filter, key, ...(name ? { name } : {}), ...(names ? { names } : {}) });
  }
  return named;
}

async function nameOf(db: Kysely<Tables>, filter: keyof SalesFilters, key: string): Promise<Named> {
  const query = {
    category: sql<Named>`select name, names from category where category_id = ${key}`,
    product: sql<Named>`select name, names from variant where variant_id = ${key}`,
    operator: sql<Named>`select name, null::jsonb as names from operator where operator_id = ${key}`,
  }[filter as string];
  const { rows } = query ? await query.execute(db) : { rows: [] };
  return rows[0] ?? { name: null, names: null };
}
