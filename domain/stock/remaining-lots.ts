import { compareLots } from './lots.ts';
import { STAGING_PLACE } from './places.ts';

/** What movements that named a place, a batch or an expiry come to; may be below zero. */
export interface NamedLot {
  placeId: string | null;
  batch: string | null;
  expiry: string | null;
  receivedOn: string;
  quantity: number;
}

/**
 * What is left of each lot, what expires first on top. Sales seldom name a lot: what they took is the difference between on hand
 * and what lots come to, and is taken first expired, first out, never from places where goods are `kept`, as the staging place,
 * where they wait for somebody. What
 * is left beyond all lots, or missing below them, is the last line, without a lot. The lines sum to `onHand`, and since both figures
 * are sums, the order in which facts arrived does not matter.
 */
export function remainingLots(
  named: readonly NamedLot[],
  onHand: number,
  kept: ReadonlySet<string> = new Set([STAGING_PLACE]),
): NamedLot[] {
  const sorted = named
    .map((lot, index) => ({ lot, key: keyOf(lot, index) }))
    .sort((a, b) => compareLots(a.key, b.key))
    .map(({ lot }) => lot);
  let unnamed = onHand - sorted.reduce((sum, { quantity }) => sum + quantity, 0);
  const left = sorted.map((lot) => {
    if (unnamed >= 0 || lot.quantity <= 0 || (lot.placeId !== null && kept.has(lot.placeId))) return lot;
    const taken = Math.min(-unnamed, lot.quantity);
    unnamed += taken;
    return { ...lot, quantity: lot.quantity - taken };
  });
  const rest = { placeId: null, batch: null, expiry: null, receivedOn: '', quantity: unnamed };
  return [...left.filter(({ quantity }) => quantity !== 0), ...(unnamed === 0 ? [] : [rest])];
}

function keyOf({ placeId, batch, expiry, receivedOn, quantity }: NamedLot, index: number) {
  const lotId = `${batch ?? ''}\n${placeId ?? ''}\n${index}`;
  return { lotId, quantity, receivedOn, ...(expiry === null ? {} : { expiry }) };
}
