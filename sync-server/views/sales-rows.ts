import { type Kysely, type RawBuilder, sql } from 'kysely';
import { KEY_NONE, type SalesBy, type SalesFigures, type SalesRow } from '#contracts/http/sales-report.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type SalesScope, type SalesSource, salesCells } from '#sync-server/views/sales-cells.ts';
import { NOTHING, type SalesSum } from '#sync-server/views/sales-figures.ts';

/** One row of one period, as it was read. */
export interface SalesPart extends SalesSum {
  key: string;
  name: string | null;
  names: Record<string, string> | null;
  unit: 'each' | 'kg' | 'm' | null;
}

/** The rows of a report in one period, in no order; keys as `SalesRow` has them. */
export async function salesParts(
  db: Kysely<Tables>,
  scope: SalesScope,
  by: SalesBy,
  source?: SalesSource,
): Promise<SalesPart[]> {
  const { key, names = UNNAMED, regroup } = GROUPS[by];
  const part = sql`select ${key} as key, ${SUMS} from cell group by 1`;
  const { rows } = await sql<SalesPart>`
    with cell as (${salesCells(scope, by, source)}), part as (${part})
    ${regroup ?? sql`select part.*, ${names}`}`.execute(db);
  return rows.map((row) => ({ ...row, key: row.key === '' ? KEY_NONE : row.key }));
}

/** All of a scope as one sum. */
export async function salesSum(db: Kysely<Tables>, scope: SalesScope, source?: SalesSource): Promise<SalesSum> {
  const { rows } = await sql<SalesSum>`
    with cell as (${salesCells(scope, null, source)}) select ${SUMS} from cell`.execute(db);
  return rows[0] ?? NOTHING;
}

const SUMS = sql.join(
  Object.keys(NOTHING).map((name) => sql`coalesce(sum(${sql.ref(name)}), 0)::int8 as ${sql.ref(name)}`),
);

interface Group {
  key: RawBuilder<unknown>;
  names?: RawBuilder<unknown>;
  /** Instead of `names`: what is summed again. */
  regroup?: RawBuilder<unknown>;
}

const UNNAMED = sql`null as name, null::jsonb as names, null as unit from part`;
const RESUMMED = sql.join(Object.keys(NOTHING).map((name) => sql`sum(${sql.ref(name)})::int8 as ${sql.ref(name)}`));

const GROUPS: Record<SalesBy, Group> = {
  day: { key: sql`business_date::text` },
  week: { key: sql`date_trunc('week', business_date)::date::text` },
  month: { key: sql`to_char(business_date, 'YYYY-MM')` },
  hour: { key: sql`hour::text` },
  'weekday-hour': { key: sql`extract(isodow from business_date) || ' ' || hour` },
  channel: { key: sql`channel` },
  tender: { key: sql`tender` },
  tax: { key: sql`code || ' ' || rate_ppm` },
  store: {
    key: sql`store_id`,
    names: sql`settings ->> 'name' as name, null::jsonb as names, null as unit from part left join store on store_id = key`,
  },
  operator: {
    key: sql`operator_id`,
    names: sql`operator.name, null::jsonb as names, null as unit from part left join operator on operator_id = key`,
  },
  product: {
    key: sql`variant_id`,
    names: sql`coalesce(variant.name, (select name from order_line where order_line.variant_id = key limit 1),
        (select name from return_line where return_line.variant_id = key limit 1)) as name, variant.names, variant.unit
      from part left join variant on variant.variant_id = key`,
  },
  category: {
    key: sql`variant_id`,
    regroup: sql`select coalesce(category.category_id, '') as key, ${RESUMMED}, max(category.name) as name,
        (array_agg(category.names))[1] as names, null as unit
      from part left join variant on variant.variant_id = key
        left join category on category.category_id = coalesce(variant.category_id, substr(key, length('unlisted/') + 1))
      group by 1`,
  },
};

/** Rows of both periods beside each other, the largest first; of equal ones that which was larger before, then by name. */
export function besideEachOther(
  now: readonly SalesPart[],
  before: readonly SalesPart[],
  figuresOf: (sum: SalesSum) => SalesFigures,
): SalesRow[] {
  const parts = new Map<string, { part: SalesPart; now?: SalesPart; before?: SalesPart }>();
  for (const part of now) parts.set(part.key, { part, now: part });
  for (const part of before) parts.set(part.key, { part, ...parts.get(part.key), before: part });
  const rows = [...parts.values()].map((each): SalesRow => {
    const { key, name, names, unit } = each.part;
    return {
      key,
      ...(name === null || name === '' ? {} : { name }),
      ...(names === null ? {} : { names }),
      ...(unit === null ? {} : { unit }),
      now: figuresOf(each.now ?? NOTHING),
      before: figuresOf(each.before ?? NOTHING),
    };
  });
  return rows.sort(byAmount);
}

function byAmount(a: SalesRow, b: SalesRow): number {
  const difference = b.now.amount - a.now.amount || b.before.amount - a.before.amount;
  return difference || (a.name ?? '').localeCompare(b.name ?? '') || (a.key < b.key ? -1 : 1);
}
