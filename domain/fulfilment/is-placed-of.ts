import type { PlacedOrder } from '#domain/fulfilment/placed-order.ts';
import { CHARGE_LINE } from '#domain/fulfilment/ticket-lines.ts';
import type { OrderDraft } from '#domain/order/order.ts';
import { amountWithTax } from '#domain/tax/amount-with-tax.ts';

interface Told {
  quantity: number;
  amount: number;
  deliveryId?: string;
  /** Of goods. */
  variantId?: string;
}

/** Whether an order is the one that a ticket names, for all that it leaves for later and nothing else, at what was paid for it. */
export function isPlacedOf(order: PlacedOrder, ticket: OrderDraft): boolean {
  const { lines, charges, deliveries } = order;
  const sold = ticket.lines.filter(({ deliveryId }) => deliveryId !== undefined);
  const told = new Map<string, Told>();
  for (const line of lines) told.set(line.id, line);
  for (const charge of charges) told.set(`${CHARGE_LINE}${charge.id}`, { ...charge, quantity: 1 });
  const same = sold.filter((one) => {
    const line = told.get(one.id);
    const isSame = line?.quantity === one.quantity && line.deliveryId === one.deliveryId;
    return isSame && line.amount === amountWithTax(ticket, one) && (line.variantId ?? one.variantId) === one.variantId;
  });
  const amounts = [...lines, ...charges].reduce((sum, { amount }) => sum + amount, 0);
  const all = told.size === lines.length + charges.length && told.size === sold.length && same.length === sold.length;
  const known = new Set(deliveries.map(({ id }) => id));
  return (
    ticket.placed?.orderId === order.orderId &&
    ticket.currency === order.currency &&
    ticket.pricesIncludeTax === order.pricesIncludeTax &&
    all &&
    amounts === order.total &&
    sold.every(({ deliveryId = '' }) => known.has(deliveryId))
  );
}
