import { expect, it } from 'vitest';
import type { PlacedOrder } from '#domain/fulfilment/placed-order.ts';
import { ticketDrafts } from './ticket-drafts.ts';

type Ticket = Parameters<typeof ticketDrafts>[0];

it('names the order of a cart the same however often its ticket is made, so that the host knows both again', () => {
  const order = { lines: [], payments: [], currency: 'GBP' } as unknown as Ticket['order'];
  const placed = { orderId: 'order-1' } as PlacedOrder;
  let made = 0;
  const asked = { orderId: 'cart-1', order, placed, tenders: [], issued: new Set<string>() };
  const idsOf = () =>
    ticketDrafts({ ...asked, postVoid: undefined, newId: () => `new-${++made}` } as Ticket).map(({ id }) => id);
  expect(idsOf()).toEqual(['cart-1', 'order-1']);
  expect(idsOf()).toEqual(['cart-1', 'order-1']);
});
