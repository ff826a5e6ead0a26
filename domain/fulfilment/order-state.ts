import type { Minor } from '#domain/money/money.ts';

/** One line of an order over all its fulfilments, in the variant's smallest unit; each sum only grows. */
export interface OrderLineSums {
  lineId: string;
  ordered: number;
  /** Taken off the order before it left. */
  cancelled: number;
  /** Promised by locations, less what was taken back from them and what they did not find. */
  promised: number;
  staged: number;
  left: number;
  /** What its customer announced to bring or send back, and what came. */
  returnAsked: number;
  returned: number;
}

/** The money of an order, in minor units of its currency; each sum only grows. */
export interface OrderMoney {
  /** What it comes to: lines and charges less what was cancelled. */
  total: Minor;
  /** Set aside at the customer's bank, not yet taken. */
  authorised: Minor;
  voided: Minor;
  captured: Minor;
  refunded: Minor;
  /** Somebody tried to pay, and could not. */
  failed: boolean;
}

/** How goods stand. `cancelled`: nothing is to leave and nothing did. `partly-fulfilled`: some left and more is to. */
export const FULFILMENT_AXIS = [
  'unassigned',
  'promised',
  'in-progress',
  'partly-fulfilled',
  'fulfilled',
  'cancelled',
] as const;
export type OrderFulfilment = (typeof FULFILMENT_AXIS)[number];

/** How the money stands. `refund-due`: more was taken than the order comes to. */
export const PAYMENT_AXIS = [
  'unpaid',
  'failed',
  'authorised',
  'partly-paid',
  'paid',
  'refund-due',
  'refunded',
] as const;
export type OrderPayment = (typeof PAYMENT_AXIS)[number];

/** How returns stand. */
export const RETURN_AXIS = ['none', 'asked', 'partly-returned', 'returned'] as const;
export type OrderReturn = (typeof RETURN_AXIS)[number];

/** What of a line is still to leave. */
export function openOf(line: OrderLineSums): number {
  return Math.max(0, line.ordered - line.cancelled - line.left);
}

/** What of a line no location has promised: it is to be routed. */
export function unassignedOf(line: OrderLineSums): number {
  return Math.max(0, openOf(line) - Math.max(0, line.promised - line.left));
}

/** What of a line left and may come back. */
export function returnableOf(line: OrderLineSums): number {
  return Math.max(0, line.left - line.returned);
}

export function orderFulfilment(lines: readonly OrderLineSums[]): OrderFulfilment {
  const left = lines.some((line) => line.left > 0);
  if (lines.every((line) => openOf(line) === 0)) return left ? 'fulfilled' : 'cancelled';
  if (left) return 'partly-fulfilled';
  if (lines.some((line) => line.staged > 0)) return 'in-progress';
  return lines.some((line) => unassignedOf(line) > 0) ? 'unassigned' : 'promised';
}

export function orderPayment(money: OrderMoney): OrderPayment {
  const kept = money.captured - money.refunded;
  if (kept > money.total) return 'refund-due';
  if (money.captured > 0 && kept === 0) return 'refunded';
  if (kept > 0) return kept === money.total ? 'paid' : 'partly-paid';
  if (money.total === 0) return 'paid';
  if (money.authorised > money.voided) return 'authorised';
  return money.failed ? 'failed' : 'unpaid';
}

/** What is to be given back to the customer now: what was taken beyond what the order comes to (I2). */
export function refundDue(money: OrderMoney): Minor {
  return Math.max(0, money.captured - money.refunded - money.total);
}

export function orderReturn(lines: readonly OrderLineSums[]): OrderReturn {
  const returned = lines.some((line) => line.returned > 0);
  if (returned) return lines.every((line) => returnableOf(line) === 0) ? 'returned' : 'partly-returned';
  return lines.some((line) => line.returnAsked > 0) ? 'asked' : 'none';
}

/** What is asked about an order's terms. */
export type OrderAction = 'pay' | 'capture' | 'amend' | 'cancel' | 'route' | 'refund' | 'ask-return' | 'return';

/**
 * On which states of the three axes each action is allowed; an axis that is not named does not matter. What is allowed in a state
 * may still have nothing to act on: that is said by the sums (`openOf`, `returnableOf`, `refundDue`).
 */
export const ORDER_TABLE: Readonly<
  Record<
    OrderAction,
    { fulfilment?: readonly OrderFulfilment[]; payment?: readonly OrderPayment[]; return?: readonly OrderReturn[] }
  >
> = {
  pay: { fulfilment: ['unassigned', 'promised', 'in-progress'], payment: ['unpaid', 'failed', 'partly-paid'] },
  capture: { payment: ['authorised', 'partly-paid'] },
  amend: { fulfilment: ['unassigned', 'promised'], payment: ['unpaid', 'failed', 'authorised', 'partly-paid', 'paid'] },
  cancel: { fulfilment: ['unassigned', 'promised', 'in-progress', 'partly-fulfilled'] },
  route: {
    fulfilment: ['unassigned', 'promised', 'in-progress', 'partly-fulfilled'],
    payment: ['authorised', 'partly-paid', 'paid', 'refund-due'],
  },
  refund: { payment: ['partly-paid', 'paid', 'refund-due'] },
  'ask-return': { fulfilment: ['partly-fulfilled', 'fulfilled'], return: ['none', 'asked', 'partly-returned'] },
  return: { fulfilment: ['partly-fulfilled', 'fulfilled'], return: ['none', 'asked', 'partly-returned'] },
};

/** Whether an order's states allow an action. */
export function orderAllows(
  action: OrderAction,
  states: { fulfilment: OrderFulfilment; payment: OrderPayment; return: OrderReturn },
): boolean {
  const row = ORDER_TABLE[action];
  return (
    (row.fulfilment?.includes(states.fulfilment) ?? true) &&
    (row.payment?.includes(states.payment) ?? true) &&
    (row.return?.includes(states.return) ?? true)
  );
}
