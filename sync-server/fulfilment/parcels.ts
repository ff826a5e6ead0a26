import type { Kysely } from 'kysely';
import { v5 } from 'uuid';
import { OrderAddress } from '#contracts/http/online-orders.ts';
import type { ParcelAnswer, ParcelCancelAnswer, ParcelChange, ParcelFault } from '#contracts/http/parcels.ts';
import { parseJson } from '#contracts/schema.ts';
import type { BookedParcel, ParcelToBook } from '#sync-server/carriers/carrier-port.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { type Parcel, readParcels } from '#sync-server/db/read-parcels.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import { readTexts } from '#sync-server/db/vault.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

/** Who asks for which fulfilment: the store must have promised it. */
export interface ParcelAsker {
  storeId: string;
  operatorId: string | null;
  fulfilmentId: string;
}

const AT_CARRIER = 'c2b0f4c7-0b1e-5f83-9d6a-4e7a3b1d9f20';

/** What a carrier knows a parcel by: a till gives its id, so one of another order's under the same id is not this one. */
function parcelAtCarrier(fulfilmentId: string, parcelId: string): string {
  return v5(`${fulfilmentId}/${parcelId}`, AT_CARRIER);
}

const refused = (code: ParcelFault): { ok: false; code: ParcelFault } => ({ ok: false, code });

/**
 * Has a carrier take what was packed. The carrier is asked first, under the parcel's id, and then it is journalled: whoever got no answer
 * asks again and gets the same label.
 */
export async function labelParcel(
  context: ServerContext,
  asker: ParcelAsker,
  { parcelId, grams, lines }: ParcelChange,
): Promise<ParcelAnswer> {
  const { db, carrier } = context;
  if (!carrier) return refused('carrier-missing');
  const shipping = await readShipping(db, asker);
  if (!shipping) return refused('parcel-unknown');
  const known = shipping.parcels.find((one) => one.parcelId === parcelId);
  if (known) return labelOf(context, shipping, known);
  if (!(await fits(db, asker.fulfilmentId, lines))) return refused('parcel-goods');
  if (!shipping.to) return refused('parcel-address');
  const { from, to, number: reference } = shipping;
  const atCarrier = parcelAtCarrier(asker.fulfilmentId, parcelId);
  const booked = await carrier.book({ parcelId: atCarrier, from, to, grams, reference });
  if (!booked.ok) return booked;
  const { tracking, trackingUrl } = booked.value;
  const isTold = await appendFacts(context, async (tx) => {
    const before = await readParcels(tx.db, [asker.fulfilmentId]);
    if (before.some((one) => one.parcelId === parcelId)) return { facts: [], answer: true };
    if (!(await fits(tx.db, asker.fulfilmentId, lines))) return { facts: [], answer: false };
    const payload = {
      ...{ parcelId, fulfilmentId: asker.fulfilmentId, locationId: shipping.locationId, lines, grams },
      ...{ carrier: carrier.carrierId, tracking, ...(trackingUrl === undefined ? {} : { trackingUrl }) },
    };
    return { facts: [{ kind: 'parcel.labelled', payload, operatorId: asker.operatorId }], answer: true };
  });
  if (isTold) return answerOf(shipping, { parcelId, grams, carrier: carrier.carrierId }, booked.value);
  await carrier.cancel(atCarrier);
  return refused('parcel-goods');
}

/** The label of a parcel once more, as its carrier has it. */
export async function readParcelLabel(
  context: ServerContext,
  asker: ParcelAsker,
  parcelId: string,
): Promise<ParcelAnswer> {
  const shipping = await readShipping(context.db, asker);
  const known = shipping?.parcels.find((one) => one.parcelId === parcelId);
  return shipping && known ? labelOf(context, shipping, known) : refused('parcel-unknown');
}

