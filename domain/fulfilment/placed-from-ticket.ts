import type { PlacedOrder } from '#domain/fulfilment/placed-order.ts';
import { CHARGE_LINE } from '#domain/fulfilment/ticket-lines.ts';
import { tillChannelId } from '#domain/fulfilment/till-channel.ts';
import type { CartOrder } from '#domain/order/cart.ts';
import type { OrderDraft, OrderLine } from '#domain/order/order.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';

/** The order for what a ticket sold and nobody carries out, as `order.placed` says it: the ticket's own lines, amounts and taxes. */
export function placedFromTicket(
  { ticketId, order, placed }: { ticketId: string; order: OrderDraft; placed: CartOrder },
  { storeId, placedAt, language }: { storeId: string; placedAt: string; language: string },
): PlacedOrder {
  const left = order.lines.filter(({ deliveryId }) => deliveryId !== undefined);
  const lines = left.filter(({ id }) => !id.startsWith(CHARGE_LINE)).map((line) => placedLine(line, order));
  const charges = left
    .filter(({ id }) => id.startsWith(CHARGE_LINE))
    .map((line) => ({
      ...{ id: line.id.slice(CHARGE_LINE.length), kind: 'shipping' as const, name: line.name },
      ...{ amount: amountWithTax(order, line), taxCategory: line.taxCategory, taxes: line.taxes },
      ...(line.deliveryId === undefined ? {} : { deliveryId: line.deliveryId }),
    }));
  return {
    ...{ orderId: placed.orderId, number: placed.number, channelId: tillChannelId(storeId), channelOrderId: ticketId },
    ...{ placedAt, currency: order.currency, pricesIncludeTax: order.pricesIncludeTax },
    deliveries: placed.deliveries.map(({ address, ...delivery }) => ({
      ...delivery,
      ...(address ? { destination: { country: address.country, postalCode: address.postalCode } } : {}),
    })),
    ...{ lines, charges, total: [...lines, ...charges].reduce((sum, { amount }) => sum + amount, 0) },
    ...(order.memberId === undefined ? {} : { memberId: order.memberId }),
    ...{ customerId: placed.customerId, ticketId, language },
  };
}

function placedLine(line: OrderLine, order: OrderDraft): PlacedOrder['lines'][number] {
  const { id, deliveryId = '', variantId, sku, name, unit, quantity, taxCategory, taxes, minimumAge } = line;
  return {
    ...{ id, deliveryId, variantId, sku, name, unit, quantity, amount: amountWithTax(order, line), taxCategory, taxes },
    ...(minimumAge === undefined ? {} : { minimumAge }),
    // The ticket says what was sold, and gives back that: something else is another sale.
    substitution: 'none',
  };
}
