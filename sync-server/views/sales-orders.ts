import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { SalesBy, SalesOrder, SalesOrders, SalesOrdersQuery } from '#contracts/http/sales-report.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import { spanWithin } from '#domain/report/narrow-period.ts';
import { type Period, spansOf } from '#domain/report/period.ts';
import { salesKind } from '#domain/report/sales-kind.ts';
import { TURNOVER_LINES } from '#sync-server/db/rollups-from-orders.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { afterCursor, cursorOf, readCursor } from '#sync-server/views/order-cursor.ts';
import { type ReportAsker, reportStores } from '#sync-server/views/report-stores.ts';
import { type SalesScope, where } from '#sync-server/views/sales-cells.ts';
import { comparedWith, isPeriod } from '#sync-server/views/sales-report.ts';

export type OrdersAnswer = { ok: true; orders: SalesOrders } | { ok: false; code: 'body-invalid' | 'not-found' };

/** The receipts behind a number of a sales report, newest first, at most `most` at once: what each of them is in it. */
export async function readSalesOrders(
  db: Kysely<Tables>,
  asker: ReportAsker,
  { from, to, by, store, compared, key, of = 'now', cursor, ...filters }: SalesOrdersQuery,
  { at, most }: { at: Date; most: number },
): Promise<OrdersAnswer> {
  const kind = salesKind({ by, ...filters });
  const start = cursor === undefined ? null : readCursor(cursor);
  if (!isPeriod(from, to) || kind === null || start === undefined) return { ok: false, code: 'body-invalid' };
  const stores = await reportStores(db, asker, store);
  if (!stores) return { ok: false, code: 'not-found' };
  const now = { from, to };
  const before = comparedWith(now, compared, stores.own, at);
  const period = of === 'now' ? now : before;
  const asked: SalesScope = { storeIds: stores.chosen.map(({ storeId }) => storeId), period, filters, kind };
  const scope = key === undefined ? asked : ofRow(asked, by, spanKey(by, key, of, { now, before }));
  const behind = scope === null ? NOTHING_BEHIND : behindOf(scope, by);
  const rows = await page(db, behind, start, most + 1);
  const last = rows.length > most ? rows[most - 1] : undefined;
  return {
    ok: true,
    orders: {
      period: scope?.period ?? period,
      currency: stores.own.currency,
      digits: stores.own.digits,
      ...(await sumsOf(db, behind)),
      orders: rows.slice(0, most).map((row) => orderOf(row, kind, asker.costs)),
      next: last ? cursorOf(last) : null,
    },
  };
}

/** A span of the period before stands beside the one at the same place in the period asked for, whose key the row has. */
function spanKey(by: SalesBy, key: string, of: 'now' | 'before', { now, before }: { now: Period; before: Period }) {
  if (of === 'now' || (by !== 'day' && by !== 'week' && by !== 'month')) return key;
  return spansOf(before, by)[spansOf(now, by).indexOf(key)] ?? '';
}

/** A scope with what one row is of; null where nothing is of both. */
function ofRow(scope: SalesScope, by: SalesBy, key: string): SalesScope | null {
  const { storeIds, period, filters } = scope;
  switch (by) {
    case 'day':
    case 'week':
    case 'month': {
      const span = spanWithin(period, by, key);
      return span && { ...scope, period: span };
    }
    case 'store':
      return storeIds.includes(key) ? { ...scope, storeIds: [key] } : null;
    case 'weekday-hour': {
      const [weekday = '', hour = ''] = key.split(' ');
      const ofDay = withFilter(scope, 'weekday', weekday);
      return ofDay && withFilter(ofDay, 'hour', hour);
    }
    case 'channel':
      if (key !== 'store' && key !== 'online') return null;
      return filters.channel === undefined || filters.channel === key
        ? { ...scope, filters: { ...filters, channel: key } }
        : null;
    default:
      return withFilter(scope, by, key);
  }
}

type Filter = 'weekday' | 'hour' | 'category' | 'product' | 'operator' | 'tender' | 'tax';

