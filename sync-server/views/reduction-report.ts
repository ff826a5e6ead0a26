import { type Kysely, type RawBuilder, sql } from 'kysely';
import type {
  DiscountsQuery,
  ReductionFigures,
  ReductionReport,
  ReductionRow,
  ReturnsQuery,
} from '#contracts/http/reductions.ts';
import { KEY_NONE, SALES_ROWS_MAX } from '#contracts/http/sales-report.ts';
import { type Period, spansOf } from '#domain/report/period.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ReportAsker, reportStores, storesHead } from '#sync-server/views/report-stores.ts';
import { within } from '#sync-server/views/sales-cells.ts';
import { comparedWith, isPeriod } from '#sync-server/views/sales-report.ts';
import { salesSum } from '#sync-server/views/sales-rows.ts';

/** What reduces turnover. */
export type Reduction = 'returns' | 'discounts';
export type ReductionQuery = ReturnsQuery | DiscountsQuery;

export interface ReductionScope {
  storeIds: readonly string[];
  period: Period;
  filters: { reason?: string; product?: string; operator?: string; condition?: string };
}

type Answer = { ok: true; report: ReductionReport } | { ok: false; code: 'body-invalid' | 'not-found' };

/** What came back, or what discounts took off, in one or all stores of an operator, beside another period. */
export async function readReductions(
  db: Kysely<Tables>,
  reduction: Reduction,
  asker: ReportAsker,
  { from, to, by, store, compared, ...filters }: ReductionQuery,
  at: Date,
): Promise<Answer> {
  if (!isPeriod(from, to)) return { ok: false, code: 'body-invalid' };
  const stores = await reportStores(db, asker, store);
  if (!stores) return { ok: false, code: 'not-found' };
  const now = { from, to };
  const before = comparedWith(now, compared, stores.own, at);
  const storeIds = stores.chosen.map(({ storeId }) => storeId);
  const partsOf = (period: Period) => readParts(db, reduction, by, { storeIds, period, filters });
  const turnoverOf = async (period: Period) =>
    (await salesSum(db, { storeIds, period, filters: {}, kind: 'receipts' })).amount;
  const [parts, partsBefore] = [await partsOf(now), await partsOf(before)];
  const rows = by === 'day' ? byDay({ now, before }, parts, partsBefore) : byAmount(parts, partsBefore);
  return {
    ok: true,
    report: {
      by,
      now,
      before,
      ...storesHead(stores),
      turnover: { now: await turnoverOf(now), before: await turnoverOf(before) },
      sum: { now: sumOf(parts), before: sumOf(partsBefore) },
      rows: rows.slice(0, SALES_ROWS_MAX),
      more: Math.max(0, rows.length - SALES_ROWS_MAX),
    },
  };
}

/** The lines of a scope, each with its ticket's columns, `amount` positive. A return line of a liability is none of turnover. */
export function reductionLines(reduction: Reduction, scope: ReductionScope): RawBuilder<unknown> {
  const { reason, product, operator, condition } = scope.filters;
  const conditions = [within(scope)];
  if (reason !== undefined) conditions.push(sql`reason = ${reason}`);
  if (product !== undefined) conditions.push(sql`variant_id = ${product}`);
  if (operator !== undefined) {
    conditions.push(sql`coalesce(operator_id, '') = ${operator === KEY_NONE ? '' : operator}`);
  }
  if (condition !== undefined) conditions.push(sql`condition = ${condition}`);
  const where = sql.join(conditions, sql` and `);
  if (reduction === 'returns') {
    return sql`select journal_id, seq, line_no, store_id, business_date, operator_id, variant_id, name, quantity, reason,
        condition, 0 - gross as amount
      from return_line join customer_order using (journal_id, seq) where liability is null and ${where}`;
  }
  return sql`select journal_id, seq, line_no * 1000 + discount_no as line_no, store_id, business_date, operator_id,
      discount.variant_id, line.name, line.quantity, reason, null as condition, discount.amount
    from (select * from order_discount where ${where}) as discount join order_line as line using (journal_id, seq, line_no)`;
}

interface Part extends ReductionFigures {
  key: string;
  name: string | null;
  names: Record<string, string> | null;
}

const KEYS: Record<ReductionQuery['by'], RawBuilder<unknown>> = {
  reason: sql`reason`,
  condition: sql`condition`,
  product: sql`variant_id`,
  operator: sql`coalesce(operator_id, '')`,
  day: sql`business_date::text`,
};

async function readParts(
  db: Kysely<Tables>,
  reduction: Reduction,
  by: ReductionQuery['by'],
  scope: ReductionScope,
): Promise<Part[]> {
  const named = by === 'product' ? sql`coalesce(variant.name, part.name)` : sql`operator.name`;
  const { rows } = await sql<Part>`
    with line as (${reductionLines(reduction, scope)}), part as (
      select ${KEYS[by]} as key, max(name) as name, sum(amount)::int8 as amount, count(*)::int8 as count from line group by 1)
    select key, ${named} as name, variant.names, amount, count from part
      left join variant on ${by === 'product'} and variant_id = key
      left join operator on ${by === 'operator'} and operator_id = key`.execute(db);
  return rows.map((row) => ({ ...row, key: row.key === '' ? KEY_NONE : row.key }));
}

const NONE: ReductionFigures = { amount: 0, count: 0 };

function sumOf(parts: readonly Part[]): ReductionFigures {
  return parts.reduce((sum, { amount, count }) => ({ amount: sum.amount + amount, count: sum.count + count }), NONE);
}

function figuresOf(part: Part | undefined): ReductionFigures {
  return part ? { amount: part.amount, count: part.count } : NONE;
}

function byAmount(now: readonly Part[], before: readonly Part[]): ReductionRow[] {
  const [ofNow, ofBefore] = [now, before].map((parts) => new Map(parts.map((part) => [part.key, part])));
  const keys = new Set([...now, ...before].map(({ key }) => key));
  const rows = [...keys].map((key): ReductionRow => {
    const { name = null, names = null } = ofNow?.get(key) ?? ofBefore?.get(key) ?? {};
    const figures = { now: figuresOf(ofNow?.get(key)), before: figuresOf(ofBefore?.get(key)) };
    return { key, ...(name === null ? {} : { name }), ...(names === null ? {} : { names }), ...figures };
  });
  const difference = (a: ReductionRow, b: ReductionRow) =>
    b.now.amount - a.now.amount || b.before.amount - a.before.amount || (a.key < b.key ? -1 : 1);
  return rows.sort(difference);
}

/** Every day of the period beside the one at the same place in the other. */
function byDay(
  periods: { now: Period; before: Period },
  now: readonly Part[],
  before: readonly Part[],
): ReductionRow[] {
  const of = (parts: readonly Part[], key: string | undefined) => figuresOf(parts.find((part) => part.key === key));
  const earlier = spansOf(periods.before, 'day');
  return spansOf(periods.now, 'day').map((key, index) => ({
    key,
    now: of(now, key),
    before: of(before, earlier[index]),
  }));
}
