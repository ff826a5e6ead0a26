import { type Kysely, sql } from 'kysely';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { storable } from '#domain/journal/storable.ts';
import { hourAt } from '#domain/session/local-hour.ts';
import { insertRows, unnest } from '#sync-server/db/insert-rows.ts';
import { TURNOVER_LINES } from '#sync-server/db/rollups-from-orders.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { DISCOUNT, discountRows } from '#sync-server/db/write-discounts.ts';
import { parseEnvelope } from '#sync-server/ingest/parse-envelope.ts';

/** What a process of before migration 0019 leaves as it is by default, when it books beside a newer one. */
const LEFT_OUT = sql`hour = 0 and net_turnover = 0 and cost_of_sales = 0 and uncosted = 0 and given_back = 0`;

/** Tickets whose figures are not what their lines say, as `turnoverSums` has it: with `kept` and `reckoned`, both as jsonb. */
export const DIFFERING_FIGURES = sql`
  select journal_id, seq, to_jsonb(kept) as kept, to_jsonb(reckoned) as reckoned from customer_order as ticket
    left join (select journal_id, seq, sum(cost)::int8 as cost, sum(uncosted)::int8 as uncosted, sum(back)::int8 as back
      from (${TURNOVER_LINES}) as line group by 1, 2) as sold using (journal_id, seq)
    left join (select journal_id, seq, sum(net)::int8 as net from (
        select journal_id, seq, net from order_line where liability is not null
        union all select journal_id, seq, net from return_line where liability is not null) as line
      group by 1, 2) as owed using (journal_id, seq)
    cross join lateral (select ticket.order_id, net_turnover, cost_of_sales, ticket.uncosted, given_back) as kept
    cross join lateral (select ticket.order_id, (total - tax_total - coalesce(owed.net, 0))::int8 as net_turnover,
      coalesce(sold.cost, 0) as cost_of_sales, coalesce(sold.uncosted, 0) as uncosted,
      coalesce(sold.back, 0) as given_back) as reckoned
  where kept is distinct from reckoned`;

/** Tickets whose discounts in `order_discount` do not come to what their lines say. */
export const DIFFERING_DISCOUNTS = sql`
  select journal_id, seq, to_jsonb(kept) as kept, to_jsonb(reckoned) as reckoned from customer_order as ticket
    left join (select journal_id, seq, sum(amount)::int8 as amount from order_discount group by 1, 2) as given
      using (journal_id, seq)
    cross join lateral (select ticket.order_id, coalesce(given.amount, 0) as amount) as kept
    cross join lateral (select ticket.order_id, 0 - discount as amount) as reckoned
  where kept is distinct from reckoned`;

export interface MissingHour {
  journal_id: string;
  seq: number;
  order_id: string;
  hour: number;
}

/**
 * Tickets whose hour was left out, with what the store's clock said; an hour that was kept stands, also when the store's time zone has
 * changed since.
 */
export async function missingHours(db: Kysely<Tables>): Promise<MissingHour[]> {
  const { rows } = await sql<Omit<MissingHour, 'hour'> & { at: Date; zone: string | null }>`
    select journal_id, seq, order_id, at, settings ->> 'timeZone' as zone
    from customer_order left join store using (store_id) where ${LEFT_OUT}`.execute(db);
  return rows.flatMap(({ at, zone, ...ticket }) => {
    const hour = hourAt(at.toISOString(), zone ?? undefined);
    return hour === 0 ? [] : [{ ...ticket, hour }];
  });
}

/** Reckons anew what is kept of orders beside their lines, wherever it differs. For a transaction beside which no ticket is booked. */
export async function reckonOrders(db: Kysely<Tables>): Promise<void> {
  // Which hours were left out shows only while the figures are left out too.
  await writeHours(db, await missingHours(db));
  await sql`update customer_order as ticket set net_turnover = (reckoned ->> 'net_turnover')::int8,
      cost_of_sales = (reckoned ->> 'cost_of_sales')::int8, uncosted = (reckoned ->> 'uncosted')::int8,
      given_back = (reckoned ->> 'given_back')::int8
    from (${DIFFERING_FIGURES}) as differing
    where ticket.journal_id = differing.journal_id and ticket.seq = differing.seq`.execute(db);
  await reckonDiscounts(db);
}

async function writeHours(db: Kysely<Tables>, hours: readonly MissingHour[]): Promise<void> {
  if (hours.length === 0) return;
  const rows = unnest({ journal_id: 'uuid', seq: 'int8', hour: 'int2' }, hours);
  await sql`update customer_order as ticket set hour = told.hour from ${rows} as told (journal_id, seq, hour)
    where ticket.journal_id = told.journal_id and ticket.seq = told.seq`.execute(db);
}

/** So many facts are read at a time. */
const PART = 500;

async function reckonDiscounts(db: Kysely<Tables>): Promise<void> {
  const { rows: differing } = await sql<{ journal_id: string; seq: number }>`${DIFFERING_DISCOUNTS}`.execute(db);
  for (let from = 0; from < differing.length; from += PART) await reckonPart(db, differing.slice(from, from + PART));
}

interface Told {
  journal_id: string;
  seq: number;
  store_id: string;
  business_date: string;
  operator_id: string | null;
  body: Uint8Array;
}

async function reckonPart(db: Kysely<Tables>, tickets: readonly { journal_id: string; seq: number }[]): Promise<void> {
  const part = sql`(select * from ${unnest({ journal_id: 'uuid', seq: 'int8' }, tickets)} as part (journal_id, seq))`;
  await sql`delete from order_discount where (journal_id, seq) in ${part}`.execute(db);
  const { rows } = await sql<Told>`
    select journal_id, seq, store_id, business_date, ticket.operator_id, body
    from customer_order as ticket join fact using (journal_id, seq) where (journal_id, seq) in ${part}`.execute(db);
  await insertRows(db, 'order_discount', DISCOUNT, rows.flatMap(discountsOf));
}

function discountsOf({ journal_id, seq, store_id, business_date, operator_id, body }: Told) {
  const envelope = parseEnvelope(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body));
  if (!envelope.ok) throw new Error(`order ${journal_id} ${seq} is no fact`);
  const stamp = { journalId: journal_id, seq, storeId: store_id, businessDate: business_date, operatorId: operator_id };
  return discountRows({ ...stamp, order: storable(envelope.value.payload as OrderCompleted) });
}
