import Type, { type Static } from 'typebox';
import { Id } from '#contracts/schema.ts';
import { PLACE_KINDS } from '#domain/stock/places.ts';

const strict = { additionalProperties: false };

const [SHELF, BACK_ROOM, PICKUP, QUARANTINE] = PLACE_KINDS;
export const PlaceKind = Type.Union([
  Type.Literal(SHELF),
  Type.Literal(BACK_ROOM),
  Type.Literal(PICKUP),
  Type.Literal(QUARANTINE),
]);

/** A place within a location. What stands on its label is its id. */
export const Place = Type.Object(
  {
    placeId: Id,
    name: Type.String({ minLength: 1, maxLength: 60 }),
    kind: PlaceKind,
    /** No longer used; known, so that what happened there has a name. */
    archived: Type.Optional(Type.Literal(true)),
  },
  strict,
);
export type Place = Static<typeof Place>;

/** `place.published`, made by the server: a place, whole, as it is from now on. */
export const PlacePublished = Type.Object({ locationId: Id, place: Place }, strict);
export type PlacePublished = Static<typeof PlacePublished>;

/** `home-places.published`, made by the server: where products lie from now on in a location; null where that is no longer said. */
export const HomePlacesPublished = Type.Object(
  {
    locationId: Id,
    homes: Type.Array(Type.Object({ variantId: Id, placeId: Type.Union([Id, Type.Null()]) }, strict), {
      minItems: 1,
      maxItems: 1000,
    }),
  },
  strict,
);
export type HomePlacesPublished = Static<typeof HomePlacesPublished>;
