import { addDays } from '#domain/calendar/dates.ts';
import type { DayMovement } from './demand-series.ts';

/**
 * The days from `from` to `to` on which there was nothing to sell: on hand was zero or less when the day began, and nothing
 * came in on it. `opening` is on hand when `from` began; `movements` are signed changes of on hand, in any order.
 */
export function outOfStockDays(
  { from, to, opening }: { from: string; to: string; opening: number },
  movements: Iterable<DayMovement>,
): Set<string> {
  const changed = new Map<string, { sum: number; received: boolean }>();
  for (const { date, quantity } of movements) {
    const day = changed.get(date) ?? { sum: 0, received: false };
    changed.set(date, { sum: day.sum + quantity, received: day.received || quantity > 0 });
  }
  const days = new Set<string>();
  let onHand = opening;
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const day = changed.get(date);
    if (onHand <= 0 && !day?.received) days.add(date);
    onHand += day?.sum ?? 0;
  }
  return days;
}
