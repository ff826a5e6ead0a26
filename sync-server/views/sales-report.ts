import { type Kysely, sql } from 'kysely';
import type { SalesFigures, SalesQuery, SalesReport, SalesRow, SalesTotals } from '#contracts/http/sales-report.ts';
import { SALES_DAYS_MAX } from '#contracts/http/sales-report.ts';
import { comparedPeriod } from '#domain/report/compared-period.ts';
import { daysBetween, isCalendarDate } from '#domain/report/period.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type SalesRows, type SalesScope, salesRows, ticketsOf } from '#sync-server/views/sales-rows.ts';

/** Who asks: a register's store, and the operator at it. */
export interface SalesAsker {
  storeId: string;
  operatorId: string | null;
}

export type SalesAnswer = { ok: true; report: SalesReport } | { ok: false; code: 'body-invalid' | 'not-found' };

/**
 * Turnover of one or all stores of an operator, beside the period before (as much of it as of one that still runs at `at`), from the tickets that the server has booked. Without what
 * is owed to customers (`domain/session/liabilities`); by tender and by tax rate everything that was paid and taxed.
 */
export async function readSalesReport(
  db: Kysely<Tables>,
  asker: SalesAsker,
  { from, to, by, store, compared = 'before', ...filters }: SalesQuery,
  at: Date,
): Promise<SalesAnswer> {
  if (!isPeriod(from, to) || Object.keys(filters).length > 0) return { ok: false, code: 'body-invalid' };
  const stores = await storesOf(db, asker);
  const own = stores.find(({ storeId }) => storeId === asker.storeId);
  if (!own) return { ok: false, code: 'not-found' };
  const choices = stores.filter(({ currency }) => currency === own.currency);
  const chosen = store === 'all' ? choices : choices.filter(({ storeId }) => storeId === (store ?? asker.storeId));
  if (chosen.length === 0) return { ok: false, code: 'not-found' };
  const now = { from, to };
  const today = businessDateAt(at.toISOString(), own.timeZone, own.dayStartsAt);
  const scope = { storeIds: chosen.map(({ storeId }) => storeId), now, before: comparedPeriod(now, compared, today) };
  return {
    ok: true,
    report: {
      by,
      now,
      before: scope.before,
      currency: own.currency,
      digits: own.digits,
      stores: chosen.map(named),
      choices: choices.map(named),
      leftOut: store === 'all' ? stores.filter(({ currency }) => currency !== own.currency).map(named) : [],
      filters: [],
      totals: await totalsOf(db, scope),
      ...withSum(await salesRows(db, scope, by)),
    },
  };
}

function withSum(found: SalesRows): Pick<SalesReport, 'rows' | 'more' | 'sum'> {
  const sumOf = (of: (row: SalesRow) => SalesFigures) => ({
    amount: found.rows.reduce((sum, row) => sum + of(row).amount, 0),
    count: found.rows.reduce((sum, row) => sum + of(row).count, 0),
  });
  return { ...found, sum: { now: sumOf(({ now }) => now), before: sumOf(({ before }) => before) } };
}

function isPeriod(from: string, to: string): boolean {
  const isDate = (text: string) => text >= '1900-01-01' && isCalendarDate(text);
  return isDate(from) && isDate(to) && from <= to && daysBetween(from, to) < SALES_DAYS_MAX;
}

interface StoreRow {
  storeId: string;
  name: string;
  currency: string;
  digits: number;
  timeZone: string;
  dayStartsAt: string;
}

/** The stores in which the operator works. */
async function storesOf(db: Kysely<Tables>, { operatorId }: SalesAsker): Promise<StoreRow[]> {
  const { rows } = await sql<StoreRow>`
    select store.store_id as "storeId", settings ->> 'name' as name, settings #>> '{currency,code}' as currency,
      (settings #>> '{currency,digits}')::int as digits, settings ->> 'timeZone' as "timeZone",
      settings ->> 'dayStartsAt' as "dayStartsAt"
    from operator join store on store.store_id = any(operator.store_ids)
    where operator_id = ${operatorId} order by name, store.store_id`.execute(db);
  return rows;
}

function named({ storeId, name }: StoreRow): { storeId: string; name: string } {
  return { storeId, name };
}

async function totalsOf(db: Kysely<Tables>, scope: SalesScope): Promise<SalesReport['totals']> {
  const { rows } = await sql<{ current: boolean } & SalesTotals>`
    with ticket as (${ticketsOf(scope)}), deducted as (
      select current, sum(gross) as amount from ticket join return_line using (journal_id, seq)
      where liability is not null group by current), taxed as (
      select current, sum(gross - net) as tax from (
        select current, gross, net from ticket join order_line using (journal_id, seq) where liability is not null
        union all select current, gross, net from ticket join return_line using (journal_id, seq)
        where liability is not null) as line group by current)
    select current, sum(total - liabilities)::int8 as turnover, count(*)::int8 as receipts,
      (coalesce(max(deducted.amount), 0) - sum(returned))::int8 as returns, -sum(discount)::int8 as discounts,
      (sum(tax_total) - coalesce(max(taxed.tax), 0))::int8 as tax,
      (sum(total - liabilities - tax_total) + coalesce(max(taxed.tax), 0))::int8 as net,
      coalesce(max(taxed.tax), 0)::int8 as "liabilityTax"
    from ticket left join deducted using (current) left join taxed using (current) group by current`.execute(db);
  const of = (period: boolean): SalesTotals => {
    const {
      turnover = 0,
      receipts = 0,
      returns = 0,
      discounts = 0,
      tax = 0,
      net = 0,
      liabilityTax = 0,
    } = rows.find(({ current }) => current === period) ?? {};
    return { turnover, receipts, returns, discounts: discounts === 0 ? 0 : discounts, tax, net, liabilityTax };
  };
  return { now: of(true), before: of(false) };
}
