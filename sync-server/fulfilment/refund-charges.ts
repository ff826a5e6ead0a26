import { sql } from 'kysely';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { CHARGE_LINE, chargeVariant, ticketLine } from '#domain/fulfilment/ticket-lines.ts';
import { receiptText } from '#domain/receipt/receipt-text.ts';
import { type Channel, readChannel } from '#sync-server/channels/read-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readTaxedStores } from '#sync-server/db/read-tax-rules.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendFacts, appendTo, type KeptDraft, type ServerDraft } from '#sync-server/ingest/append-facts.ts';
import type { Journal } from '#sync-server/ingest/ingest-store.ts';
import { channelTicket } from './channel-ticket.ts';
import { lockOrderTerms, type OrderTerms, orderIdsWhere, type TermsCharge } from './read-order-terms.ts';
import { workEach } from './work-each.ts';

/**
 * Takes postage off orders whose goods came back, by their channels' rule: with the last line of an order, with any, or never. Of an order
 * that was cancelled before anything left, all charges come off, whoever cancelled it.
 */
export async function refundCharges(context: ServerContext): Promise<number> {
  const due = await orderIdsWhere(
    context.db,
    sql`ticket_id is null and (fulfilment_state = 'cancelled' or return_state in ('returned', 'partly-returned'))
      and exists (select from online_order_charge as charge where charge.order_id = online_order.order_id
        and (charge.kind = 'shipping' or fulfilment_state = 'cancelled') and amount > cancelled)
      and (fulfilment_state = 'cancelled' or exists (select from channel
        where channel.channel_id = online_order.channel_id
          and (channel ->> 'refundShipping' = 'always'
            or (channel ->> 'refundShipping' = 'whole-order' and return_state = 'returned'))))`,
  );
  return workEach(due, (orderId) =>
    appendFacts(context, async ({ db }) => {
      const terms = await lockOrderTerms(db, orderId);
      const isCancelled = terms?.states.fulfilment === 'cancelled';
      const charges = (terms?.charges ?? [])
        .filter(({ kind, amount, cancelled }) => (isCancelled || kind === 'shipping') && amount > cancelled)
        .map(({ chargeId, amount, cancelled }) => ({ chargeId, amount: amount - cancelled }));
      const reason = isCancelled ? 'cancelled' : 'returned';
      const payload = { orderId, asker: 'store' as const, reason, lines: [], charges };
      const facts: ServerDraft[] = charges.length === 0 ? [] : [{ kind: 'order.cancelled', payload }];
      return { facts, answer: 1 };
    }),
  );
}

/**
 * Takes back, in the channel's journal, what tickets say of charges that an order comes to no more, so that turnover and taxes are of what
 * is kept. Answers how many tickets were written.
 */
export async function correctCharges(context: ServerContext): Promise<number> {
  const { rows } = await sql<{ order_id: string; channel_id: string }>`
    select distinct order_id, channel_id from online_order_charge join online_order using (order_id)
    where ticketed_amount > amount - online_order_charge.cancelled and ticket_id is null limit 100`.execute(context.db);
  return workEach(rows, async ({ order_id, channel_id }) => {
    const channel = await readChannel(context.db, channel_id);
    if (!channel) return 0;
    const { answer } = await appendTo<number>(context, channel, async (tx, journal) => {
      const ticket = await correctionOf(context, tx, channel, journal, order_id);
      const facts: KeptDraft[] = ticket ? [{ kind: 'order.completed', payload: ticket }] : [];
      return { facts, answer: facts.length };
    });
    return answer;
  });
}

async function correctionOf(
  { newId, now }: ServerContext,
  { db }: SqlIngestTransaction,
  { published: channel }: Channel,
  journal: Journal,
  orderId: string,
): Promise<OrderCompleted | null> {
  const terms = await lockOrderTerms(db, orderId);
  const [store] = await readTaxedStores(db, now(), channel.storeId);
  const sold = await chargeTickets(db, orderId);
  if (!terms || !store) return null;
  const returns = terms.charges.flatMap((charge) => {
    const ticket = sold.get(charge.chargeId);
    return ticket ? returnedCharge(charge, terms, ticket, newId()) : [];
  });
  if (returns.length === 0) return null;
  const made = { taxVersion: store.current.version, paymentId: newId() };
  return channelTicket(journal, terms, made, { returns });
}

type ReturnLine = NonNullable<OrderCompleted['returns']>[number];

interface ChargeTicket {
  ticketId: string;
  receipt: string;
}

function returnedCharge(charge: TermsCharge, terms: OrderTerms, ticket: ChargeTicket, id: string): ReturnLine[] {
  const amount = charge.ticketedAmount - (charge.amount - charge.cancelled);
  if (amount <= 0) return [];
  const { kind, name, taxCategory, taxes, amount: whole } = charge;
  const named = {
    id,
    variantId: chargeVariant(kind),
    sku: kind,
    name,
    unit: 'each' as const,
    quantity: 1,
    taxCategory,
  };
  const before = charge.ticketedAmount - amount;
  const line = ticketLine({ ...named, amount, before, whole, taxes }, terms.pricesIncludeTax);
  const lineId = `${CHARGE_LINE}${charge.chargeId}`.slice(0, 64);
  return [
    {
      ...named,
      source: { orderId: ticket.ticketId, receipt: ticket.receipt, lineId },
      amount: -line.amount,
      taxes: line.taxes.map((tax) => ({ ...tax, base: -tax.base, amount: -tax.amount })),
      ...{ reason: 'returned', condition: 'restock' as const },
    },
  ];
}

/** The ticket that each charge stands in. */
async function chargeTickets(db: ServerContext['db'], orderId: string): Promise<Map<string, ChargeTicket>> {
  const { rows } = await sql<{ line_id: string; ticket_id: string; receipt_series: string; receipt_number: number }>`
    select line_id, ticket_id, receipt_series, receipt_number from online_order_ticket as ticket
      join customer_order on customer_order.order_id = ticket.ticket_id join order_line using (journal_id, seq)
    where ticket.order_id = ${orderId} and line_id like ${`${CHARGE_LINE}%`}`.execute(db);
  return new Map(
    rows.map(({ line_id, ticket_id: ticketId, receipt_series: series, receipt_number: number }) => [
      line_id.slice(CHARGE_LINE.length),
      { ticketId, receipt: receiptText({ series, number }) },
    ]),
  );
}
