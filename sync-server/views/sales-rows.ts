import { type Kysely, type RawBuilder, sql } from 'kysely';
import { SALES_ROWS_MAX, type SalesBy, type SalesFigures, type SalesRow } from '#contracts/http/sales-report.ts';
import { type Period, type Span, spanOf, spansOf } from '#domain/report/period.ts';
import type { Tables } from '#sync-server/db/tables.ts';

/** Which tickets a sales report is of; `before` ends where `now` begins. */
export interface SalesScope {
  storeIds: readonly string[];
  now: Period;
  before: Period;
}

export interface SalesRows {
  rows: SalesRow[];
  more: number;
}

/** The rows of a sales report: spans of time in their order, what else by its amount, the largest first. */
export async function salesRows(db: Kysely<Tables>, scope: SalesScope, by: SalesBy): Promise<SalesRows> {
  if (by === 'day' || by === 'week' || by === 'month') return { rows: await bySpan(db, scope, by), more: 0 };
  const sums = await read(db, scope, GROUPS[by]);
  if (by === 'hour') return { rows: byHour(sums), more: 0 };
  const rows = sums.map(rowOf).sort(byAmount);
  return { rows: rows.slice(0, SALES_ROWS_MAX), more: Math.max(0, rows.length - SALES_ROWS_MAX) };
}

/** The largest first; of equal ones that which was larger before, then by name. */
function byAmount(a: SalesRow, b: SalesRow): number {
  const difference = b.now.amount - a.now.amount || b.before.amount - a.before.amount;
  return difference || (a.name ?? '').localeCompare(b.name ?? '') || (a.key < b.key ? -1 : 1);
}

/** Tickets of both periods, `current` telling them apart. */
export function ticketsOf({ storeIds, now, before }: SalesScope): RawBuilder<unknown> {
  return sql`select journal_id, seq, store_id, operator_id, at, business_date, total, liabilities, returned, discount, tax_total,
      business_date >= ${now.from}::date as current
    from customer_order where store_id = any(${[...storeIds]}::text[])
      and (business_date between ${before.from}::date and ${before.to}::date
        or business_date between ${now.from}::date and ${now.to}::date)`;
}

/** Lines sold (as they are) and taken back (negative) of tickets, without what is no turnover. */
const LINES = sql`select current, variant_id, name, quantity, gross, 1 as pieces
  from ticket join order_line using (journal_id, seq) where liability is null
  union all select current, variant_id, name, -quantity, gross, 1
  from ticket join return_line using (journal_id, seq) where liability is null`;

interface Sum {
  key: string;
  name: string | null;
  names: Record<string, string> | null;
  unit: 'each' | 'kg' | 'm' | null;
  amount: number;
  count: number;
  base: number | null;
  amount_before: number;
  count_before: number;
  base_before: number | null;
}

/** Per kind of row: `key`, `name`, `names`, `unit` and the figures of one period, `current` or not. */
const GROUPS: Record<Exclude<SalesBy, Span>, RawBuilder<unknown>> = {
  hour: sql`select extract(hour from at at time zone (store.settings ->> 'timeZone'))::text as key, null as name,
      null::jsonb as names, null as unit, current, sum(total - liabilities) as amount, count(*) as count, null::int8 as base
    from ticket join store using (store_id) group by 1, current`,
  'weekday-hour': sql`select extract(isodow from business_date) || ' '
        || extract(hour from at at time zone (store.settings ->> 'timeZone')) as key, null as name,
      null::jsonb as names, null as unit, current, sum(total - liabilities) as amount, count(*) as count, null::int8 as base
    from ticket join store using (store_id) group by 1, current`,
  store: sql`select store_id as key, max(store.settings ->> 'name') as name, null::jsonb as names, null as unit, current,
      sum(total - liabilities) as amount, count(*) as count, null::int8 as base
    from ticket join store using (store_id) group by store_id, current`,
  channel: sql`select 'store' as key, null as name, null::jsonb as names, null as unit, current,
      sum(total - liabilities) as amount, count(*) as count, null::int8 as base from ticket group by current`,
  operator: sql`select coalesce(operator_id, '') as key, max(operator.name) as name, null::jsonb as names, null as unit, current,
      sum(total - liabilities) as amount, count(*) as count, null::int8 as base
    from ticket left join operator using (operator_id) group by operator_id, current`,
  product: sql`select line.variant_id as key, coalesce(variant.name, line.name) as name, variant.names, variant.unit, current,
      amount, count, null::int8 as base
    from (select variant_id, current, max(name) as name, sum(gross) as amount, sum(quantity) as count
      from (${LINES}) as line group by variant_id, current) as line left join variant using (variant_id)`,
  category: sql`select coalesce(category.category_id, '') as key, category.name, category.names, null as unit, current,
      sum(amount) as amount, sum(count) as count, null::int8 as base
    from (select variant_id, current, sum(gross) as amount, sum(pieces) as count
      from (${LINES}) as line group by variant_id, current) as line
    left join variant using (variant_id)
    left join category on category.category_id = coalesce(variant.category_id, substr(line.variant_id, length('unlisted/') + 1))
    group by category.category_id, category.name, category.names, current`,
  tender: sql`select tender as key, null as name, null::jsonb as names, null as unit, current,
      sum(payment.amount) as amount, count(*) as count, null::int8 as base
    from ticket join payment using (journal_id, seq) group by tender, current`,
  tax: sql`select code || ' ' || rate_ppm as key, null as name, null::jsonb as names, null as unit, current,
      sum(order_tax.amount) as amount, count(*) as count, sum(order_tax.base) as base
    from ticket join order_tax using (journal_id, seq) group by code, rate_ppm, current`,
};

