import type { Place } from '#contracts/facts/place-facts.ts';
import type { HomesAnswer, HomesChange, PlaceAnswer, PlaceChange } from '#contracts/http/places.ts';
import { STAGING_PLACE } from '#domain/stock/places.ts';
import { isSame } from '#sync-server/commands/is-same.ts';
import type { ServerContext } from '#sync-server/context.ts';
import { readHomes, readPlace, readPlaces } from '#sync-server/db/read-places.ts';
import { appendFacts } from '#sync-server/ingest/append-facts.ts';

interface Asked {
  locationId: string;
  operatorId: string | null;
}

/** Makes a place of a location, or changes one that is still as it was when it was changed. What it is already changes nothing. */
export function changePlace(
  context: ServerContext,
  { revision, place }: PlaceChange,
  { locationId, operatorId }: Asked,
): Promise<PlaceAnswer> {
  return appendFacts<PlaceAnswer>(context, async ({ db }) => {
    const row = await db
      .selectFrom('place')
      .selectAll()
      .where('location_id', '=', locationId)
      .where('place_id', '=', place.placeId)
      .executeTakeFirst();
    const now = row ? readPlace(row) : null;
    const standing = row?.revision ?? 0;
    if (isSame(now, place)) return { facts: [], answer: { ok: true, revision: standing } };
    if (standing !== revision) return { facts: [], answer: { ok: false, now, revision: standing } };
    const fault = placeFault(place, await readPlaces(db, locationId));
    if (fault !== null) return { facts: [], answer: { ok: false, fault } };
    return {
      facts: [{ kind: 'place.published', payload: { locationId, place }, operatorId }],
      answer: { ok: true, revision: standing + 1 },
    };
  });
}

/** People and labels tell places apart by their names; what waits for somebody waits where tills put it. */
function placeFault({ placeId, name, archived }: Place, others: readonly Place[]): string | null {
  if (placeId === STAGING_PLACE) return 'place-unknown';
  const taken = others.some((one) => one.placeId !== placeId && !one.archived && one.name === name);
  return taken && !archived ? 'place-name-taken' : null;
}

/** Says where products lie: all of it, or what stood in the way. */
export function changeHomes(
  context: ServerContext,
  { homes }: HomesChange,
  { locationId, operatorId }: Asked,
): Promise<HomesAnswer> {
  return appendFacts<HomesAnswer>(context, async ({ db }) => {
    const known = new Set((await readPlaces(db, locationId)).flatMap((one) => (one.archived ? [] : [one.placeId])));
    if (homes.some(({ placeId }) => placeId !== null && !known.has(placeId))) return refused('place-unknown');
    const variantIds = [...new Set(homes.map(({ variantId }) => variantId))];
    const there = await db.selectFrom('variant').select('variant_id').where('variant_id', 'in', variantIds).execute();
    if (there.length < variantIds.length) return refused('variant-unknown');
    const now = await readHomes(db, locationId, variantIds);
    const changed = homes.filter(({ variantId, placeId }) => (now.get(variantId) ?? null) !== placeId);
    const conflicts = changed.flatMap(({ variantId, base }) => {
      const placeId = now.get(variantId) ?? null;
      return placeId === base ? [] : [{ variantId, placeId }];
    });
    if (conflicts.length > 0) return { facts: [], answer: { ok: false, conflicts } };
    if (changed.length === 0) return { facts: [], answer: { ok: true } };
    const payload = { locationId, homes: changed.map(({ variantId, placeId }) => ({ variantId, placeId })) };
    return { facts: [{ kind: 'home-places.published', payload, operatorId }], answer: { ok: true } };
  });
}

function refused(fault: string): { facts: []; answer: HomesAnswer } {
  return { facts: [], answer: { ok: false, fault } };
}
