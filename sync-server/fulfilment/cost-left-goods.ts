import { sql } from 'kysely';
import type { Minor } from '#domain/money/money.ts';
import { lineCosts, type MovedLine } from '#domain/stock/line-costs.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { unnest } from '#sync-server/db/insert-rows.ts';
import { TURNOVER_LINES } from '#sync-server/db/rollups-from-orders.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { workEach } from './work-each.ts';

interface Due {
  order_id: string;
  journal_id: string;
  seq: number;
}

type Database = SqlIngestTransaction['db'];

/**
 * Charges tills' tickets what goods cost that they left for later, once those left: on the lines that sold them, and in what reports sum.
 * Until then such a line's cost is not known. Answers how many tickets were charged.
 */
export async function costLeftGoods({ db, ingest }: ServerContext): Promise<number> {
  const { rows } = await sql<Due>`
    select distinct placed.order_id, ticket.journal_id, ticket.seq
    from order_line as sold join customer_order as ticket using (journal_id, seq)
      join online_order as placed on placed.ticket_id = ticket.order_id and placed.journal_id = ticket.journal_id
      join online_order_line as line on line.order_id = placed.order_id and line.line_id = sold.line_id
    where sold.to_leave > greatest(0, line.ordered - line.gone) limit 100`.execute(db);
  return workEach(rows, (due) => ingest.store.transaction((tx) => costOne(tx, due)));
}

/** Sums of reports are of a journal, which is held as it is while one of its tickets is booked. */
async function costOne(tx: SqlIngestTransaction, due: Due): Promise<number> {
  const { db } = tx;
  await tx.lockJournal(due.journal_id);
  await tx.lockTickets('shared');
  const costs = [...(await chargedTo(db, due.order_id))].map(([line_id, cost]) => ({ line_id, cost }));
  const before = await figuresOf(db, due);
  await sql`update order_line as sold set cost = told.cost, to_leave = greatest(0, line.ordered - line.gone)
    from ${unnest({ line_id: 'text', cost: 'int8' }, costs)} as told (line_id, cost)
      join online_order_line as line on line.order_id = ${due.order_id} and line.line_id = told.line_id
    where sold.journal_id = ${due.journal_id} and sold.seq = ${due.seq} and sold.line_id = told.line_id`.execute(db);
  const after = await figuresOf(db, due);
  await addToReports(
    db,
    due,
    [...after].map(([variant_id, { cost, uncosted }]) => {
      const was = before.get(variant_id) ?? { cost: 0, uncosted: 0 };
      return { variant_id, cost: cost - was.cost, uncosted: uncosted - was.uncosted };
    }),
  );
  return 1;
}

/** What goods of an order were charged when they left, by the line that sold them. */
async function chargedTo(db: Database, orderId: string): Promise<Map<string, Minor>> {
  const { rows: goods } = await sql<{ line_id: string; variant_id: string; gone: number }>`
    select line_id, variant_id, sum(gone)::int8 as gone from fulfilment_goods join fulfilment using (fulfilment_id)
    where order_id = ${orderId} and gone > 0 group by line_id, variant_id order by line_id`.execute(db);
  const { rows: moved } = await sql<{ variant_id: string; cost: number }>`
    select variant_id, (-sum(cost))::int8 as cost from movement
    where document_kind = 'online-order' and document_id = ${orderId} group by variant_id`.execute(db);
  const lines = goods.map(({ line_id: lineId, variant_id: variantId, gone: quantity }): MovedLine => {
    return { lineId, moved: [{ variantId, quantity }] };
  });
  const known = moved.filter(({ variant_id }) => goods.some((one) => one.variant_id === variant_id));
  return lineCosts(lines, new Map(known.map(({ variant_id, cost }) => [variant_id, cost])));
}

interface Figures {
  cost: number;
  uncosted: number;
}

async function figuresOf(db: Database, { journal_id, seq }: Due): Promise<Map<string, Figures>> {
  const { rows } = await sql<Figures & { variant_id: string }>`
    select variant_id, sum(cost)::int8 as cost, sum(uncosted)::int8 as uncosted from (${TURNOVER_LINES}) as line
    where journal_id = ${journal_id} and seq = ${seq} group by variant_id`.execute(db);
  return new Map(rows.map(({ variant_id, ...figures }) => [variant_id, figures]));
}

async function addToReports(
  db: Database,
  { journal_id, seq }: Due,
  more: readonly (Figures & { variant_id: string })[],
): Promise<void> {
  const columns = { variant_id: 'text', cost: 'int8', uncosted: 'int8' } as const;
  const sum = (name: keyof Figures) => more.reduce((all, each) => all + each[name], 0);
  const [cost, uncosted] = [sum('cost'), sum('uncosted')];
  const ticket = sql`ticket.journal_id = ${journal_id} and ticket.seq = ${seq}`;
  const isOf = sql`sums.store_id = ticket.store_id and sums.business_date = ticket.business_date
    and sums.channel = ticket.channel and sums.journal_id = ticket.journal_id`;
  await sql`update customer_order as ticket set cost_of_sales = cost_of_sales + ${cost}, uncosted = uncosted + ${uncosted}
    where ${ticket}`.execute(db);
  await sql`update sales_hour as sums set cost = sums.cost + ${cost}, uncosted = sums.uncosted + ${uncosted}
    from customer_order as ticket where ${ticket} and ${isOf} and sums.hour = ticket.hour
      and sums.operator_id = coalesce(ticket.operator_id, '')`.execute(db);
  await sql`update sales_product as sums set cost = sums.cost + more.cost, uncosted = sums.uncosted + more.uncosted
    from customer_order as ticket, ${unnest(columns, more)} as more (variant_id, cost, uncosted)
    where ${ticket} and ${isOf} and sums.variant_id = more.variant_id`.execute(db);
}
