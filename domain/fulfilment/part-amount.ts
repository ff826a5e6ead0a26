import { type Minor, mulDiv } from '#domain/money/money.ts';

/**
 * What of an amount for `of` pieces the first `pieces` of them cost, rounded; all of it for all of them. So parts that are taken one
 * after another, each from where the last ended, come to the whole.
 */
export function amountOfFirst(amount: Minor, pieces: number, of: number): Minor {
  if (pieces >= of) return amount;
  return pieces <= 0 ? 0 : mulDiv(amount, pieces, of);
}

/** What is left of a line that was ordered, as it is kept. */
export interface OpenLine {
  ordered: number;
  cancelled: number;
  /** Pieces that left. */
  gone: number;
  /** Of all that was ordered, and what of it was taken off with what was cancelled. */
  amount: Minor;
  cancelledAmount: Minor;
  /** Pieces of those that left that stand in tickets, and what they cost there: that is decided. */
  ticketed: number;
  ticketedAmount: Minor;
}

/**
 * What is no longer owed when so many pieces of a line that have not left are cancelled: for all that is open, all but what those that
 * left cost; never so much that less is owed than tickets say. `quantity` is at most what is open.
 */
export function cancelledAmountOf(line: OpenLine, quantity: number): Minor {
  const kept = line.amount - line.cancelledAmount;
  const pieces = line.ordered - line.cancelled;
  const stays = Math.max(0, pieces - quantity);
  const owed = stays <= line.ticketed ? line.ticketedAmount : amountOfFirst(kept, stays, pieces);
  return Math.max(0, kept - Math.max(owed, line.ticketedAmount));
}
