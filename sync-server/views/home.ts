import { type Kysely, sql } from 'kysely';
import type { Home } from '#contracts/http/home.ts';
import { addDays } from '#domain/calendar/dates.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { targetDays } from '#domain/report/target-days.ts';
import { unnest } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ReportAsker, type ReportStoreRow, reportStores, storesHead } from '#sync-server/views/report-stores.ts';
import { todayOf } from '#sync-server/views/target-list.ts';
import { readWaiting } from '#sync-server/views/waiting-work.ts';

const WEEK = 7;

interface HomeOptions {
  store: string | undefined;
  at: Date;
  may: (permission: Permission) => Promise<boolean>;
}

/** A store's day so far beside the same weekday of last week, or that of all stores of the operator; undefined where there is no such store. */
export async function readHome(
  db: Kysely<Tables>,
  asker: Pick<ReportAsker, 'storeId' | 'operatorId'>,
  { store, at, may }: HomeOptions,
): Promise<Home | undefined> {
  const stores = await reportStores(db, asker, store);
  if (!stores) return undefined;
  const { own, chosen } = stores;
  const today = todayOf(own, at);
  const cells = await readCells(db, chosen, at);
  const targets = await readTargetsOf(db, chosen, at);
  const { currency, digits, leftOut } = storesHead(stores);
  return {
    businessDate: today,
    beside: addDays(today, -WEEK),
    at: at.toISOString(),
    currency,
    digits,
    total: bothOf(cells),
    hours: hoursOf(cells),
    stores: chosen.map(({ storeId, name }) => ({
      store: { storeId, name },
      ...bothOf(cells.filter((cell) => cell.store_id === storeId)),
      target: targets.get(storeId) ?? null,
    })),
    leftOut,
    waiting: await readWaiting(db, own, { today, at, may }),
  };
}

/** What was sold in an hour of today, or of the day a week before, until the same time or later. */
interface Cell {
  store_id: string;
  hour: number;
  part: 'now' | 'before' | 'later';
  turnover: number;
  receipts: number;
}

/** From the orders, because the hour that runs is cut where the clock is now. Each store has its own clock, and its own business date. */
async function readCells(db: Kysely<Tables>, stores: readonly ReportStoreRow[], at: Date): Promise<Cell[]> {
  const rows = stores.map((store) => {
    const today = todayOf(store, at);
    return { store_id: store.storeId, today, beside: addDays(today, -WEEK), zone: store.timeZone };
  });
  const columns = { store_id: 'text', today: 'date', beside: 'date', zone: 'text' } as const;
  const result = await sql<Cell>`
    with asked as (
      select store_id, today, beside,
        ((${at.toISOString()}::timestamptz at time zone zone) - interval '7 days') at time zone zone as until
      from ${unnest(columns, rows)} as asked (store_id, today, beside, zone))
    select store_id, hour, turnover::int8, receipts::int8, part from asked cross join lateral (
      select hour, sum(total - liabilities) as turnover, count(*) as receipts,
        case when business_date = today then 'now' when at <= until then 'before' else 'later' end as part
      from customer_order
      where customer_order.store_id = asked.store_id and business_date = any(array[today, beside])
      group by hour, part) as sold`.execute(db);
  return result.rows;
}

type Sold = Home['total']['now'];

function sumOf(cells: readonly Cell[], ...parts: Cell['part'][]): Sold {
  const sold = { turnover: 0, receipts: 0 };
  for (const { part, turnover, receipts } of cells) {
    if (!parts.includes(part)) continue;
    sold.turnover += turnover;
    sold.receipts += receipts;
  }
  return sold;
}

function bothOf(cells: readonly Cell[]): Home['total'] {
  return { now: sumOf(cells, 'now'), before: sumOf(cells, 'before'), whole: sumOf(cells, 'before', 'later') };
}

/** From the first hour in which something was sold to the last, by the clock. */
function hoursOf(cells: readonly Cell[]): Home['hours'] {
  if (cells.length === 0) return [];
  const hours = cells.map(({ hour }) => hour);
  const [first, last] = [Math.min(...hours), Math.max(...hours)];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const ofHour = cells.filter(({ hour }) => hour === first + index);
    return { hour: first + index, now: sumOf(ofHour, 'now'), before: sumOf(ofHour, 'before', 'later') };
  });
}

/** Today's target of turnover with tax, by store. */
async function readTargetsOf(
  db: Kysely<Tables>,
  stores: readonly ReportStoreRow[],
  at: Date,
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('target')
    .select(['store_id', 'month', 'targets'])
    .where(
      'store_id',
      'in',
      stores.map(({ storeId }) => storeId),
    )
    .where('month', 'in', [...new Set(stores.map((store) => todayOf(store, at).slice(0, 7)))])
    .execute();
  const found = new Map<string, number>();
  for (const store of stores) {
    const today = todayOf(store, at);
    const set = rows.find((row) => row.store_id === store.storeId && row.month === today.slice(0, 7))?.targets;
    if (set?.basis !== 'gross') continue;
    const target = targetDays(set).find(({ date }) => date === today)?.target;
    if (target != null) found.set(store.storeId, target);
  }
  return found;
}
