import { type Kysely, type RawBuilder, sql } from 'kysely';
import { WAITING_KINDS, type Waiting, type WaitingKind } from '#contracts/http/home.ts';
import { addDays } from '#domain/calendar/dates.ts';
import type { Permission } from '#domain/operator/permission.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { ONE_PROBLEM, openProblems } from '#sync-server/views/fix-list.ts';
import { readPriceChanges } from '#sync-server/views/price-changes.ts';
import type { ReportStoreRow } from '#sync-server/views/report-stores.ts';
import { OPEN_TRANSFER } from '#sync-server/views/transfer-list.ts';

/** Who may do something about it. */
const NEEDED: Record<WaitingKind, Permission> = {
  deliveries: 'stock',
  transfers: 'stock',
  counts: 'count-approve',
  labels: 'labels',
  fixes: 'reports',
  exceptions: 'reports',
  recalls: 'catalogue',
  drafts: 'purchasing',
  late: 'reports',
  sessions: 'reports',
  'online-orders': 'online-orders-decide',
  channels: 'channels',
  unmapped: 'channels',
};

/** Days that were closed longer ago are not looked at again. */
const LATE_DAYS = 31;
const DAY_MS = 86_400_000;

/** What waits in a store for somebody with these permissions, of each kind of which something does. */
export async function readWaiting(
  db: Kysely<Tables>,
  store: ReportStoreRow,
  { today, at, may }: { today: string; at: Date; may: (permission: Permission) => Promise<boolean> },
): Promise<Waiting[]> {
  const waiting: Waiting[] = [];
  for (const kind of WAITING_KINDS) {
    if (!(await may(NEEDED[kind]))) continue;
    const found = kind === 'labels' ? await labelsDue(db, store, at) : await readOne(db, WORK[kind](store, today, at));
    if (found.count > 0) waiting.push({ kind, ...found });
  }
  return waiting;
}

type Found = Omit<Waiting, 'kind'>;

async function readOne(db: Kysely<Tables>, work: RawBuilder<unknown>): Promise<Found> {
  const { rows } =
    await sql<Found>`select count(*)::int8 as count, min(since)::date as since from (${work}) as work`.execute(db);
  return rows[0] ?? { count: 0, since: null };
}

/** Of each: `since`, as a date by the store's clock. */
const WORK: Record<
  Exclude<WaitingKind, 'labels'>,
  (store: ReportStoreRow, today: string, at: Date) => RawBuilder<unknown>
> = {
  deliveries: ({ locationId }, today) => sql`select (body ->> 'expectedOn') as since from purchase_order
    where location_id = ${locationId} and status = 'sent' and body ->> 'expectedOn' <= ${today}`,
  transfers: ({ locationId, timeZone }) => sql`select coalesce(sent_at, heard_at) at time zone ${timeZone} as since
    from transfer where to_location_id = ${locationId} and ${OPEN_TRANSFER}`,
  counts: ({
    locationId,
    timeZone,
  }) => sql`select planned_at at time zone ${timeZone} as since from stock_count as counted
    where location_id = ${locationId} and status = 'open' and exists (
      select from count_figure as figure where figure.count_id = counted.count_id and not exists (
        select from count_approval as approval
        where approval.count_id = figure.count_id and approval.variant_id = figure.variant_id))`,
  fixes: ({ storeId, timeZone }) => sql`select min(at) at time zone ${timeZone} as since
    from (${openProblems(storeId)}) as problem group by ${ONE_PROBLEM}`,
  exceptions: ({ storeId, timeZone }) => sql`select opened_at at time zone ${timeZone} as since from exception
    where store_id = ${storeId} and status = 'open'`,
  recalls: ({ timeZone }) =>
    sql`select stopped_at at time zone ${timeZone} as since from sale_stop where status = 'active'`,
  drafts: ({ locationId, timeZone }) => sql`select created_at at time zone ${timeZone} as since from purchase_order
    where location_id = ${locationId} and status = 'draft'`,
  late: ({ storeId }, today) => lateDays(storeId, addDays(today, -LATE_DAYS)),
  sessions: ({ storeId }, today) => sql`select business_date as since from session
    where store_id = ${storeId} and closed_at is null and business_date < ${today}::date`,
  'online-orders': ({ storeId, locationId, timeZone }, _today, at) => sql`select
      (case when due_at < ${at.toISOString()}::timestamptz then due_at else placed_at end) at time zone ${timeZone} as since
    from online_order as ordered
    where (fulfilment_state in ('unassigned', 'promised', 'in-progress', 'partly-fulfilled')
        and due_at < ${at.toISOString()}::timestamptz
        or fulfilment_state = 'unassigned' and payment_state in ('authorised', 'partly-paid', 'paid', 'refund-due'))
      and (ordered.store_id = ${storeId} or exists (select from fulfilment
        where fulfilment.order_id = ordered.order_id and location_id = ${locationId}
          and not state = any('{refused,released,expired,done}')))`,
  channels: ({ storeId, timeZone }) => sql`select failing_since at time zone ${timeZone} as since
    from channel_state join channel on channel.channel_id = channel_state.channel_id
    where channel.store_id = ${storeId} and failing_since is not null and channel.channel ->> 'status' = 'active'`,
  unmapped: ({ storeId }) => sql`select null::date as since
    from channel_order join channel on channel.channel_id = channel_order.channel_id
    where channel.store_id = ${storeId} and unmapped <> '[]'`,
};

/**
 * Days that were closed before all of their tickets, cash movements and sessions had come (`views/late-facts.ts`). Of tickets only the
 * last of each journal and day is read: the home page asks again and again.
 */
export function lateDays(storeId: string, from: string): RawBuilder<unknown> {
  const ofStore = sql`store_id = ${storeId} and business_date >= ${from}::date`;
  return sql`select distinct counted.business_date as since from (
      select distinct on (business_date) business_date, seqs from day_close where ${ofStore}
      order by business_date, supplement desc) as last
    cross join lateral (
      select last.business_date, journal_id, newest.seq from journal cross join lateral (
        select seq from customer_order as ticket where ticket.store_id = ${storeId}
          and ticket.business_date = last.business_date and ticket.journal_id = journal.journal_id
        order by seq desc limit 1) as newest where journal.store_id = ${storeId}
      union all select business_date, journal_id, seq from cash_move
        where store_id = ${storeId} and business_date = last.business_date
      union all select business_date, journal_id, closed_seq from session
        where store_id = ${storeId} and business_date = last.business_date and closed_seq is not null and not from_server
    ) as counted
    where counted.seq > coalesce((last.seqs ->> counted.journal_id::text)::int8, 0)`;
}

/** Products whose price changed in the last day, or will in the next. */
async function labelsDue(db: Kysely<Tables>, { storeId }: ReportStoreRow, at: Date): Promise<Found> {
  const around = (ms: number) => new Date(at.getTime() + ms).toISOString();
  const { changes } = await readPriceChanges(db, storeId, { from: around(-DAY_MS), to: around(DAY_MS) });
  return { count: changes.length, since: null };
}
