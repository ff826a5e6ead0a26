import { type Kysely, type RawBuilder, sql } from 'kysely';
import type {
  DiscountLinesQuery,
  ReductionLine,
  ReductionLines,
  ReturnLinesQuery,
} from '#contracts/http/reductions.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import { spanWithin } from '#domain/report/narrow-period.ts';
import { type Period, spansOf } from '#domain/report/period.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { cursorOf, type OrderCursor, readCursor } from '#sync-server/views/order-cursor.ts';
import { type Reduction, type ReductionScope, reductionLines } from '#sync-server/views/reduction-report.ts';
import { type ReportAsker, reportStores } from '#sync-server/views/report-stores.ts';
import { comparedWith, isPeriod } from '#sync-server/views/sales-report.ts';

type Answer = { ok: true; lines: ReductionLines } | { ok: false; code: 'body-invalid' | 'not-found' };

/** The lines behind a number of a report of returns or discounts, newest first, at most `most` at once. */
export async function readReductionLines(
  db: Kysely<Tables>,
  reduction: Reduction,
  asker: ReportAsker,
  query: ReturnLinesQuery | DiscountLinesQuery,
  { at, most }: { at: Date; most: number },
): Promise<Answer> {
  const { from, to, by, store, compared, key, of = 'now', cursor, ...filters } = query;
  const start = cursor === undefined ? null : readCursor(cursor);
  if (!isPeriod(from, to) || start === undefined) return { ok: false, code: 'body-invalid' };
  const stores = await reportStores(db, asker, store);
  if (!stores) return { ok: false, code: 'not-found' };
  const now = { from, to };
  const before = comparedWith(now, compared, stores.own, at);
  const storeIds = stores.chosen.map(({ storeId }) => storeId);
  const asked: ReductionScope = { storeIds, period: of === 'now' ? now : before, filters };
  const scope = key === undefined ? asked : ofRow(asked, by, key, { now, before });
  const behind = scope === null ? null : reductionLines(reduction, scope);
  const rows = behind ? await page(db, behind, start, most + 1) : [];
  const last = rows.length > most ? rows[most - 1] : undefined;
  return {
    ok: true,
    lines: {
      period: scope?.period ?? asked.period,
      currency: stores.own.currency,
      digits: stores.own.digits,
      ...(behind ? await sumsOf(db, behind) : { amount: 0, count: 0 }),
      lines: rows.slice(0, most).map(lineOf),
      next: last ? cursorOf(last) : null,
    },
  };
}

/** A scope with what one row is of; null where nothing is of both. */
function ofRow(
  scope: ReductionScope,
  by: ReturnLinesQuery['by'],
  key: string,
  { now, before }: { now: Period; before: Period },
): ReductionScope | null {
  if (by !== 'day') {
    const given = by === 'condition' ? undefined : scope.filters[by];
    return given !== undefined && given !== key ? null : { ...scope, filters: { ...scope.filters, [by]: key } };
  }
  const isNow = scope.period.from === now.from && scope.period.to === now.to;
  const day = isNow ? key : spansOf(before, 'day')[spansOf(now, 'day').indexOf(key)];
  const period = day === undefined ? null : spanWithin(scope.period, 'day', day);
  return period && { ...scope, period };
}

interface LineRow extends Required<OrderCursor> {
  order_id: string;
  store_id: string;
  receipt_series: string;
  receipt_number: number;
  operator_id: string | null;
  operator_name: string | null;
  variant_id: string;
  name: string;
  quantity: number;
  unit: 'each' | 'kg' | 'm' | null;
  reason: string;
  condition: string | null;
  amount: number;
}

async function page(
  db: Kysely<Tables>,
  behind: RawBuilder<unknown>,
  start: Required<OrderCursor> | null,
  limit: number,
): Promise<LineRow[]> {
  const after = start
    ? sql`(ticket.business_date, ticket.at) <= (${start.business_date}::date, ${start.at.toISOString()}::timestamptz)
        and ((ticket.business_date, ticket.at) < (${start.business_date}::date, ${start.at.toISOString()}::timestamptz)
          or (line.journal_id, line.seq, line.line_no)
            > (${start.journal_id}::uuid, ${start.seq}::int8, ${start.line_no}::int4))`
    : sql`true`;
  const { rows } = await sql<LineRow>`
    with line as (${behind})
    select line.*, order_id, receipt_series, receipt_number, at, operator.name as operator_name, unit,
      coalesce(variant.name, line.name) as name
    from line join customer_order as ticket using (journal_id, seq)
      left join operator on operator.operator_id = line.operator_id
      left join variant on variant.variant_id = line.variant_id
    where ${after}
    order by ticket.business_date desc, ticket.at desc, line.journal_id, line.seq, line.line_no
    limit ${limit}`.execute(db);
  return rows;
}

async function sumsOf(db: Kysely<Tables>, behind: RawBuilder<unknown>) {
  const { rows } = await sql<Pick<ReductionLines, 'amount' | 'count'>>`
    select coalesce(sum(amount), 0)::int8 as amount, count(*)::int8 as count from (${behind}) as line`.execute(db);
  return rows[0] ?? { amount: 0, count: 0 };
}

function lineOf(row: LineRow): ReductionLine {
  return {
    orderId: row.order_id,
    storeId: row.store_id,
    receipt: receiptText({ series: row.receipt_series, number: row.receipt_number }),
    at: row.at.toISOString(),
    businessDate: row.business_date,
    operatorId: row.operator_id,
    operatorName: row.operator_name,
    variantId: row.variant_id,
    name: row.name,
    quantity: row.quantity,
    ...(row.unit ? { unit: row.unit } : {}),
    reason: row.reason,
    ...(row.condition === null ? {} : { condition: row.condition }),
    amount: row.amount,
  };
}
