import { type Kysely, sql } from 'kysely';
import { type AbcQuery, type AbcReport, type AbcRow, STOCK_ROWS_MAX } from '#contracts/http/stock-report.ts';
import { addDays } from '#domain/calendar/dates.ts';
import { mulDiv, PPM } from '#domain/money/money.ts';
import { type Period, spansOf } from '#domain/report/period.ts';
import { type AbcClass, abcClasses } from '#domain/stock/abc-class.ts';
import { type WeeksSold, xyzClass } from '#domain/stock/xyz-class.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { type ReportAsker, reportStores, storesHead } from '#sync-server/views/report-stores.ts';
import { isPeriod } from '#sync-server/views/sales-report.ts';
import { groupStock, type NamedKey, namedRow } from '#sync-server/views/stock-groups.ts';

type Answer = { ok: true; report: AbcReport } | { ok: false; code: 'body-invalid' | 'not-found' };

const FIGURES = ['turnover', 'profit', 'quantity', 'value'] as const;
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
  const sold = sql`select variant_id, sum(turnover) as turnover, sum(net - cost) as profit, sum(quantity) as quantity
    from sales_product where store_id = any(${storeIds}::text[]) and business_date between ${from}::date and ${to}::date
    group by 1`;
  const here = sql`select variant_id, sum(value) as value from stock
    where location_id = any(${stores.chosen.map(({ locationId }) => locationId)}::text[]) group by 1`;
  const figures = sql`select variant_id, turnover, profit, quantity, value
    from (${sold}) as sold left join (${here}) as here using (variant_id)`;
  const products = await groupStock(db, figures, FIGURES, { by: 'product', category });
  const soldIn = await readWeeks(db, storeIds, period);
  const ppm = { a: limits.a * PPM_PER_PERCENT, b: limits.b * PPM_PER_PERCENT };
  const rows = classified(products, of, ppm, (key) => xyzClass(soldIn(key)), asker.costs);
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
  of: AbcReport['of'],
  limits: { a: number; b: number },
  xyzOf: (key: string) => AbcRow['xyz'],
  costs: boolean,
): AbcRow[] {
  const turnovers = products.map((product) => ({ variantId: product.key, turnover: product[of] }));
  const classes = abcClasses(turnovers, limits);
  const known = new Map(products.map((product) => [product.key, product]));
  const all = products.reduce((sum, product) => sum + Math.max(0, product[of]), 0);
  let until = 0;
  return [...classes].flatMap(([key, abc]) => {
    const product = known.get(key);
    if (!product) return [];
    const amount = product[of];
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

/** What products sold in the whole weeks of a period. The database sums, because there are as many weeks as products times weeks. */
async function readWeeks(
  db: Kysely<Tables>,
  storeIds: readonly string[],
  { from, to }: Period,
): Promise<(variantId: string) => WeeksSold> {
  const mondays = spansOf({ from, to }, 'week').filter((monday) => monday >= from && addDays(monday, 6) <= to);
  const weeks = mondays.length;
  const [first] = mondays;
  const last = mondays.at(-1);
  if (first === undefined || last === undefined) return () => ({ weeks, sum: 0n, squares: 0n });
  const rows = await withMemory(db, async (tx) => {
    const result = await sql<{ variant_id: string; sum: string; squares: string }>`
      select variant_id, sum(quantity)::text as sum, sum(quantity * quantity)::text as squares from (
        select variant_id, sum(quantity) as quantity from sales_product
        where store_id = any(${[...storeIds]}::text[]) and business_date between ${first}::date and ${addDays(last, 6)}::date
        group by variant_id, (business_date - ${first}::date) / 7) as week
      group by variant_id`.execute(tx);
    return result.rows;
  });
  const sold = new Map(
    rows.map(({ variant_id, sum, squares }) => {
      return [variant_id, { weeks, sum: BigInt(sum), squares: BigInt(squares) }];
    }),
  );
  return (variantId) => sold.get(variantId) ?? { weeks, sum: 0n, squares: 0n };
}

/** Asks with room for a sum per product and week of a large shop, which would otherwise go over the disk. */
async function withMemory<T>(db: Kysely<Tables>, ask: (tx: Kysely<Tables>) => Promise<T>): Promise<T> {
  return db.transaction().execute(async (tx) => {
    await sql`set local work_mem = '64MB'`.execute(tx);
    return ask(tx);
  });
}
