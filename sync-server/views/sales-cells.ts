import { type RawBuilder, sql } from 'kysely';
import { KEY_NONE, type SalesBy, type SalesQuery } from '#contracts/http/sales-report.ts';
import type { Period } from '#domain/report/period.ts';
import type { SalesKind } from '#domain/report/sales-kind.ts';
import { type RollupTable, rollupFromOrders, TURNOVER_LINES } from '#sync-server/db/rollups-from-orders.ts';

export type SalesFilters = Omit<SalesQuery, 'from' | 'to' | 'by' | 'store' | 'compared'>;

/** What of which stores a report sums in a period. */
export interface SalesScope {
  storeIds: readonly string[];
  period: Period;
  filters: SalesFilters;
  kind: SalesKind;
}

/** Where figures are read: what is summed as orders are booked, or the orders themselves, which say the same more slowly. */
export type SalesSource = 'rollups' | 'orders';

const TABLES: Record<SalesKind, RollupTable> = {
  receipts: 'sales_hour',
  lines: 'sales_product',
  payments: 'sales_tender',
  taxes: 'sales_tax',
};

/** What a cell has besides where and when; `amount` and `count` are as `SalesFigures` says. */
const SUMS: Record<SalesKind, RawBuilder<unknown>> = {
  receipts: sql`turnover as amount, receipts as count, 0 as quantity, 0 as base, net, back, discount, cost, uncosted, liability_tax`,
  lines: sql`turnover as amount, lines as count, quantity, 0 as base, net, back, discount, cost, uncosted, 0 as liability_tax`,
  payments: sql`amount, payments as count, 0 as quantity, 0 as base, 0 as net, 0 as back, 0 as discount, 0 as cost, 0 as uncosted,
    0 as liability_tax`,
  taxes: sql`amount, receipts as count, 0 as quantity, base, 0 as net, 0 as back, 0 as discount, 0 as cost, 0 as uncosted,
    0 as liability_tax`,
};

/**
 * The cells of a scope: the smallest sums that there are, with all that rows may be by. Lines by hour or operator are read from the
 * orders, because sums of them would be as many as the lines.
 */
export function salesCells(
  scope: SalesScope,
  by: SalesBy | null,
  source: SalesSource = 'rollups',
): RawBuilder<unknown> {
  const { kind, filters } = scope;
  const isFine = by === 'hour' || by === 'weekday-hour' || by === 'operator' || filters.hour !== undefined;
  if (kind === 'lines' && (isFine || filters.operator !== undefined)) return lineCells(scope);
  const table = TABLES[kind];
  const tickets = sql`select * from customer_order where ${within(scope)}`;
  const from = source === 'rollups' ? sql.table(table) : sql`(${rollupFromOrders(table, tickets)}) as summed`;
  return sql`select ${DIMENSIONS[kind]}, ${SUMS[kind]} from ${from} where ${where(scope, 'sums')}`;
}

const HOURLY = sql`store_id, business_date, channel, hour, operator_id`;
const DIMENSIONS: Record<SalesKind, RawBuilder<unknown>> = {
  receipts: HOURLY,
  lines: sql`store_id, business_date, channel, variant_id`,
  payments: sql`${HOURLY}, tender`,
  taxes: sql`${HOURLY}, code, rate_ppm`,
};

function lineCells(scope: SalesScope): RawBuilder<unknown> {
  return sql`select store_id, business_date, channel, hour, coalesce(operator_id, '') as operator_id, variant_id,
      gross as amount, 1 as count, quantity, 0 as base, line.net, line.back, line.discount, line.cost, line.uncosted,
      0 as liability_tax
    from customer_order join (${TURNOVER_LINES}) as line using (journal_id, seq)
    where ${where(scope, 'tickets')}`;
}

/** Tickets of the stores and days. */
export function within({ storeIds, period }: Pick<SalesScope, 'storeIds' | 'period'>): RawBuilder<unknown> {
  return sql`store_id = any(${[...storeIds]}::text[]) and business_date between ${period.from}::date and ${period.to}::date`;
}

/** What of a scope counts: of sums, which have '' for no operator, or of tickets with their lines. */
export function where(scope: SalesScope, of: 'sums' | 'tickets'): RawBuilder<unknown> {
  const { filters } = scope;
  const conditions = [within(scope)];
  if (filters.channel !== undefined) conditions.push(sql`channel = ${filters.channel}`);
  if (filters.hour !== undefined) conditions.push(sql`hour = ${Number(filters.hour)}`);
  if (filters.weekday !== undefined) {
    conditions.push(sql`extract(isodow from business_date) = ${Number(filters.weekday)}`);
  }
  if (filters.operator !== undefined) {
    const operator = of === 'sums' ? sql`operator_id` : sql`coalesce(operator_id, '')`;
    conditions.push(sql`${operator} = ${filters.operator === KEY_NONE ? '' : filters.operator}`);
  }
  if (filters.product !== undefined) conditions.push(sql`variant_id = ${filters.product}`);
  if (filters.category !== undefined) conditions.push(inCategory(filters.category, of));
  if (filters.tender !== undefined) conditions.push(sql`tender = ${filters.tender}`);
  if (filters.tax !== undefined) conditions.push(sql`code || ' ' || rate_ppm = ${filters.tax}`);
  return sql.join(conditions, sql` and `);
}

/**
 * Goods are of the category that the catalogue says now; what is not listed, of the one that it was sold as. Of tickets an array, which is
 * looked up in the lines' index on both sides of their union, where a semi-join would read all lines; of sums a semi-join, which hashes.
 */
function inCategory(categoryId: string, of: 'sums' | 'tickets'): RawBuilder<unknown> {
  if (categoryId !== KEY_NONE) {
    const goods = sql`(select variant_id from variant where category_id = ${categoryId}
      union all select ${`unlisted/${categoryId}`})`;
    return of === 'tickets' ? sql`variant_id = any(array${goods})` : sql`variant_id in ${goods}`;
  }
  return sql`variant_id not in (select variant_id from variant join category using (category_id)
    union all select 'unlisted/' || category_id from category)`;
}
