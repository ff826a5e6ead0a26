import { daysBetween } from '#domain/calendar/dates.ts';
import type { CartLine } from '#domain/order/cart.ts';
import type { OrderLine } from '#domain/order/order.ts';

/** Why something is not taken back as asked. Policy (`return-window-passed`) may be overridden by who is allowed to; the rest not. */
export type ReturnFault =
  | { code: 'return-window-passed'; days: number; windowDays: number }
  | { code: 'item-not-returnable'; lineId: string }
  /** `left` may still come back. */
  | { code: 'return-exceeds'; lineId: string; left: number }
  | { code: 'quantity-invalid'; lineId: string }
  | { code: 'serial-differs'; lineId: string; serial: string };

/** A return as asked for, of one sold line. */
export interface ReturnCheck {
  line: Pick<OrderLine, 'id' | 'serial' | 'storedValue'>;
  quantity: number;
  /** What may still come back of it (`returnablesOf`). */
  left: number;
  /** The piece's serial number as read from it now. */
  serial?: string;
  /** As the catalogue has it. */
  unreturnable?: boolean;
  /** Business dates, `YYYY-MM-DD`. */
  soldOn: string;
  today: string;
  policy: { windowDays: number };
}

/**
 * All that speaks against taking something back: a window of days after the sale (its last day still counts), goods that are
 * not taken back, sold gift cards among them, more than is left, another serial number than was sold.
 */
export function checkReturn(asked: ReturnCheck): ReturnFault[] {
  const { line, quantity, left, serial, unreturnable, soldOn, today, policy } = asked;
  const lineId = line.id;
  const faults: ReturnFault[] = [];
  const days = daysBetween(soldOn, today);
  if (days > policy.windowDays) faults.push({ code: 'return-window-passed', days, windowDays: policy.windowDays });
  if (unreturnable || line.storedValue !== undefined) faults.push({ code: 'item-not-returnable', lineId });
  if (!Number.isSafeInteger(quantity) || quantity < 1) faults.push({ code: 'quantity-invalid', lineId });
  else if (quantity > left) faults.push({ code: 'return-exceeds', lineId, left });
  if (!isSameSerial(line, serial)) faults.push({ code: 'serial-differs', lineId, serial: line.serial ?? '' });
  return faults;
}

function isSameSerial(line: Pick<CartLine, 'serial'>, serial: string | undefined): boolean {
  return line.serial === undefined || line.serial === serial;
}
