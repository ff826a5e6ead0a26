import { sql } from 'kysely';
import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { amountOfFirst } from '#domain/fulfilment/part-amount.ts';
import { CHARGE_LINE, chargeVariant, substituteLineId, ticketLine } from '#domain/fulfilment/ticket-lines.ts';
import { mulDiv } from '#domain/money/money.ts';
import type { OrderLine } from '#domain/order/order.ts';
import { type Channel, readChannel } from '#sync-server/channels/read-channel.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readTaxedStores } from '#sync-server/db/read-tax-rules.ts';
import type { SqlIngestTransaction } from '#sync-server/db/sql-ingest-store.ts';
import { appendTo, type KeptDraft } from '#sync-server/ingest/append-facts.ts';
import type { Journal } from '#sync-server/ingest/ingest-store.ts';
import { channelTicket } from './channel-ticket.ts';
import { lockOrderTerms, type OrderTerms } from './read-order-terms.ts';
import { workEach } from './work-each.ts';

interface Due {
  fulfilment_id: string;
  order_id: string;
  channel_id: string;
}

/**
 * Writes the tickets of what left: one per fulfilment and leaving, in its channel's journal, paid with the channel's tender. What a
 * till's ticket sold already is sold by no other. Answers how many were written.
 */
export async function completeOrders(context: ServerContext): Promise<number> {
  const { rows } = await sql<Due>`
    select distinct fulfilment_id, order_id, channel_id from fulfilment_goods join fulfilment using (fulfilment_id)
      join online_order using (order_id)
    where gone > ticketed and ticket_id is null order by fulfilment_id limit 100`.execute(context.db);
  return workEach(rows, (due) => completeOne(context, due));
}

async function completeOne(context: ServerContext, due: Due): Promise<number> {
  const channel = await readChannel(context.db, due.channel_id);
  if (!channel) return 0;
  const { answer } = await appendTo<number>(context, channel, async (tx, journal) => {
    const ticket = await ticketOf(context, tx, channel, journal, due);
    const facts: KeptDraft[] = ticket ? [{ kind: 'order.completed', payload: ticket }] : [];
    return { facts, answer: facts.length };
  });
  return answer;
}

async function ticketOf(
  { newId, now }: ServerContext,
  tx: SqlIngestTransaction,
  { published: channel }: Channel,
  journal: Journal,
  { fulfilment_id: fulfilmentId, order_id: orderId }: Due,
): Promise<OrderCompleted | null> {
  const terms = await lockOrderTerms(tx.db, orderId);
  const [store] = await readTaxedStores(tx.db, now(), channel.storeId);
  if (!terms || !store) return null;
  const goods = await tx.db
    .selectFrom('fulfilment_goods')
    .selectAll()
    .where('fulfilment_id', '=', fulfilmentId)
    .orderBy('line_id')
    .orderBy('variant_id')
    .execute();
  const substituted = await substitutedOf(tx, orderId);
  const sold = goods.flatMap((row) => goodsLine(terms, row, substituted.get(row.line_id) ?? 0));
  if (sold.length === 0) return null;
  const lines = [...sold, ...chargeLines(terms, goods)];
  const made = { taxVersion: store.current.version, paymentId: newId() };
  return channelTicket(journal, terms, made, { lines, fulfilmentId });
}

interface Goods {
  line_id: string;
  variant_id: string;
  substitute: { sku: string; name: string; amount: number; taxCategory: string; taxes: OrderLine['taxes'] } | null;
  picked: number;
  gone: number;
  put_back: number;
  ticketed: number;
  ticketed_amount: number;
}

/** Pieces of lines that substitutes stand for, over all fulfilments of an order. */
async function substitutedOf({ db }: SqlIngestTransaction, orderId: string): Promise<Map<string, number>> {
  const { rows } = await sql<{ line_id: string; pieces: number }>`
    select line_id, sum(greatest(0, picked - put_back))::int8 as pieces
    from fulfilment_goods join fulfilment using (fulfilment_id)
    where order_id = ${orderId} and substitute is not null group by line_id`.execute(db);
  return new Map(rows.map(({ line_id, pieces }) => [line_id, pieces]));
}

/** What of a line left and stands in no ticket yet; more than was bought is in none, and an exception of its own. */
function goodsLine(terms: OrderTerms, row: Goods, substituted: number): OrderLine[] {
  const line = terms.lines.find(({ lineId }) => lineId === row.line_id);
  if (!line) return [];
  const bought = line.ordered - line.cancelled;
  const kept = line.amount - line.cancelledAmount;
  const named = { unit: line.unit, taxCategory: line.taxCategory };
  if (row.substitute) {
    const stays = Math.max(0, row.picked - row.put_back);
    const quantity = Math.min(row.gone, stays) - row.ticketed;
    if (quantity <= 0 || row.picked === 0) return [];
    const whole = mulDiv(row.substitute.amount, stays, row.picked);
    const amount = Math.max(0, amountOfFirst(whole, row.ticketed + quantity, stays) - row.ticketed_amount);
    const { sku, name, taxCategory, taxes, amount: taxed } = row.substitute;
    const part = { quantity, amount, before: row.ticketed_amount, whole: taxed, taxes, unit: line.unit, taxCategory };
    const id = substituteLineId(line.lineId, row.variant_id);
    return [ticketLine({ ...part, id, variantId: row.variant_id, sku, name }, terms.pricesIncludeTax)];
  }
  const own = Math.max(0, bought - Math.min(substituted, bought));
  const quantity = Math.min(row.gone - row.ticketed, own - line.ticketed);
  if (quantity <= 0) return [];
  const paid = kept - (bought === 0 ? 0 : mulDiv(kept, Math.min(substituted, bought), bought));
  const amount = Math.max(0, amountOfFirst(paid, line.ticketed + quantity, own) - line.ticketedAmount);
  const part = { ...named, quantity, amount, before: line.ticketedAmount, whole: line.amount, taxes: line.taxes };
  const { lineId: id, variantId, sku, name } = line;
  return [ticketLine({ ...part, id, variantId, sku, name }, terms.pricesIncludeTax)];
}

/** Postage and service stand in the ticket of what leaves first of their delivery, whole. */
function chargeLines(terms: OrderTerms, goods: readonly Goods[]): OrderLine[] {
  const leaving = new Set(
    terms.lines.filter(({ lineId }) => goods.some((row) => row.line_id === lineId)).map(({ deliveryId }) => deliveryId),
  );
  return terms.charges.flatMap((charge) => {
    const amount = charge.amount - charge.cancelled - charge.ticketedAmount;
    const isHere = charge.deliveryId === null || leaving.has(charge.deliveryId);
    if (!isHere || amount <= 0 || charge.ticketedAmount > 0) return [];
    const { kind, name, taxCategory, taxes } = charge;
    const part = { quantity: 1, amount, before: 0, whole: charge.amount, taxes, unit: 'each' as const, taxCategory };
    const id = `${CHARGE_LINE}${charge.chargeId}`.slice(0, 64);
    return [ticketLine({ ...part, id, variantId: chargeVariant(kind), sku: kind, name }, terms.pricesIncludeTax)];
  });
}
