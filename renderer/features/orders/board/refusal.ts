import type { FactDraft } from '#contracts/facts/envelope.ts';
import { stagedOf } from '#domain/fulfilment/fulfilment-sums.ts';
import { draftOf } from '#renderer/features/orders/shared/order-journal.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';

/** Why a store does not do an order. `not-there` says that its stock is wrong. */
export const REFUSAL_REASONS = ['not-there', 'damaged', 'too-busy', 'closing', 'other'] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface Refusal {
  reason: RefusalReason;
  /** Where the words in addition are kept. */
  noteId?: string;
  /** Variants that are not on their shelf, with what this till believes to be on hand. */
  missing: readonly { variantId: string; onHand: number }[];
}

/**
 * What a refusal says: the decision and, of what is not there, that none is left on the shelf. What lies picked for others is on hand
 * all the same (`fulfilments`: all that this store works on).
 */
export function refusalDrafts(
  fulfilment: Fulfilment,
  { reason, noteId, missing }: Refusal,
  fulfilments: readonly Fulfilment[],
): FactDraft[] {
  const { fulfilmentId, locationId } = fulfilment;
  const decided = draftOf('fulfilment.decided', {
    ...{ fulfilmentId, decision: 'refuse', reason },
    ...(noteId === undefined ? {} : { noteId }),
  });
  const lines = missing.flatMap(({ variantId, onHand }) => {
    const quantity = stagedHere(variantId, fulfilments) - onHand;
    return quantity < 0 ? [{ variantId, quantity }] : [];
  });
  return lines.length === 0
    ? [decided]
    : [decided, draftOf('stock.adjusted', { locationId, reason: 'not-there', lines })];
}

/** What of a variant lies picked for orders: its lines' own, substitutes apart. */
function stagedHere(variantId: string, fulfilments: readonly Fulfilment[]): number {
  const all = fulfilments.flatMap(({ lines }) => lines);
  return all.reduce((sum, line) => {
    const others = line.substitutes ?? [];
    const instead = others.reduce((total, { quantity }) => total + quantity, 0);
    const own = line.variantId === variantId ? Math.max(0, stagedOf(line) - instead) : 0;
    const as = others.filter((one) => one.variantId === variantId).reduce((total, { quantity }) => total + quantity, 0);
    return sum + own + Math.min(as, stagedOf(line));
  }, 0);
}
