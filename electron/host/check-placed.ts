import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { OrderPlaced } from '#contracts/facts/fulfilment-facts.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { CHARGE_LINE } from '#domain/fulfilment/ticket-lines.ts';
import { tillChannelId } from '#domain/fulfilment/till-channel.ts';
import type { OrderDraft } from '#domain/order/order.ts';

type Has = (id: string) => boolean;

/**
 * Why a window's drafts, which fit their schemas, may not be journalled together: a ticket that leaves something for later and the order
 * for it come as one, with the same lines at the same amounts.
 */
export function placedFault(drafts: readonly FactDraft[], has: Has, known: HostConfig | null): Fault | null {
  const fresh = drafts.filter(({ id }) => !has(id));
  const orders = fresh.filter(({ kind }) => kind === 'order.placed').map(({ payload }) => payload as OrderPlaced);
  const tickets = fresh.filter(({ kind }) => kind === 'order.completed');
  for (const order of orders) {
    if (order.channelId !== tillChannelId(known?.config.store.storeId ?? '')) return invalid('order.placed: channel');
    const ticket = tickets.find(({ id }) => id === order.ticketId)?.payload as OrderDraft | undefined;
    if (!ticket || !isOf(order, ticket)) return invalid('order.placed: not what its ticket sold');
  }
  const alone = tickets.some(({ payload }) => !isWhole(payload as OrderDraft, orders));
  return alone ? invalid('order.completed: without the order for what is left for later') : null;
}

/** All that a ticket leaves for later stands in an order. */
function isWhole({ lines, placed }: OrderDraft, orders: readonly OrderPlaced[]): boolean {
  const isLeft = lines.some(({ deliveryId }) => deliveryId !== undefined);
  return placed ? orders.some(({ orderId }) => orderId === placed.orderId) : !isLeft;
}

function isOf({ orderId, lines, charges, total, deliveries }: OrderPlaced, ticket: OrderDraft): boolean {
  const sold = ticket.lines.filter(({ deliveryId }) => deliveryId !== undefined);
  const told = new Map<string, { quantity: number; amount: number; deliveryId?: string }>();
  for (const line of lines) told.set(line.id, line);
  for (const charge of charges) told.set(`${CHARGE_LINE}${charge.id}`, { ...charge, quantity: 1 });
  const same = sold.filter(({ id, quantity, deliveryId, amount, taxes }) => {
    const tax = ticket.pricesIncludeTax ? 0 : taxes.reduce((sum, one) => sum + one.amount, 0);
    const line = told.get(id);
    return line?.quantity === quantity && line.deliveryId === deliveryId && line.amount === amount + tax;
  });
  const amounts = [...lines, ...charges].reduce((sum, { amount }) => sum + amount, 0);
  const all = told.size === lines.length + charges.length && told.size === sold.length && same.length === sold.length;
  const known = new Set(deliveries.map(({ id }) => id));
  return (
    ticket.placed?.orderId === orderId &&
    all &&
    amounts === total &&
    sold.every(({ deliveryId = '' }) => known.has(deliveryId))
  );
}

function invalid(detail: string): Fault {
  return { code: 'draft-invalid', detail };
}
