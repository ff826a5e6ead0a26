import { type Kysely, sql } from 'kysely';
import { TARGET_MONTHS_MAX, type TargetList, type TargetRow, type TargetsQuery } from '#contracts/http/targets.ts';
import { addDays } from '#domain/calendar/dates.ts';
import { targetDays, targetUntil } from '#domain/report/target-days.ts';
import { businessDateAt } from '#domain/session/business-date.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ReportAsker, type ReportStoreRow, reportStores } from '#sync-server/views/report-stores.ts';

type Answer = { ok: true; list: TargetList } | { ok: false; code: 'body-invalid' | 'not-found' };

/** Targets of stores and months beside what was turned over, as far as the server has heard. */
export async function readTargets(
  db: Kysely<Tables>,
  asker: Pick<ReportAsker, 'storeId' | 'operatorId'>,
  { from, to, store }: TargetsQuery,
  at: Date,
): Promise<Answer> {
  const months = monthsOf(from, to);
  if (months.length === 0 || months.length > TARGET_MONTHS_MAX) return { ok: false, code: 'body-invalid' };
  const stores = await reportStores(db, asker, store);
  if (!stores) return { ok: false, code: 'not-found' };
  const today = todayOf(stores.own, at);
  const storeIds = stores.chosen.map(({ storeId }) => storeId);
  const set = await readSet(db, storeIds, months);
  const sold = await readSold(db, storeIds, { from: `${from}-01`, until: dayAfter(to) });
  const rows = stores.chosen.flatMap((each) => months.map((month) => rowOf(each, month, { set, sold, at })));
  return { ok: true, list: { today, rows } };
}

/** The first day after a month. */
function dayAfter(month: string): string {
  return `${addDays(`${month}-01`, 31).slice(0, 7)}-01`;
}

/** The business date that a store has at an instant. */
export function todayOf({ timeZone, dayStartsAt }: ReportStoreRow, at: Date): string {
  return businessDateAt(at.toISOString(), timeZone, dayStartsAt);
}

function monthsOf(from: string, to: string): string[] {
  const months = [];
  for (let month = from; month <= to && months.length <= TARGET_MONTHS_MAX; ) {
    months.push(month);
    month = addDays(`${month}-01`, 31).slice(0, 7);
  }
  return months;
}

type SetTargets = Pick<TargetRow, 'revision' | 'targets' | 'changedAt' | 'changedBy'>;

/** By store and month. */
async function readSet(db: Kysely<Tables>, storeIds: string[], months: string[]): Promise<Map<string, SetTargets>> {
  const rows = await db
    .selectFrom('target')
    .selectAll()
    .where('store_id', 'in', storeIds)
    .where('month', 'in', months)
    .execute();
  return new Map(
    rows.map(({ store_id, month, revision, targets, changed_at, changed_by }) => [
      `${store_id} ${month}`,
      { revision, targets, changedAt: changed_at.toISOString(), changedBy: changed_by },
    ]),
  );
}

interface Sold {
  gross: number;
  net: number;
}

/** Turnover by store and business date, from a date on and before another. */
export function soldByDay(storeIds: string[], { from, until }: { from: string; until: string }) {
  return sql<Sold & { store_id: string; business_date: string }>`
    select store_id, business_date, sum(turnover)::int8 as gross, sum(net)::int8 as net from sales_hour
    where store_id = any(${storeIds}::text[]) and business_date >= ${from}::date and business_date < ${until}::date
    group by store_id, business_date`;
}

async function readSold(
  db: Kysely<Tables>,
  storeIds: string[],
  dates: { from: string; until: string },
): Promise<Map<string, Sold>> {
  const { rows } = await soldByDay(storeIds, dates).execute(db);
  return new Map(rows.map((row) => [`${row.store_id} ${row.business_date}`, row]));
}

interface Read {
  set: ReadonlyMap<string, SetTargets>;
  sold: ReadonlyMap<string, Sold>;
  at: Date;
}

function rowOf(store: ReportStoreRow, month: string, { set, sold, at }: Read): TargetRow {
  const { storeId, name, currency, digits } = store;
  const known = set.get(`${storeId} ${month}`) ?? {
    revision: 0,
    targets: { storeId, month, basis: 'gross' as const, amount: null, days: [] },
    changedAt: null,
    changedBy: null,
  };
  const days = targetDays(known.targets).map(({ date, target }) => {
    return { date, target, actual: sold.get(`${storeId} ${date}`)?.[known.targets.basis] ?? 0 };
  });
  return {
    store: { storeId, name },
    currency,
    digits,
    ...known,
    actual: days.reduce((sum, { actual }) => sum + actual, 0),
    due: targetUntil(known.targets, todayOf(store, at)),
    days,
  };
}