async function read(db: Kysely<Tables>, scope: SalesScope, group: RawBuilder<unknown>): Promise<Sum[]> {
  const figure = (name: 'amount' | 'count' | 'base', current: boolean) =>
    sql`coalesce(max(${sql.ref(name)}) filter (where current = ${sql.lit(current)}), 0)::int8`;
  const { rows } = await sql<Sum>`
    with ticket as (${ticketsOf(scope)}), part as (${group})
    select key, max(name) as name, (array_agg(names))[1] as names, max(unit) as unit, ${figure('amount', true)} as amount,
      ${figure('count', true)} as count, ${figure('base', true)} as base, ${figure('amount', false)} as amount_before,
      ${figure('count', false)} as count_before, ${figure('base', false)} as base_before
    from part group by key`.execute(db);
  return rows;
}

function rowOf({ key, name, names, unit, ...sum }: Sum): SalesRow {
  return {
    key: key === '' ? NOT_KNOWN : key,
    ...(name === null || name === '' ? {} : { name }),
    ...(names === null ? {} : { names }),
    ...(unit === null ? {} : { unit }),
    now: { amount: sum.amount, count: sum.count, base: sum.base ?? 0 },
    before: { amount: sum.amount_before, count: sum.count_before, base: sum.base_before ?? 0 },
  };
}

/** The key of what has none: a ticket without an operator, goods without a category. */
const NOT_KNOWN = '-';

/** All hours from the first to the last in which something was sold, quiet ones too. */
function byHour(sums: readonly Sum[]): SalesRow[] {
  const known = new Map(sums.map((sum) => [Number(sum.key), rowOf(sum)]));
  const hours = [...known.keys()];
  if (hours.length === 0) return [];
  const [first, last] = [Math.min(...hours), Math.max(...hours)];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const key = String(first + index);
    return { now: NONE, before: NONE, ...known.get(first + index), key };
  });
}

const NONE: SalesFigures = { amount: 0, count: 0 };

/** Every span of the period, quiet ones too, beside the one at the same place in the period before. */
async function bySpan(db: Kysely<Tables>, scope: SalesScope, span: Span): Promise<SalesRow[]> {
  const { rows } = await sql<{ business_date: string; amount: number; count: number }>`
    with ticket as (${ticketsOf(scope)})
    select business_date, sum(total - liabilities)::int8 as amount, count(*)::int8 as count
    from ticket group by business_date`.execute(db);
  const sums = new Map<string, SalesFigures>();
  for (const { business_date, amount, count } of rows) {
    const key = `${business_date >= scope.now.from} ${spanOf(business_date, span)}`;
    const before = sums.get(key) ?? NONE;
    sums.set(key, { amount: before.amount + amount, count: before.count + count });
  }
  const earlier = spansOf(scope.before, span);
  return spansOf(scope.now, span).map((key, index) => ({
    key,
    now: sums.get(`true ${key}`) ?? NONE,
    before: sums.get(`false ${earlier[index]}`) ?? NONE,
  }));
}
