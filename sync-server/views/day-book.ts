import { type Kysely, sql } from 'kysely';
import type { DayBook } from '#contracts/http/reports.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { dayMoney } from '#sync-server/views/day-money.ts';
import { lateFacts } from '#sync-server/views/late-facts.ts';
import { quarantinedAmount } from '#sync-server/views/quarantined-amount.ts';
import { readSessions } from '#sync-server/views/session-list.ts';

/** A store's day as far as the server has heard, open sessions and late facts with it; undefined for a store that is not known. */
export async function readDayBook(
  db: Kysely<Tables>,
  storeId: string,
  businessDate: string,
): Promise<DayBook | undefined> {
  const store = await db.selectFrom('store').select('settings').where('store_id', '=', storeId).executeTakeFirst();
  if (!store) return undefined;
  const ownCash = storePolicy(store.settings).tenders.find(({ kind, foreign }) => kind === 'cash' && !foreign);
  const day = { storeId, businessDate };
  const [closed] = await db
    .selectFrom('day_close')
    .select('supplement')
    .where('store_id', '=', storeId)
    .where('business_date', '=', businessDate)
    .orderBy('supplement', 'desc')
    .limit(1)
    .execute();
  return {
    ...day,
    currency: store.settings.currency.code,
    sessions: await readSessions(db, storeId, { businessDate }),
    ...(await soldOf(db, day)),
    taxes: await taxesOf(db, day),
    ...(await dayMoney(db, day, ownCash?.tenderId ?? 'cash')),
    storedValue: await storedValueOf(db, day, store.settings.currency.code),
    accounts: await accountsOf(db, day, store.settings.currency.code),
    ...(await liabilitiesOf(db, day)),
    supplement: closed?.supplement ?? null,
    late: closed ? await lateFacts(db, day) : 0,
    quarantined: await quarantinedAmount(db, day),
  };
}

export interface StoreDay {
  storeId: string;
  businessDate: string;
}

type Sold = Pick<DayBook, 'sales' | 'returns' | 'discounts' | 'rounding' | 'tips' | 'total'>;

async function soldOf(db: Kysely<Tables>, { storeId, businessDate }: StoreDay): Promise<Sold> {
  const { rows } = await sql<Record<string, number>>`
    select coalesce(sum(line_count), 0)::int8 as lines, coalesce(sum(sold), 0)::int8 as sold,
      coalesce(sum(return_count), 0)::int8 as return_lines, coalesce(sum(returned), 0)::int8 as returned,
      coalesce(sum(discount_count), 0)::int8 as discounts, coalesce(sum(discount), 0)::int8 as discount,
      coalesce(sum(rounding), 0)::int8 as rounding, coalesce(sum(total), 0)::int8 as total,
      coalesce(sum((select sum(tip) from payment where payment.journal_id = customer_order.journal_id
        and payment.seq = customer_order.seq)), 0)::int8 as tips
    from customer_order where store_id = ${storeId} and business_date = ${businessDate}::date`.execute(db);
  const figure = (name: string) => rows[0]?.[name] ?? 0;
  return {
    sales: { count: figure('lines'), amount: figure('sold') },
    returns: { count: figure('return_lines'), amount: negated(figure('returned')) },
    discounts: { count: figure('discounts'), amount: negated(figure('discount')) },
    rounding: figure('rounding'),
    tips: figure('tips'),
    total: figure('total'),
  };
}

async function taxesOf(db: Kysely<Tables>, { storeId, businessDate }: StoreDay): Promise<DayBook['taxes']> {
  const { rows } = await sql<{ code: string; rate_ppm: number; base: number; amount: number }>`
    select code, rate_ppm, sum(order_tax.base)::int8 as base, sum(order_tax.amount)::int8 as amount
    from order_tax join customer_order using (journal_id, seq)
    where store_id = ${storeId} and business_date = ${businessDate}::date
    group by code, rate_ppm order by code, rate_ppm`.execute(db);
  return rows.map(({ code, rate_ppm, base, amount }) => ({ code, ratePpm: rate_ppm, base, amount }));
}

async function storedValueOf(db: Kysely<Tables>, { storeId, businessDate }: StoreDay, currency: string) {
  const { rows } = await sql<{ issued: number; redeemed: number; outstanding: number }>`
    select coalesce(sum(amount) filter (where kind = 'value.issued'), 0)::int8 as issued,
      coalesce(-sum(amount) filter (where kind = 'value.redeemed'), 0)::int8 as redeemed,
      (select coalesce(sum(balance), 0)::int8 from stored_value where currency = ${currency} and class <> 'points') as outstanding
    from value_movement join fact using (journal_id, seq)
    where class <> 'points' and store_id = ${storeId} and business_date = ${businessDate}::date`.execute(db);
  return rows[0] ?? { issued: 0, redeemed: 0, outstanding: 0 };
}

async function accountsOf(db: Kysely<Tables>, { storeId, businessDate }: StoreDay, currency: string) {
  const { rows } = await sql<{ charged: number; paid: number; outstanding: number }>`
    select coalesce(sum(abs(amount)) filter (where kind = 'account.charged'), 0)::int8 as charged,
      coalesce(sum(abs(amount)) filter (where kind = 'account.paid'), 0)::int8 as paid,
      (select coalesce(sum(balance), 0)::int8 from account where currency = ${currency}) as outstanding
    from account_movement join fact using (journal_id, seq)
    where store_id = ${storeId} and business_date = ${businessDate}::date`.execute(db);
  return rows[0] ?? { charged: 0, paid: 0, outstanding: 0 };
}

/** What of a day's receipts is no turnover, as sessions count it (`domain/session/liabilities`); deposits held are of all days. */
async function liabilitiesOf(
  db: Kysely<Tables>,
  { storeId, businessDate }: StoreDay,
): Promise<Pick<DayBook, 'liabilities' | 'deposits'>> {
  const { rows } = await sql<{ kind: string; count: number; amount: number; outstanding: number }>`
    with line as (
      select business_date, gross, liability as kind from order_line join customer_order using (journal_id, seq)
      where liability is not null and store_id = ${storeId} and business_date <= ${businessDate}::date
      union all
      select business_date, -gross, 'returned-' || liability from return_line join customer_order using (journal_id, seq)
      where liability is not null and store_id = ${storeId} and business_date <= ${businessDate}::date)
    select kind, count(*) filter (where business_date = ${businessDate}::date)::int8 as count,
      coalesce(sum(gross) filter (where business_date = ${businessDate}::date), 0)::int8 as amount,
      sum(gross)::int8 as outstanding from line group by kind`.execute(db);
  const of = (kind: string) => rows.find((row) => row.kind === kind) ?? { count: 0, amount: 0, outstanding: 0 };
  const counted = ({ count, amount }: { count: number; amount: number }) => ({ count, amount });
  const [taken, deducted, cards] = [of('deposit'), of('returned-deposit'), of('returned-gift-card')];
  return {
    liabilities: {
      depositsTaken: counted(taken),
      depositsDeducted: counted(deducted),
      cardsSold: counted(of('gift-card')),
      ...(cards.count === 0 ? {} : { cardsReturned: counted(cards) }),
    },
    deposits: {
      taken: taken.amount,
      deducted: deducted.amount,
      outstanding: taken.outstanding - deducted.outstanding,
    },
  };
}

function negated(amount: number): number {
  return amount === 0 ? 0 : -amount;
}
