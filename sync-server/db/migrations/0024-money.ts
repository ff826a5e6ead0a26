import { FACTS_READ, READ_FACTS } from '#sync-server/db/migration-functions.ts';

/** What of a store's settings judges a ticket's money. */
const MONEY = (settings: string) => `jsonb_strip_nulls(jsonb_build_object('cashRounding', ${settings} -> 'cashRounding',
      'cashRoundingHalves', ${settings} -> 'cashRoundingHalves', 'tenders', ${settings} -> 'tenders'))`;

/** What migration 0024-money runs, in order: what stores took money by before, for tickets that come late, and how such tickets are found. */
export const MONEY_BEFORE: readonly string[] = [
  ...READ_FACTS,
  `alter table store add column money_before jsonb not null default '[]'`,
  `update store set money_before = told.money from (
      select after ->> 'storeId' as store_id, jsonb_agg(distinct ${MONEY('after')}) as money
      from (
        select json_of(body) -> 'payload' -> 'after' as after from fact
          join journal on journal.journal_id = fact.journal_id and journal.store_id = 'chain'
        where kind = 'settings.published' and json_of(body) -> 'payload' ->> 'entity' = 'store') as published
      group by 1) as told
    where store.store_id = told.store_id`,
  // The last seq of a journal on a day, without reading the day.
  'create index customer_order_day_journal on customer_order (store_id, business_date, journal_id, seq)',
  'drop index customer_order_day',
  ...FACTS_READ,
];
