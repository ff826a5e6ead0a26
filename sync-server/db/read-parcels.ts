import { type Kysely, sql } from 'kysely';
import Type, { type Static } from 'typebox';
import { ParcelLabelled } from '#contracts/facts/parcel-facts.ts';
import { parse } from '#contracts/schema.ts';
import type { Tables } from '#sync-server/db/tables.ts';

const { fulfilmentId: _, locationId: __, ...labelled } = ParcelLabelled.properties;
const Labelled = Type.Object({ parcels: Type.Array(Type.Object(labelled)) });
const Named = Type.Object({ parcels: Type.Array(Type.Object({ parcelId: Type.String() })) });

/** A parcel as it stands in the timeline. */
export type Parcel = Static<typeof Labelled>['parcels'][number] & {
  fulfilmentId: string;
  state: 'packed' | 'gone' | 'cancelled';
};

/** Parcels of fulfilments, oldest first, as their timeline has them. */
export async function readParcels(db: Kysely<Tables>, fulfilmentIds: readonly string[]): Promise<Parcel[]> {
  const events = await db
    .selectFrom('online_order_event')
    .select(['fulfilment_id', 'kind', 'detail'])
    .where('fulfilment_id', '=', sql<string>`any(${[...fulfilmentIds]}::uuid[])`)
    .where('kind', 'in', ['parcel.labelled', 'parcel.cancelled', 'fulfilment.shipped'])
    .orderBy('at')
    .orderBy('seq')
    .execute();
  const named = (kind: string): Set<string> =>
    new Set(
      events.flatMap((event) => {
        const said = event.kind === kind ? parse(Named, event.detail) : null;
        return said?.ok ? said.value.parcels.map(({ parcelId }) => parcelId) : [];
      }),
    );
  const [gone, cancelled] = [named('fulfilment.shipped'), named('parcel.cancelled')];
  return events.flatMap(({ fulfilment_id, kind, detail }) => {
    const said = kind === 'parcel.labelled' ? parse(Labelled, detail) : null;
    if (!said?.ok || fulfilment_id === null) return [];
    return said.value.parcels.map((parcel): Parcel => {
      const state = gone.has(parcel.parcelId) ? 'gone' : cancelled.has(parcel.parcelId) ? 'cancelled' : 'packed';
      return { ...parcel, fulfilmentId: fulfilment_id, state };
    });
  });
}
