import { type Kysely, sql } from 'kysely';
import { insertRows, lastOf } from '#sync-server/db/insert-rows.ts';
import type { Tables } from '#sync-server/db/tables.ts';
import type { Effects } from '#sync-server/ingest/effects.ts';

/** Places as published, each counting up its revision, and where products lie. */
export async function writePlaces(
  db: Kysely<Tables>,
  { places, homePlaces }: Pick<Effects, 'places' | 'homePlaces'>,
): Promise<void> {
  for (const { locationId, place, at, by } of places) {
    const { placeId, name, kind, archived = false } = place;
    await sql`insert into place (location_id, place_id, name, kind, archived, changed_at, changed_by)
      values (${locationId}, ${placeId}, ${name}, ${kind}, ${archived}, ${at}, ${by})
      on conflict (location_id, place_id) do update set name = excluded.name, kind = excluded.kind,
        archived = excluded.archived, revision = place.revision + 1, changed_at = excluded.changed_at,
        changed_by = excluded.changed_by`.execute(db);
  }
  const said = homePlaces.flatMap(({ locationId, homes }) => homes.map((home) => ({ locationId, ...home })));
  const last = lastOf(said, ({ locationId, variantId }) => `${locationId}\n${variantId}`);
  for (const { locationId, variantId } of last.filter(({ placeId }) => placeId === null)) {
    const of = db.deleteFrom('home_place').where('location_id', '=', locationId);
    await of.where('variant_id', '=', variantId).execute();
  }
  const rows = last.flatMap(({ locationId, variantId, placeId }) =>
    placeId === null ? [] : [{ location_id: locationId, variant_id: variantId, place_id: placeId }],
  );
  const columns = { location_id: 'text', variant_id: 'text', place_id: 'text' } as const;
  const replace = sql`(location_id, variant_id) do update set place_id = excluded.place_id`;
  await insertRows(db, 'home_place', columns, rows, replace);
}
