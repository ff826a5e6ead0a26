import { expect, it } from 'vitest';
import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { HostConfig } from '#contracts/views/register-config.ts';
import { placedFault } from './check-placed.ts';

const CONFIG = { config: { store: { storeId: 's' } } } as HostConfig;
const LINE = { id: 'L', deliveryId: 'D', quantity: 2, amount: 500, taxes: [] };
const TICKET = {
  currency: 'GBP',
  pricesIncludeTax: true,
  placed: { orderId: 'o' },
  lines: [LINE, { id: 'M', quantity: 1, amount: 9 }],
};
const ORDER = {
  ...{ orderId: 'o', channelId: 'till:s', ticketId: 't', total: 500, charges: [], deliveries: [{ id: 'D' }] },
  ...{ currency: 'GBP', pricesIncludeTax: true, lines: [LINE] },
};
const draft = (id: string, kind: string, payload: unknown): FactDraft => ({ id, kind, version: 1, payload });
const faultOf = (ticket: object | null, order: object | null, has = false) =>
  placedFault(
    [...(ticket ? [draft('t', 'order.completed', ticket)] : []), ...(order ? [draft('p', 'order.placed', order)] : [])],
    () => has,
    CONFIG,
  );

it('takes a ticket and the order for what it leaves together, and only as they fit', () => {
  expect(faultOf(TICKET, ORDER)).toBeNull();
  expect(faultOf({ ...TICKET, placed: undefined, lines: [] }, null)).toBeNull();
  expect(faultOf(null, ORDER, true)).toBeNull();
  for (const [ticket, order] of [
    [TICKET, null],
    [null, ORDER],
    [{ ...TICKET, placed: undefined }, null],
    [TICKET, { ...ORDER, channelId: 'till:other' }],
    [TICKET, { ...ORDER, ticketId: 'u' }],
    [TICKET, { ...ORDER, total: 1 }],
    [TICKET, { ...ORDER, lines: [{ ...LINE, quantity: 3 }] }],
    [TICKET, { ...ORDER, lines: [], total: 0 }],
    [TICKET, { ...ORDER, deliveries: [] }],
    [{ ...TICKET, placed: { orderId: 'x' } }, ORDER],
    [TICKET, { ...ORDER, lines: [{ ...LINE, variantId: 'dear' }] }],
    [TICKET, { ...ORDER, currency: 'JPY' }],
    [TICKET, { ...ORDER, pricesIncludeTax: false }],
  ] as const) {
    expect(faultOf(ticket, order)?.code).toBe('draft-invalid');
  }
});

it('takes no ticket whose order is that of another', () => {
  const other = draft('u', 'order.completed', TICKET);
  const drafts = [draft('t', 'order.completed', TICKET), other, draft('p', 'order.placed', ORDER)];
  expect(placedFault(drafts, () => false, CONFIG)?.code).toBe('draft-invalid');
  expect(placedFault([draft('t', 'order.completed', TICKET), ...drafts.slice(2)], () => false, CONFIG)).toBeNull();
});
