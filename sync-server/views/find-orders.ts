import { type Kysely, sql } from 'kysely';
import type { Static } from 'typebox';
import type { OrderList, OrderQuery } from '#contracts/http/api.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const LIMIT = 50;

/** Past orders that fit, newest first. Amounts are as paid: with the rounding of cash. */
export async function findOrders(
  db: Kysely<Tables>,
  { receipt, member, amount, date, product, limit = LIMIT }: Static<typeof OrderQuery>,
): Promise<OrderList['orders']> {
  let query = db.selectFrom('customer_order').selectAll().orderBy('at', 'desc').orderBy('order_id').limit(limit);
  if (receipt !== undefined) {
    const [, series = '', number = '0'] = /^(.*)-(\d{1,15})$/.exec(receipt.trim()) ?? [];
    const ofOnline = await ticketsOfOnline(db, receipt.trim());
    query =
      ofOnline.length > 0
        ? query.where('order_id', '=', sql<string>`any(${ofOnline}::uuid[])`)
        : query
            .where('receipt_number', '=', Number(number))
            .where(sql<boolean>`upper(receipt_series) = upper(${series})`);
  }
  if (member !== undefined) {
    query = query.where((where) =>
      where.or([
        where('member_id', '=', member),
        where('member_id', 'in', db.selectFrom('member').select('member_id').where('card_number', '=', member)),
      ]),
    );
  }
  if (amount !== undefined) query = query.where(sql<boolean>`total + rounding = ${amount}::int8`);
  if (date !== undefined) query = query.where('business_date', '=', date);
  if (product !== undefined) query = query.where(sql<boolean>`${holdsProduct(product)}`);
  const rows = await query.execute();
  return rows.map((row) => ({
    orderId: row.order_id,
    storeId: row.store_id,
    receipt: receiptText({ series: row.receipt_series, number: row.receipt_number }),
    at: row.at.toISOString(),
    businessDate: row.business_date,
    total: row.total + row.rounding,
    currency: row.currency,
    items: row.items,
    first: row.first_name,
    memberId: row.member_id,
  }));
}

/** The tickets of what left of an online order, or of the till that sold it, by the number that its customer knows. */
async function ticketsOfOnline(db: Kysely<Tables>, number: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select online_order_ticket.ticket_id as id from online_order join online_order_ticket using (order_id)
      where upper(number) = upper(${number})
    union select ticket_id from online_order where upper(number) = upper(${number}) and ticket_id is not null`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}

/** Part of a name, a sku, or a gtin with or without its leading zeros. */
function holdsProduct(text: string) {
  const part = `%${text.trim().replace(/[\\%_]/g, '\\$&')}%`;
  const gtin = text.trim().padStart(14, '0');
  return sql`exists (select from order_line left join variant on variant.variant_id = order_line.variant_id
    where order_line.journal_id = customer_order.journal_id and order_line.seq = customer_order.seq
      and (order_line.name ilike ${part} or upper(order_line.sku) = upper(${text.trim()}) or ${gtin} = any(variant.gtins)))`;
}
