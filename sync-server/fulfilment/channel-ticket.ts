import type { OrderCompleted } from '#contracts/facts/order-completed.ts';
import { taxesOf } from '#domain/fulfilment/ticket-lines.ts';
import { ENGINE_VERSION } from '#domain/pricing/settled.ts';
import type { Journal } from '#sync-server/ingest/ingest-store.ts';
import type { OrderTerms } from './read-order-terms.ts';

interface TicketGoods {
  lines?: OrderCompleted['lines'];
  returns?: NonNullable<OrderCompleted['returns']>;
  fulfilmentId?: string;
}

/** The next ticket of a channel's journal for an order: what is sold, or taken back, in one payment `paymentId` with the channel's tender. */
export function channelTicket(
  { receiptSeries, lastReceipt }: Journal,
  terms: OrderTerms,
  { taxVersion, paymentId }: { taxVersion: number; paymentId: string },
  { lines = [], ...goods }: TicketGoods,
): OrderCompleted {
  const { orderId, currency, pricesIncludeTax, memberId } = terms;
  const all = [...lines, ...(goods.returns ?? [])];
  const taxes = taxesOf(all);
  const taxTotal = taxes.reduce((sum, { amount }) => sum + amount, 0);
  const amounts = all.reduce((sum, { amount }) => sum + amount, 0);
  const total = pricesIncludeTax ? amounts : amounts + taxTotal;
  const paid = { tendered: total, change: 0, amount: total };
  return {
    receipt: { series: receiptSeries, number: lastReceipt + 1 },
    ...{ currency, pricesIncludeTax, taxVersion, engineVersion: ENGINE_VERSION, cartOpenedAt: terms.placedAt },
    ...(memberId === null ? {} : { memberId }),
    ...{ lines, ...goods, discounts: [], taxes, taxTotal, total, rounding: 0 },
    payments: [{ id: paymentId, tender: terms.channel.tender, ...paid, reference: terms.number }],
    onlineOrderId: orderId,
  };
}
