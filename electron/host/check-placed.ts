import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { OrderPlaced } from '#contracts/facts/fulfilment-facts.ts';
import type { Fault } from '#contracts/ipc/host.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { isPlacedOf } from '#domain/fulfilment/is-placed-of.ts';
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
    if (!ticket || !isPlacedOf(order, ticket)) return invalid('order.placed: not what its ticket sold');
  }
  const alone = tickets.some(({ id, payload }) => !isWhole(id, payload as OrderDraft, orders));
  return alone ? invalid('order.completed: without the order for what is left for later') : null;
}

/** All that a ticket leaves for later stands in an order of its own. */
function isWhole(id: string, { lines, placed }: OrderDraft, orders: readonly OrderPlaced[]): boolean {
  const isLeft = lines.some(({ deliveryId }) => deliveryId !== undefined);
  return placed ? orders.some(({ orderId, ticketId }) => orderId === placed.orderId && ticketId === id) : !isLeft;
}

function invalid(detail: string): Fault {
  return { code: 'draft-invalid', detail };
}
