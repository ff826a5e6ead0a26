import { type Kysely, sql } from 'kysely';
import { OrderCompleted } from '#contracts/facts/order-completed.ts';
import type { OrderAnswer } from '#contracts/http/api.ts';
import { parse } from '#contracts/schema.ts';
import { CHARGE_LINE } from '#domain/fulfilment/ticket-lines.ts';
import { inRegime } from '#domain/order/returnable.ts';
import type { TaxLine } from '#domain/tax/tax-rules.ts';
import { taxTotals } from '#domain/tax/tax-totals.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { parseEnvelope } from '#sync-server/ingest/parse-envelope.ts';

/** An order as it was witnessed, and what of it came back, in its own tax regime; what was given back is positive. */
export async function readOrder(db: Kysely<Tables>, orderId: string): Promise<OrderAnswer | undefined> {
  const row = await db
    .selectFrom('customer_order')
    .innerJoin('fact', (join) =>
      join.onRef('fact.journal_id', '=', 'customer_order.journal_id').onRef('fact.seq', '=', 'customer_order.seq'),
    )
    .selectAll('customer_order')
    .select('fact.body')
    .where('order_id', '=', orderId)
    .orderBy('received_at')
    .limit(1)
    .executeTakeFirst();
  const order = row && orderIn(row.body);
  if (!row || !order) return undefined;
  return {
    orderId,
    storeId: row.store_id,
    registerId: row.register_id,
    journalId: row.journal_id,
    operatorId: row.operator_id,
    at: row.at.toISOString(),
    businessDate: row.business_date,
    order,
    returned: await returnedOf(db, orderId, order.pricesIncludeTax),
    refunds: await refundsOf(db, orderId),
    postVoided: await isPostVoided(db, orderId),
    notes: await notesOf(db, order),
    ...(order.placed ? { undelivered: await undeliveredOf(db, orderId) } : {}),
  };
}

function orderIn(body: Uint8Array): OrderCompleted | undefined {
  const envelope = parseEnvelope(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body));
  const payload = envelope.ok ? parse(OrderCompleted, envelope.value.payload) : envelope;
  return payload.ok ? payload.value : undefined;
}

async function returnedOf(
  db: Kysely<Tables>,
  orderId: string,
  pricesIncludeTax: boolean,
): Promise<OrderAnswer['returned']> {
  const rows = await db
    .selectFrom('return_line')
    .innerJoin('customer_order', (join) =>
      join
        .onRef('customer_order.journal_id', '=', 'return_line.journal_id')
        .onRef('customer_order.seq', '=', 'return_line.seq'),
    )
    .select(['source_line_id', 'quantity', 'amount', 'taxes', 'prices_include_tax'])
    .where('source_order_id', '=', orderId)
    .orderBy('source_line_id')
    .execute();
  const lines = new Map<string, { quantity: number; amount: number; taxes: TaxLine[] }>();
  for (const row of rows) {
    const lineId = row.source_line_id ?? '';
    const before = lines.get(lineId) ?? { quantity: 0, amount: 0, taxes: [] };
    const { amount, taxes } = inRegime(row, row.prices_include_tax, pricesIncludeTax);
    lines.set(lineId, {
      quantity: before.quantity + row.quantity,
      amount: before.amount + amount,
      taxes: taxTotals([...before.taxes, ...taxes]),
    });
  }
  return [...lines].map(([lineId, { quantity, amount, taxes }]) => ({
    lineId,
    returned: quantity,
    refunded: positive(amount),
    refundedTaxes: taxes.map((tax) => ({ ...tax, base: positive(tax.base), amount: positive(tax.amount) })),
  }));
}

/** Money given back in tickets that took back some of the order. */
async function refundsOf(db: Kysely<Tables>, orderId: string): Promise<OrderAnswer['refunds']> {
  const rows = await db
    .selectFrom('payment')
    .select(['tender', 'amount', 'reference'])
    .where('amount', '<', 0)
    .where((where) =>
      where.exists(
        where
          .selectFrom('return_line')
          .select('return_line.seq')
          .where('source_order_id', '=', orderId)
          .whereRef('return_line.journal_id', '=', 'payment.journal_id')
          .whereRef('return_line.seq', '=', 'payment.seq'),
      ),
    )
    .orderBy('payment_id')
    .execute();
  return rows.map(({ tender, amount, reference }) => {
    return { tender, amount: positive(amount), ...(reference === null ? {} : { reference }) };
  });
}

async function isPostVoided(db: Kysely<Tables>, orderId: string): Promise<boolean> {
  const row = await db.selectFrom('post_void').select('seq').where('order_id', '=', orderId).executeTakeFirst();
  return row !== undefined;
}

async function notesOf(
  db: Kysely<Tables>,
  { noteId, taxExemption, lines }: OrderCompleted,
): Promise<OrderAnswer['notes']> {
  const ids = [noteId, taxExemption?.certificateId, ...lines.map((line) => line.noteId)];
  const texts = await readTexts(
    db,
    ids.filter((id) => id !== undefined),
  );
  return Object.fromEntries([...texts].map(([id, text]) => [id, text.slice(0, 500)]));
}

/** Postage is undelivered whole until something of its delivery left, or for as long as it is taken off and not given back. */
async function undeliveredOf(db: Kysely<Tables>, ticketId: string): Promise<NonNullable<OrderAnswer['undelivered']>> {
  const { rows } = await sql<{ line_id: string; quantity: number }>`
    select line_id, greatest(0, ordered - gone - given_back)::int8 as quantity
      from online_order_line join online_order using (order_id) where ticket_id = ${ticketId}
    union all select ${CHARGE_LINE} || charge_id, 1::int8
      from online_order_charge as charge join online_order using (order_id) where ticket_id = ${ticketId} and given_back = 0
        and (charge.cancelled > 0 or not exists (select from online_order_line as line
          where line.order_id = charge.order_id and line.delivery_id = charge.delivery_id and gone > 0))
    order by line_id`.execute(db);
  return rows.map(({ line_id, quantity }) => ({ lineId: line_id, quantity }));
}

function positive(amount: number): number {
  return amount === 0 ? 0 : -amount;
}
