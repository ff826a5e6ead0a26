import type { Fulfilment, FulfilmentLine, FulfilmentView } from '#renderer/store/till-store.ts';
import { fulfilmentNow } from '#renderer/store/views/fulfilment-now.ts';

export const ORDERED_AT = '2026-11-02T10:00:00.000Z';

/** A line of an order for a test, nothing of it done. */
export function orderLine(lineId: string, quantity: number, more: Partial<FulfilmentLine> = {}): FulfilmentLine {
  return {
    ...{ lineId, variantId: `V-${lineId}`, sku: `S-${lineId}`, name: `Name ${lineId}`, unit: 'each', amount: 1000 },
    ...{
      ordered: quantity,
      assigned: quantity,
      released: 0,
      picked: 0,
      short: 0,
      handedOver: 0,
      shipped: 0,
      putBack: 0,
    },
    ...more,
  };
}

/** An order for a test: for pickup, new, of two pieces. */
export function ordered(more: Partial<FulfilmentView> = {}): Fulfilment {
  const view: FulfilmentView = {
    fulfilmentId: '01890000-0000-7000-8000-000000000001',
    orderId: '01890000-0000-7000-8000-000000000002',
    ...{ number: 'W1042', channelId: 'web', channelName: 'Web', method: 'pickup', locationId: 'L1' },
    ...{ placedAt: ORDERED_AT, assignedAt: ORDERED_AT, lines: [orderLine('l1', 2)] },
    ...{ accepted: false, refused: false, readied: false, expired: false, toPay: 0, currency: 'EUR', marks: {} },
    ...more,
  };
  return fulfilmentNow(view, []);
}
