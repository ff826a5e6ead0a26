import { sql } from 'kysely';
import type { ServerContext } from '#sync-server/context.ts';
import { reckonOrders } from '#sync-server/db/order-figures.ts';
import { ROLLUP_TABLES, rollupFromOrders } from '#sync-server/db/rollups-from-orders.ts';

/**
 * Sums all orders anew for the reports, in one transaction beside which no ticket is booked; first what is kept of the orders themselves,
 * which a process of an older version beside this one left out.
 */
export async function rebuildRollups({ ingest }: ServerContext): Promise<void> {
  await ingest.store.transaction(async (tx) => {
    await tx.lockTickets('exclusive');
    await reckonOrders(tx.db);
    for (const table of ROLLUP_TABLES) {
      await sql`delete from ${sql.table(table)}`.execute(tx.db);
      const from = rollupFromOrders(table, sql`select * from customer_order`);
      const names = sql.join(COLUMNS[table].map((name) => sql.ref(name)));
      await sql`insert into ${sql.table(table)} (${names}) select ${names} from (${from}) as reckoned`.execute(tx.db);
    }
  });
}

const DAY = ['store_id', 'business_date', 'channel', 'journal_id'];
const HOURLY = [...DAY, 'hour', 'operator_id'];
const TURNOVER = ['turnover', 'net', 'back', 'discount', 'cost', 'uncosted'];
const COLUMNS = {
  sales_hour: [...HOURLY, 'receipts', 'liability_tax', ...TURNOVER],
  sales_product: [...DAY, 'variant_id', 'lines', 'quantity', ...TURNOVER],
  sales_tender: [...HOURLY, 'tender', 'payments', 'amount'],
  sales_tax: [...HOURLY, 'code', 'rate_ppm', 'receipts', 'base', 'amount'],
} as const;