/** Has the carrier not take a parcel that has not left; once more does nothing more. */
export async function cancelParcel(
  context: ServerContext,
  asker: ParcelAsker,
  parcelId: string,
): Promise<ParcelCancelAnswer> {
  const { db, carrier } = context;
  const { fulfilmentId, operatorId } = asker;
  const shipping = await readShipping(db, asker);
  const known = shipping?.parcels.find((one) => one.parcelId === parcelId);
  if (!known) return refused('parcel-unknown');
  if (known.state === 'gone') return refused('parcel-over');
  if (known.state === 'cancelled') return { ok: true };
  if (!carrier) return refused('carrier-missing');
  const asked = await carrier.cancel(parcelAtCarrier(fulfilmentId, parcelId));
  if (!asked.ok) return asked;
  return appendFacts<ParcelCancelAnswer>(context, async (tx) => {
    const now = (await readParcels(tx.db, [fulfilmentId])).find((one) => one.parcelId === parcelId);
    if (now?.state === 'gone') return { facts: [], answer: refused('parcel-over') };
    if (now?.state === 'cancelled') return { facts: [], answer: { ok: true } };
    return {
      facts: [{ kind: 'parcel.cancelled', payload: { parcelId, fulfilmentId }, operatorId }],
      answer: { ok: true },
    };
  });
}

interface Shipping {
  locationId: string;
  number: string;
  from: ParcelToBook['from'];
  /** Null where nobody said it, or it was erased. */
  to: ParcelToBook['to'] | null;
  parcels: Parcel[];
}

/** What a store ships of a fulfilment; null where it has promised no such one. */
async function readShipping(db: Kysely<Tables>, { storeId, fulfilmentId }: ParcelAsker): Promise<Shipping | null> {
  const row = await db
    .selectFrom('fulfilment')
    .innerJoin('online_order', 'online_order.order_id', 'fulfilment.order_id')
    .innerJoin('store', 'store.location_id', 'fulfilment.location_id')
    .select(['store.location_id', 'number', 'deliveries', 'delivery_id', 'settings'])
    .where('fulfilment_id', '=', fulfilmentId)
    .where('store.store_id', '=', storeId)
    .where('method', '=', 'ship')
    .executeTakeFirst();
  if (!row) return null;
  const addressId = row.deliveries.find(({ id }) => id === row.delivery_id)?.addressId;
  const text = addressId === undefined ? undefined : (await readTexts(db, [addressId])).get(addressId);
  const address = text === undefined ? null : parseJson(OrderAddress, text);
  return {
    ...{ locationId: row.location_id, number: row.number },
    from: { name: row.settings.name, lines: row.settings.address },
    to: address?.ok ? address.value : null,
    parcels: await readParcels(db, [fulfilmentId]),
  };
}

/** Whether all of it lies picked, and in no other parcel. */
async function fits(db: Kysely<Tables>, fulfilmentId: string, lines: ParcelChange['lines']): Promise<boolean> {
  const goods = await db
    .selectFrom('fulfilment_goods')
    .select(['line_id', 'variant_id', 'picked', 'gone', 'put_back'])
    .where('fulfilment_id', '=', fulfilmentId)
    .execute();
  const packed = (await readParcels(db, [fulfilmentId])).filter(({ state }) => state === 'packed');
  const inParcels = [...lines, ...packed.flatMap((parcel) => parcel.lines)];
  return lines.every(({ lineId, variantId }) => {
    const lying = goods.find((row) => row.line_id === lineId && row.variant_id === variantId);
    const wanted = inParcels
      .filter((line) => line.lineId === lineId && line.variantId === variantId)
      .reduce((sum, { quantity }) => sum + quantity, 0);
    return lying !== undefined && wanted <= lying.picked - lying.gone - lying.put_back;
  });
}

async function labelOf(
  { carrier }: ServerContext,
  { from, to, number: reference, ...shipping }: Shipping,
  { parcelId, fulfilmentId, grams, state }: Parcel,
): Promise<ParcelAnswer> {
  if (state !== 'packed') return refused('parcel-over');
  if (!carrier) return refused('carrier-missing');
  if (!to) return refused('parcel-address');
  const atCarrier = parcelAtCarrier(fulfilmentId, parcelId);
  const booked = await carrier.book({ parcelId: atCarrier, from, to, grams, reference });
  const named = { parcelId, grams, carrier: carrier.carrierId };
  return booked.ok ? answerOf({ ...shipping, from, to, number: reference }, named, booked.value) : booked;
}

function answerOf(
  { from, number }: Shipping,
  parcel: { parcelId: string; grams: number; carrier: string },
  { tracking, service, route, to }: BookedParcel,
): ParcelAnswer {
  const label = { ...parcel, number, tracking, service, route, to: [...to], from: [from.name, ...from.lines] };
  return { ok: true, label };
}
