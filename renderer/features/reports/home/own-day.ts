import type { Home } from '#contracts/http/home.ts';
import type { Minor } from '#domain/money/money.ts';
import type { Order } from '#domain/order/order.ts';
import { addLiabilities, NO_LIABILITIES, turnoverOf } from '#domain/session/liabilities.ts';
import type { OrderFact } from '#renderer/store/till-store.ts';
import { hourAt } from './day-points.ts';

/** What this till itself sold on a day: all it knows without a network. */
export interface OwnDay {
  turnover: Minor;
  receipts: number;
  hours: Home['hours'];
}

const NONE = { count: 0, amount: 0 };

/** The day's own tickets by hours of the store's clock; turnover as everywhere (`domain/session/liabilities`). */
export function ownDay(orders: readonly Pick<OrderFact, 'at' | 'payload' | 'training'>[], timeZone: string): OwnDay {
  const hours = new Map<number, { turnover: Minor; receipts: number }>();
  let [turnover, receipts] = [0, 0];
  for (const { at, payload, training } of orders) {
    if (training === true) continue;
    const amount = orderTurnover(payload);
    const hour = hourAt(at, timeZone);
    const before = hours.get(hour) ?? { turnover: 0, receipts: 0 };
    hours.set(hour, { turnover: before.turnover + amount, receipts: before.receipts + 1 });
    turnover += amount;
    receipts += 1;
  }
  const rows = [...hours].map(([hour, now]) => ({ hour, now, before: { turnover: 0, receipts: 0 } }));
  return { turnover, receipts, hours: rows.sort((a, b) => a.hour - b.hour) };
}

function orderTurnover(order: Order): Minor {
  const liabilities = addLiabilities(NO_LIABILITIES, order);
  return turnoverOf({ sales: NONE, returns: NONE, total: order.total, liabilities }).total;
}
