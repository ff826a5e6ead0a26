import type { ReorderLevels } from './reorder-levels.ts';

/** Stock of a variant at a location, and how its supplier packs it; all in the smallest unit. */
export interface OrderSituation {
  onHand: number;
  committed: number;
  /** Ordered from suppliers and not yet received. */
  onOrder: number;
  /** Sent from other locations and not yet accepted. */
  inTransit: number;
  /** What of on hand will not be sold by its expiry (`expiringUnsold`). */
  expiring: number;
  levels: ReorderLevels;
  /** One pack; 1 where single units can be ordered. */
  packSize: number;
  /** The least that can be ordered; 0 where there is none. */
  minimumQuantity: number;
}

/** One step of the explain trace; `code` is worded by whoever shows it, `params` are its quantities. */
export interface ProposalStep {
  code:
    | 'position'
    | 'negative-on-hand'
    | 'expiring'
    | 'reorder-point'
    | 'enough'
    | 'order-up-to'
    | 'minimum-quantity'
    | 'whole-packs';
  params: Record<string, number | string>;
}

/** What to order: `quantity` is `packs` * pack size, 0 where nothing is needed. */
export interface OrderProposal {
  packs: number;
  quantity: number;
  explain: ProposalStep[];
}

/**
 * What to order of a variant now. The inventory position (on hand - committed + on order + in transit - expiring) is compared
 * with the reorder point; at or below it the gap to order-up-to is ordered, but at least the minimum, in whole packs, rounded up
 * (Silver, Pyke & Thomas 2017, section 6.3: the (R, s, S) system on the inventory position). Throws a RangeError on a pack size
 * below 1 or a minimum below 0.
 */
export function proposeOrder(situation: OrderSituation): OrderProposal {
  const { onHand, committed, onOrder, inTransit, expiring, levels, packSize, minimumQuantity } = situation;
  if (!Number.isSafeInteger(packSize) || packSize < 1) throw new RangeError(`not a pack size: ${packSize}`);
  if (!Number.isSafeInteger(minimumQuantity) || minimumQuantity < 0)
    throw new RangeError(`not a minimum quantity: ${minimumQuantity}`);
  const position = onHand - committed + onOrder + inTransit - expiring;
  const explain: ProposalStep[] = [{ code: 'position', params: { onHand, committed, onOrder, inTransit, position } }];
  if (onHand < 0) explain.push({ code: 'negative-on-hand', params: { onHand } });
  if (expiring > 0) explain.push({ code: 'expiring', params: { quantity: expiring } });
  const { reorderPoint, orderUpTo, expected, safetyStock, basis } = levels;
  explain.push({ code: 'reorder-point', params: { reorderPoint, expected, safetyStock, basis } });
  const gap = orderUpTo - position;
  if (position > reorderPoint || gap <= 0) {
    explain.push({ code: 'enough', params: { position, reorderPoint } });
    return { packs: 0, quantity: 0, explain };
  }
  explain.push({ code: 'order-up-to', params: { orderUpTo, quantity: gap } });
  if (gap < minimumQuantity) explain.push({ code: 'minimum-quantity', params: { quantity: minimumQuantity } });
  const packs = Math.ceil(Math.max(gap, minimumQuantity) / packSize);
  const quantity = packs * packSize;
  if (packSize > 1) explain.push({ code: 'whole-packs', params: { packs, packSize, quantity } });
  return { packs, quantity, explain };
}
