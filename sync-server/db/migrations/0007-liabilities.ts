import { FACTS_READ, READ_FACTS } from '#sync-server/db/migration-functions.ts';

/** What migration 0007-liabilities runs, in order. */
export const LIABILITIES: readonly string[] = [
  ...READ_FACTS,
  'alter table order_line add column liability text',
  'alter table return_line add column liability text',
  'alter table customer_order add column liabilities int8 not null default 0',
  `update order_line set liability = 'deposit' where variant_id = 'deposit'`,
  `update return_line set liability = 'deposit' where variant_id = 'deposit'`,
  `update order_line set liability = 'gift-card' from fact
      cross join lateral jsonb_array_elements(json_of(body) #> '{payload,lines}')
        with ordinality as line (sold, line_no)
      where fact.applied and fact.kind = 'order.completed' and position('"storedValue"'::bytea in body) > 0
        and line.sold ->> 'storedValue' = 'gift-card' and order_line.journal_id = fact.journal_id
        and order_line.seq = fact.seq and order_line.line_no = line.line_no`,
  `update customer_order set liabilities = owed.amount from (
        select journal_id, seq, sum(gross)::int8 as amount from (
          select journal_id, seq, gross from order_line where liability is not null
          union all select journal_id, seq, gross from return_line where liability is not null) as line
        group by journal_id, seq) as owed
      where customer_order.journal_id = owed.journal_id and customer_order.seq = owed.seq`,
  'create index order_line_liability on order_line (journal_id, seq) where liability is not null',
  'create index return_line_liability on return_line (journal_id, seq) where liability is not null',
  ...FACTS_READ,
];
