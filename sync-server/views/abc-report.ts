import { type Kysely, sql } from 'kysely';
import { type AbcQuery, type AbcReport, type AbcRow, STOCK_ROWS_MAX } from '#contracts/http/stock-report.ts';
import { addDays } from '#domain/calendar/dates.ts';
import { mulDiv, PPM } from '#domain/money/money.ts';
import { type Period, spansOf } from '#domain/report/period.ts';
import { type AbcClass, abcClasses } from '#domain/stock/abc-class.ts';
import { type WeeksSold, xyzClass } from '#domain/stock/xyz-class.ts';
import { unnest } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ReportAsker, reportStores, storesHead } from '#sync-server/views/report-stores.ts';
import { isPeriod } from '#sync-server/views/sales-report.ts';
import { groupStock, type NamedKey, namedRow } from '#sync-server/views/stock-groups.ts';

type Answer = { ok: true; report: AbcReport } | { ok: false; code: 'body-invalid' | 'not-found' };

const FIGURES = ['amount', 'quantity', 'value'] as const;
type Product = NamedKey & Record<(typeof FIGURES)[number], number>;
const CLASSES: readonly AbcClass[] = ['A', 'B', 'C'];
const PPM_PER_PERCENT = 10_000;

/** Products by their share of turnover or gross profit, and by how evenly they sell. */
export async function readAbc(
  db: Kysely<Tables>,
  asker: ReportAsker,
  { from, to, of, a = '80', b = '95', store, category }: AbcQuery,
): Promise<Answer> {
  const limits = { a: Number(a), b: Number(b) };
  if (!isPeriod(from, to) || limits.a >= limits.b) return { ok: false, code: 'body-invalid' };
  const stores = await reportStores(db, asker, store);
  if (!stores) return { ok: false, code: 'not-found' };
  const period = { from, to };
  const storeIds = stores.chosen.map(({ storeId }) => storeId);
  const sold = await readSold(db, of, storeIds, period);
  const here = sql`select variant_id, sum(value) as value from stock
    where location_id = any(${stores.chosen.map(({ locationId }) => locationId)}::text[]) group by 1`;
  const figures = sql`select variant_id, amount, quantity, value
    from ${unnest(SOLD, [...sold.values()])} as sold (${sql.join(Object.keys(SOLD).map((name) => sql.ref(name)))})
      left join (${here}) as here using (variant_id)`;
  const products = await groupStock(db, figures, FIGURES, { by: 'product', category });
  const ppm = { a: limits.a * PPM_PER_PERCENT, b: limits.b * PPM_PER_PERCENT };
  const rows = classified(products, ppm, (key) => xyzOf(sold.get(key)), asker.costs);
  return {
    ok: true,
    report: {
      ...storesHead(stores),
      period,
      of,
      ...limits,
      amount: rows.reduce((sum, { amount }) => sum + amount, 0),
      classes: CLASSES.map((name) => classOf(name, rows, asker.costs)),
      rows: rows.slice(0, STOCK_ROWS_MAX),
      more: Math.max(0, rows.length - STOCK_ROWS_MAX),
    },
  };
}

/** The largest first. Shares are of all that is above 0. */
function classified(
  products: readonly Product[],
  limits: { a: number; b: number },
  xyzOf: (key: string) => AbcRow['xyz'],
  costs: boolean,
): AbcRow[] {
  const turnovers = products.map((product) => ({ variantId: product.key, turnover: product.amount }));
  const classes = abcClasses(turnovers, limits);
  const known = new Map(products.map((product) => [product.key, product]));
  const all = products.reduce((sum, product) => sum + Math.max(0, product.amount), 0);
  let until = 0;
  return [...classes].flatMap(([key, abc]) => {
    const product = known.get(key);
    if (!product) return [];
    const { amount } = product;
    until += Math.max(0, amount);
    return {
      ...namedRow(product),
      amount,
      quantity: product.quantity,
      sharePpm: all === 0 ? 0 : mulDiv(Math.max(0, amount), PPM, all),
      cumulativePpm: all === 0 ? 0 : mulDiv(until, PPM, all),
      class: abc,
      xyz: xyzOf(key),
      ...(costs ? { value: product.value } : {}),
    };
  });
}

function classOf(name: AbcClass, rows: readonly AbcRow[], costs: boolean): AbcReport['classes'][number] {
  const own = rows.filter((row) => row.class === name);
  const amount = own.reduce((sum, row) => sum + row.amount, 0);
  const value = own.reduce((sum, row) => sum + (row.value ?? 0), 0);
  return { class: name, products: own.length, amount, ...(costs ? { value } : {}) };
}

const AMOUNTS = { turnover: sql`turnover`, profit: sql`net - cost` } as const;
const SOLD = { variant_id: 'text', amount: 'int8', quantity: 'int8' } as const;

interface Sold {
  variant_id: string;
  amount: number;
  quantity: number;
  /** Of the whole weeks of the period. */
  weeks: WeeksSold;
}

/**
 * What products sold in a period and in its whole weeks, by one look at the sums: by product and week, and these by product. The database
 * sums, because there are as many weeks as products times weeks. Weeks are counted from the one that ends before the first whole one.
 */
async function readSold(
  db: Kysely<Tables>,
  of: AbcReport['of'],
  storeIds: readonly string[],
  { from, to }: Period,
): Promise<Map<string, Sold>> {
  const mondays = spansOf({ from, to }, 'week').filter((monday) => monday >= from && addDays(monday, 6) <= to);
  const weeks = mondays.length;
  const start = addDays(mondays[0] ?? from, -7);
  const isWhole = sql`week between 1 and ${weeks}`;
  const { rows } = await withMemory(db, (tx) =>
    sql<Omit<Sold, 'weeks'> & { sum: string; squares: string }>`
      select variant_id, sum(amount)::int8 as amount, sum(quantity)::int8 as quantity,
        coalesce(sum(quantity) filter (where ${isWhole}), 0)::text as sum,
        coalesce(sum(quantity::numeric * quantity) filter (where ${isWhole}), 0)::text as squares
      from (
        select variant_id, (business_date - ${start}::date) / 7 as week, sum(${AMOUNTS[of]})::int8 as amount,
          sum(quantity)::int8 as quantity
        from sales_product
        where store_id = any(${[...storeIds]}::text[]) and business_date between ${from}::date and ${to}::date
        group by 1, 2) as weekly
      group by variant_id`.execute(tx),
  );
  return new Map(
    rows.map(({ sum, squares, ...figures }) => {
      return [figures.variant_id, { ...figures, weeks: { weeks, sum: BigInt(sum), squares: BigInt(squares) } }];
    }),
  );
}

function xyzOf(sold: Sold | undefined): AbcRow['xyz'] {
  return sold ? xyzClass(sold.weeks) : null;
}

/** Asks with room for a sum per product and week of a large shop, which would otherwise go over the disk. */
async function withMemory<T>(db: Kysely<Tables>, ask: (tx: Kysely<Tables>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`set local work_mem = '64MB'`.execute(tx);
    return ask(tx);
  });
}
