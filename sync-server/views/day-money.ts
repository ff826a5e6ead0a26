import { type Kysely, sql } from 'kysely';
import type { DayBook } from '#contracts/http/reports.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { StoreDay } from '#sync-server/views/day-book.ts';

type Money = Pick<DayBook, 'tenders' | 'cash'>;

/**
 * What each tender should hold at the end of a day, what was declared and how they differ, over all sessions. Foreign cash is in its
 * own currency; change always went back in the store's own cash (`ownCash`). As sessions count it (`domain/session/session-totals`).
 */
export async function dayMoney(db: Kysely<Tables>, day: StoreDay, ownCash: string): Promise<Money> {
  const cash = await cashOf(db, day);
  const expected = new Map<string, number>([[ownCash, 0]]);
  const add = (tender: string, amount: number) => expected.set(tender, (expected.get(tender) ?? 0) + amount);
  add(ownCash, (await floatsOf(db, day)) + cash.in - cash.out - cash.pickups);
  for (const { tender, tendered, change } of await paymentsOf(db, day)) {
    add(tender, tendered);
    add(ownCash, -change);
  }
  const { declared, differences } = await declaredOf(db, day);
  for (const tender of declared.keys()) add(tender, 0);
  return {
    tenders: [...expected].map(([tender, amount]) => ({
      tender,
      expected: amount,
      declared: declared.get(tender) ?? null,
      difference: differences.get(tender) ?? 0,
    })),
    cash,
  };
}

async function floatsOf(db: Kysely<Tables>, { storeId, businessDate }: StoreDay): Promise<number> {
  const { rows } = await sql<{ float: number }>`
    select coalesce(sum(float), 0)::int8 as float from session
    where store_id = ${storeId} and business_date = ${businessDate}::date`.execute(db);
  return rows[0]?.float ?? 0;
}

async function paymentsOf(db: Kysely<Tables>, { storeId, businessDate }: StoreDay) {
  const { rows } = await sql<{ tender: string; tendered: number; change: number }>`
    select tender, sum(coalesce(foreign_tendered, tendered))::int8 as tendered, sum(change)::int8 as change
    from payment join customer_order using (journal_id, seq)
    where store_id = ${storeId} and business_date = ${businessDate}::date group by tender order by tender`.execute(db);
  return rows;
}

async function cashOf(db: Kysely<Tables>, { storeId, businessDate }: StoreDay): Promise<Money['cash']> {
  const rows = await db
    .selectFrom('cash_move')
    .select((select) => ['kind', select.fn.sum<number>('amount').as('amount')])
    .where('store_id', '=', storeId)
    .where('business_date', '=', businessDate)
    .groupBy('kind')
    .execute();
  const sums = new Map(rows.map(({ kind, amount }) => [kind, Number(amount)]));
  const of = (kind: string) => sums.get(kind) ?? 0;
  return { in: of('in'), out: of('out'), pickups: of('pickup'), banked: of('bank') };
}

async function declaredOf(db: Kysely<Tables>, { storeId, businessDate }: StoreDay) {
  const rows = await db
    .selectFrom('session')
    .select('z')
    .where('store_id', '=', storeId)
    .where('business_date', '=', businessDate)
    .where('z', 'is not', null)
    .execute();
  const declared = new Map<string, number>();
  const differences = new Map<string, number>();
  for (const { z } of rows) {
    for (const { tender, amount } of z?.declared ?? []) declared.set(tender, (declared.get(tender) ?? 0) + amount);
    for (const { tender, amount } of z?.differences ?? []) {
      differences.set(tender, (differences.get(tender) ?? 0) + amount);
    }
  }
  return { declared, differences };
}
