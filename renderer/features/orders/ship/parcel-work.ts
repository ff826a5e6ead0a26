import type { FactDraft } from '#contracts/facts/envelope.ts';
import type { PayloadOf } from '#contracts/facts/kinds.ts';
import { toGiveOf } from '#domain/fulfilment/fulfilment-sums.ts';
import { type Goods, goodsToGive } from '#renderer/features/orders/hand-over/goods-of.ts';
import { draftOf } from '#renderer/features/orders/shared/order-journal.ts';
import type { Fulfilment } from '#renderer/store/till-store.ts';

export type Parcel = NonNullable<Fulfilment['parcels']>[number];

/** What lies picked for the carrier and is in no parcel. */
export function toPack(fulfilment: Fulfilment): Goods[] {
  if (!fulfilment.actions.includes('ship')) return [];
  const packed = (fulfilment.parcels ?? []).flatMap(({ lines }) => lines);
  return goodsToGive(fulfilment)
    .map((goods) => {
      const inParcels = packed
        .filter(({ lineId, variantId }) => lineId === goods.lineId && variantId === goods.variantId)
        .reduce((sum, { quantity }) => sum + quantity, 0);
      return { ...goods, quantity: goods.quantity - inParcels };
    })
    .filter(({ quantity }) => quantity > 0);
}

/** Parcels that a driver may have: those whose goods are owed, one after the other; of what was cancelled none is. */
export function parcelsToGo({ actions, parcels = [], lines }: Fulfilment): Parcel[] {
  if (!actions.includes('ship')) return [];
  const left = new Map(lines.map((line) => [line.lineId, toGiveOf(line)]));
  return parcels.filter((parcel) => {
    const after = new Map(left);
    for (const { lineId, quantity } of parcel.lines) after.set(lineId, (after.get(lineId) ?? 0) - quantity);
    if ([...after.values()].some((quantity) => quantity < 0)) return false;
    for (const [lineId, quantity] of after) left.set(lineId, quantity);
    return true;
  });
}

/** The order whose parcel's label was scanned. */
export function readParcel(text: string, fulfilments: readonly Fulfilment[]): Fulfilment | undefined {
  const code = text.trim().toUpperCase();
  return fulfilments.find(({ parcels = [] }) => parcels.some(({ tracking }) => tracking.toUpperCase() === code));
}

/** What one driver took at once. */
export interface HandedList {
  manifestId: string;
  driverId: string;
  parcelIds: ReadonlySet<string>;
}

/** The facts that parcels left, one for each order, of what the orders are by then: what may not go any more stays. */
export function shippedDrafts(fulfilments: readonly Fulfilment[], list: HandedList): FactDraft[] {
  const { manifestId, driverId, parcelIds } = list;
  return fulfilments.flatMap((fulfilment) => {
    const taken = parcelsToGo(fulfilment).filter(({ parcelId }) => parcelIds.has(parcelId));
    if (taken.length === 0) return [];
    const { fulfilmentId, locationId } = fulfilment;
    const parcels = taken.map(({ parcelId, carrier, tracking, trackingUrl }) => {
      return { parcelId, carrier, tracking, ...(trackingUrl === undefined ? {} : { trackingUrl }) };
    });
    const lines = summed(taken.flatMap((parcel) => parcel.lines));
    return [draftOf('fulfilment.shipped', { fulfilmentId, locationId, lines, parcels, manifestId, driverId })];
  });
}

type Line = PayloadOf<'fulfilment.shipped'>['lines'][number];

function summed(lines: readonly Line[]): Line[] {
  const sums = new Map<string, Line>();
  for (const line of lines) {
    const key = `${line.lineId}\n${line.variantId}`;
    sums.set(key, { ...line, quantity: line.quantity + (sums.get(key)?.quantity ?? 0) });
  }
  return [...sums.values()];
}
