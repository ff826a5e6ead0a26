/** Something to be taken from its shelf for one line of one fulfilment; quantity in the variant's smallest unit. */
export interface ToPick {
  fulfilmentId: string;
  lineId: string;
  variantId: string;
  sku: string;
  quantity: number;
  /** Where it lies; null where nobody said. */
  place: { placeId: string; name: string; walk: number } | null;
}

/** One stop of a walk: a variant at its place, for whom it is, and how much in all. */
export interface PickStop {
  variantId: string;
  sku: string;
  place: ToPick['place'];
  quantity: number;
  /** Oldest fulfilment first, as they were given. */
  shares: { fulfilmentId: string; lineId: string; quantity: number }[];
}

/**
 * The walk for one order or a wave of them: each variant once, along the places in the order in which they are walked, what lies
 * nowhere last, by sku within a place.
 */
export function pickWalk(wanted: readonly ToPick[]): PickStop[] {
  const stops = new Map<string, PickStop>();
  for (const { fulfilmentId, lineId, variantId, sku, quantity, place } of wanted) {
    if (quantity <= 0) continue;
    const stop = stops.get(variantId) ?? { variantId, sku, place, quantity: 0, shares: [] };
    stop.quantity += quantity;
    stop.shares.push({ fulfilmentId, lineId, quantity });
    stops.set(variantId, stop);
  }
  return [...stops.values()].sort(alongTheWalk);
}

function alongTheWalk(a: PickStop, b: PickStop): number {
  if (a.place === null || b.place === null) {
    if (a.place !== b.place) return a.place === null ? 1 : -1;
  } else if (a.place.walk !== b.place.walk) return a.place.walk - b.place.walk;
  else if (a.place.placeId !== b.place.placeId) return a.place.placeId < b.place.placeId ? -1 : 1;
  return a.sku === b.sku ? (a.variantId < b.variantId ? -1 : 1) : a.sku < b.sku ? -1 : 1;
}

/** What a scan while picking comes to: so much for each fulfilment, or why not. */
export type PickScan =
  | { ok: true; shares: PickStop['shares'] }
  /** `not-wanted`: none of these orders has it. `too-many`: `left` are wanted. */
  | { ok: false; code: 'not-wanted' }
  | { ok: false; code: 'too-many'; left: number };

/** Gives what was scanned to the fulfilments that want it, in the order of the stop's shares. Nothing of it where it is more than is wanted. */
export function pickScanned(walk: readonly PickStop[], variantId: string, quantity: number): PickScan {
  const stop = walk.find((one) => one.variantId === variantId);
  if (!stop) return { ok: false, code: 'not-wanted' };
  if (quantity > stop.quantity) return { ok: false, code: 'too-many', left: stop.quantity };
  let left = quantity;
  const shares: PickStop['shares'] = [];
  for (const share of stop.shares) {
    const some = Math.min(left, share.quantity);
    if (some > 0) shares.push({ ...share, quantity: some });
    left -= some;
  }
  return { ok: true, shares };
}
