import type { Fact } from '#contracts/facts/envelope.ts';
import type { Journal } from '#sync-server/ingest/ingest-store.ts';

/** What can be read of a fact's payload though it is held: signed by its register, it says so whatever else is wrong with it. */
export interface RawFigures {
  /** The journal's last receipt number after it: a ticket uses up its own. */
  lastReceipt: number;
  /** What a ticket came to, or the amount that another fact names: minor units. */
  amount?: number;
}

export function rawFigures({ kind, training, payload }: Fact, { receiptSeries, lastReceipt }: Journal): RawFigures {
  const isTicket = kind === 'order.completed';
  const { receipt, total, amount: named } = recordOf(payload);
  const { series, number } = recordOf(receipt);
  const counts = isTicket && training !== true && series === receiptSeries && isInteger(number);
  const amount = isTicket ? total : named;
  return {
    lastReceipt: counts ? Math.max(lastReceipt, number) : lastReceipt,
    ...(isInteger(amount) ? { amount } : {}),
  };
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