function withFilter(scope: SalesScope, filter: Filter, key: string): SalesScope | null {
  const isNumber = filter === 'weekday' || filter === 'hour';
  if (isNumber && !/^\d{1,2}$/.test(key)) return null;
  const given = scope.filters[filter];
  // A product of a category that is asked for already: both hold. Anything else has one key at a time.
  if (given !== undefined && given !== key) return null;
  return { ...scope, filters: { ...scope.filters, [filter]: key } };
}

/** What of each ticket is in the number: `journal_id`, `seq`, `amount`, `count` as of the rows, `profit`. */
function behindOf(scope: SalesScope, by: SalesBy): RawBuilder<unknown> {
  const condition = where(scope, 'tickets');
  const count = by === 'product' ? sql`sum(quantity)` : sql`count(*)`;
  switch (scope.kind) {
    case 'receipts':
      return sql`select journal_id, seq, total - liabilities as amount, 1 as count, net_turnover - cost_of_sales as profit
        from customer_order where ${condition}`;
    case 'lines':
      return sql`select journal_id, seq, sum(gross) as amount, ${count} as count, sum(line.net - line.cost) as profit
        from customer_order join (${TURNOVER_LINES}) as line using (journal_id, seq) where ${condition} group by 1, 2`;
    case 'payments':
      return sql`select journal_id, seq, sum(payment.amount) as amount, count(*) as count, 0 as profit
        from customer_order join payment using (journal_id, seq) where ${condition} group by 1, 2`;
    case 'taxes':
      return sql`select journal_id, seq, sum(order_tax.amount) as amount, count(*) as count, 0 as profit
        from customer_order join order_tax using (journal_id, seq) where ${condition} group by 1, 2`;
  }
}

const NOTHING_BEHIND = sql`select journal_id, seq, 0 as amount, 0 as count, 0 as profit from customer_order where false`;

interface OrderRow {
  journal_id: string;
  seq: number;
  order_id: string;
  store_id: string;
  receipt_series: string;
  receipt_number: number;
  at: Date;
  business_date: string;
  operator_id: string | null;
  operator_name: string | null;
  amount: number;
  count: number;
  profit: number;
  total: number;
}

async function page(
  db: Kysely<Tables>,
  behind: RawBuilder<unknown>,
  start: Parameters<typeof afterCursor>[0],
  limit: number,
): Promise<OrderRow[]> {
  const { rows } = await sql<OrderRow>`
    with behind as (${behind})
    select ticket.*, operator.name as operator_name from (
      select journal_id, seq, order_id, store_id, receipt_series, receipt_number, at, business_date, operator_id, total,
        behind.amount::int8 as amount, behind.count::int8 as count, behind.profit::int8 as profit
      from behind join customer_order using (journal_id, seq)
      where ${afterCursor(start)} order by business_date desc, at desc, journal_id, seq limit ${limit}) as ticket
    left join operator using (operator_id) order by business_date desc, at desc, journal_id, seq`.execute(db);
  return rows;
}

async function sumsOf(db: Kysely<Tables>, behind: RawBuilder<unknown>) {
  const { rows } = await sql<Pick<SalesOrders, 'amount' | 'count' | 'receipts'>>`
    select coalesce(sum(amount), 0)::int8 as amount, coalesce(sum(count), 0)::int8 as count, count(*)::int8 as receipts
    from (${behind}) as behind`.execute(db);
  return rows[0] ?? { amount: 0, count: 0, receipts: 0 };
}

function orderOf(row: OrderRow, kind: SalesScope['kind'], costs: boolean): SalesOrder {
  const isTurnover = kind === 'receipts' || kind === 'lines';
  return {
    orderId: row.order_id,
    storeId: row.store_id,
    receipt: receiptText({ series: row.receipt_series, number: row.receipt_number }),
    at: row.at.toISOString(),
    businessDate: row.business_date,
    operatorId: row.operator_id,
    operatorName: row.operator_name,
    amount: row.amount,
    count: row.count,
    total: row.total,
    ...(costs && isTurnover ? { profit: row.profit } : {}),
  };
}
