import { FACTS_READ, READ_FACTS } from '#sync-server/db/migration-functions.ts';

/** Lines of turnover, sold and taken back; `uncharged` are those whose cost is not known. */
const LINES = `select journal_id, seq, variant_id, quantity, gross, net, cost, adjustment, 0 as back, cost = 0 as uncharged
      from order_line where liability is null
    union all select journal_id, seq, variant_id, -quantity, gross, net, cost, 0, -gross, cost = 0 and condition = 'restock'
      from return_line where liability is null`;

/** What migration 0019-reports runs, in order. */
export const REPORTS: readonly string[] = [
  ...READ_FACTS,
  `create function hour_of(at timestamptz, zone text) returns int language plpgsql as $$ begin
    return extract(hour from at at time zone zone);
    exception when invalid_parameter_value then return extract(hour from at at time zone 'UTC'); end $$`,
  `alter table customer_order add column hour int2 not null default 0, add column channel text not null default 'store',
      add column net_turnover int8 not null default 0, add column cost_of_sales int8 not null default 0,
      add column uncosted int8 not null default 0, add column given_back int8 not null default 0`,
  `update customer_order set hour = hour_of(customer_order.at, coalesce(store.settings ->> 'timeZone', 'UTC'))
      from store where store.store_id = customer_order.store_id`,
  `update customer_order set hour = extract(hour from at at time zone 'UTC')
      where not exists (select from store where store.store_id = customer_order.store_id)`,
  'update customer_order set net_turnover = total - liabilities - tax_total',
  `update customer_order set net_turnover = net_turnover + owed.tax from (
        select journal_id, seq, sum(gross - net)::int8 as tax from (
          select journal_id, seq, gross, net from order_line where liability is not null
          union all select journal_id, seq, gross, net from return_line where liability is not null) as line
        group by journal_id, seq) as owed
      where customer_order.journal_id = owed.journal_id and customer_order.seq = owed.seq`,
  `update customer_order set cost_of_sales = line.cost, uncosted = line.uncosted, given_back = line.back from (
        select journal_id, seq, sum(cost)::int8 as cost, coalesce(sum(net) filter (where uncharged), 0)::int8 as uncosted,
          sum(back)::int8 as back from (${LINES}) as line group by journal_id, seq) as line
      where customer_order.journal_id = line.journal_id and customer_order.seq = line.seq`,
  `create table order_discount (
      journal_id uuid not null, seq int8 not null, line_no int not null, discount_no int not null,
      store_id text not null, business_date date not null, operator_id text, variant_id text not null,
      reason text not null, amount int8 not null, primary key (journal_id, seq, line_no, discount_no))`,
  `insert into order_discount
      select fact.journal_id, fact.seq, line.no, discount.no, ticket.store_id, ticket.business_date, ticket.operator_id,
        line.sold ->> 'variantId', discount.given ->> 'reason', -(discount.given ->> 'amount')::int8
      from customer_order as ticket join fact using (journal_id, seq)
        cross join lateral jsonb_array_elements(json_of(body) #> '{payload,lines}') with ordinality as line (sold, no)
        cross join lateral jsonb_array_elements(line.sold -> 'adjustments') with ordinality as discount (given, no)
      where ticket.discount <> 0 and discount.given ->> 'source' <> 'tax-exemption'`,
  'create index order_discount_day on order_discount (store_id, business_date)',
  'create index order_line_variant on order_line (variant_id)',
  'create index return_line_variant on return_line (variant_id)',
  'create index movement_day on movement (location_id, business_date)',
  `create table sales_hour (
      store_id text not null, business_date date not null, hour int2 not null, operator_id text not null,
      channel text not null, journal_id uuid not null, receipts int8 not null, turnover int8 not null, net int8 not null,
      liability_tax int8 not null, back int8 not null, discount int8 not null, cost int8 not null,
      uncosted int8 not null, primary key (store_id, business_date, hour, operator_id, channel, journal_id))
      with (fillfactor = 80)`,
  `insert into sales_hour
      select store_id, business_date, hour, coalesce(operator_id, ''), channel, journal_id, count(*),
        sum(total - liabilities), sum(net_turnover), sum(tax_total - (total - liabilities - net_turnover)), sum(given_back),
        sum(-discount), sum(cost_of_sales), sum(uncosted)
      from customer_order group by 1, 2, 3, 4, 5, 6`,
  `create table sales_product (
      store_id text not null, business_date date not null, variant_id text not null, channel text not null,
      journal_id uuid not null, lines int8 not null, quantity int8 not null, turnover int8 not null, net int8 not null,
      back int8 not null, discount int8 not null, cost int8 not null, uncosted int8 not null,
      primary key (store_id, business_date, variant_id, channel, journal_id)) with (fillfactor = 90)`,
  `insert into sales_product
      select store_id, business_date, variant_id, channel, journal_id, count(*), sum(quantity), sum(gross), sum(line.net),
        sum(line.back), sum(-adjustment), sum(line.cost), coalesce(sum(line.net) filter (where uncharged), 0)
      from customer_order join (${LINES}) as line using (journal_id, seq) group by 1, 2, 3, 4, 5`,
  `create table sales_tender (
      store_id text not null, business_date date not null, hour int2 not null, operator_id text not null,
      channel text not null, tender text not null, journal_id uuid not null, payments int8 not null, amount int8 not null,
      primary key (store_id, business_date, hour, operator_id, channel, tender, journal_id)) with (fillfactor = 80)`,
  `insert into sales_tender
      select store_id, business_date, hour, coalesce(operator_id, ''), channel, tender, journal_id, count(*),
        sum(payment.amount)
      from customer_order join payment using (journal_id, seq) group by 1, 2, 3, 4, 5, 6, 7`,
  `create table sales_tax (
      store_id text not null, business_date date not null, hour int2 not null, operator_id text not null,
      channel text not null, code text not null, rate_ppm int8 not null, journal_id uuid not null,
      receipts int8 not null, base int8 not null, amount int8 not null,
      primary key (store_id, business_date, hour, operator_id, channel, code, rate_ppm, journal_id))
      with (fillfactor = 80)`,
  `insert into sales_tax
      select store_id, business_date, hour, coalesce(operator_id, ''), channel, code, rate_ppm, journal_id, count(*),
        sum(order_tax.base), sum(order_tax.amount)
      from customer_order join order_tax using (journal_id, seq) group by 1, 2, 3, 4, 5, 6, 7, 8`,
  `create table target (
      store_id text not null, month text not null, revision int8 not null, targets jsonb not null,
      changed_at timestamptz not null, changed_by text, primary key (store_id, month))`,
  'drop function hour_of(timestamptz, text)',
  ...FACTS_READ,
];
