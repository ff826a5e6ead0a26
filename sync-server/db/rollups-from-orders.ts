import { type RawBuilder, sql } from 'kysely';

export type RollupTable = 'sales_hour' | 'sales_product' | 'sales_tender' | 'sales_tax';
export const ROLLUP_TABLES: readonly RollupTable[] = ['sales_hour', 'sales_product', 'sales_tender', 'sales_tax'];

/** Lines of turnover of all tickets, as `turnoverLines` has them; of what was left for later, only what left since has a cost. */
export const TURNOVER_LINES = sql`select journal_id, seq, variant_id, quantity, gross, net, cost, 0 - adjustment as discount,
      0::int8 as back, case when cost = 0 then net when to_leave = 0 then 0
        else (net::numeric * to_leave / quantity)::int8 end as uncosted
    from order_line where liability is null
  union all select journal_id, seq, variant_id, 0 - quantity, gross, net, cost, 0, 0 - gross,
      case when cost = 0 and condition in ('restock', 'undelivered') then net else 0 end
    from return_line where liability is null`;

/** What each rollup is, from the orders: its rows by the names of its columns. `tickets` is a select of whole `customer_order` rows. */
export function rollupFromOrders(table: RollupTable, tickets: RawBuilder<unknown>): RawBuilder<unknown> {
  const ticket = sql`(${tickets}) as ticket`;
  const hourly = sql`store_id, business_date, hour, coalesce(operator_id, '') as operator_id, channel, journal_id`;
  switch (table) {
    case 'sales_hour':
      return sql`select ${hourly}, count(*)::int8 as receipts, sum(total - liabilities)::int8 as turnover,
          sum(net_turnover)::int8 as net, sum(tax_total - (total - liabilities - net_turnover))::int8 as liability_tax,
          sum(given_back)::int8 as back, sum(0 - discount)::int8 as discount, sum(cost_of_sales)::int8 as cost,
          sum(uncosted)::int8 as uncosted
        from ${ticket} group by 1, 2, 3, 4, 5, 6`;
    case 'sales_product':
      return sql`select store_id, business_date, variant_id, channel, journal_id, count(*)::int8 as lines,
          sum(quantity)::int8 as quantity, sum(gross)::int8 as turnover, sum(line.net)::int8 as net,
          sum(line.back)::int8 as back, sum(line.discount)::int8 as discount, sum(line.cost)::int8 as cost,
          sum(line.uncosted)::int8 as uncosted
        from ${ticket} join (${TURNOVER_LINES}) as line using (journal_id, seq) group by 1, 2, 3, 4, 5`;
    case 'sales_tender':
      return sql`select ${hourly}, tender, count(*)::int8 as payments, sum(payment.amount)::int8 as amount
        from ${ticket} join payment using (journal_id, seq) group by 1, 2, 3, 4, 5, 6, 7`;
    case 'sales_tax':
      return sql`select ${hourly}, code, rate_ppm, count(*)::int8 as receipts, sum(order_tax.base)::int8 as base,
          sum(order_tax.amount)::int8 as amount
        from ${ticket} join order_tax using (journal_id, seq) group by 1, 2, 3, 4, 5, 6, 7, 8`;
  }
}
