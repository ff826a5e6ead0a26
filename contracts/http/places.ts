import Type, { type Static } from 'typebox';
import { Place } from '#contracts/facts/place-facts.ts';
import { Revision } from '#contracts/http/catalogue.ts';
import { Count, Id, Minor, Names, PositiveInteger, Text, Unit } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** A place with its revision (0: not there yet) and how many products lie there. */
export const PlaceRow = Type.Object({ place: Place, revision: Revision, products: Count }, strict);
export type PlaceRow = Static<typeof PlaceRow>;

/** GET /places (register, permission `stock`): places of the register's location by name; `counted` were counted and never named. */
export const PlaceList = Type.Object({ places: Type.Array(PlaceRow), counted: Type.Array(Id) }, strict);
export type PlaceList = Static<typeof PlaceList>;

/** PUT /places/:placeId (register, permission `stock-adjust`): makes or changes a place of the register's location. */
export const PlaceChange = Type.Object({ revision: Revision, place: Place }, strict);
export type PlaceChange = Static<typeof PlaceChange>;
/** 200. Refusals are values: `now` is what somebody else made of it, `fault` a code of the registry of errors. */
export const PlaceAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true), revision: PositiveInteger }, strict),
  Type.Object({ ok: Type.Literal(false), now: Type.Union([Place, Type.Null()]), revision: Revision }, strict),
  Type.Object({ ok: Type.Literal(false), fault: Id }, strict),
]);
export type PlaceAnswer = Static<typeof PlaceAnswer>;

/** GET /places/:placeId/products (register, permission `stock`): what lies there, by name, at most 1,000. */
export const PlaceProducts = Type.Object(
  {
    products: Type.Array(
      Type.Object(
        { variantId: Id, sku: Text, name: Text, names: Type.Optional(Names), unit: Unit, onHand: Minor },
        strict,
      ),
    ),
  },
  strict,
);
export type PlaceProducts = Static<typeof PlaceProducts>;

/**
 * POST /places/homes (register, permission `stock-adjust`): where products lie in the register's location; `base` is where they lay
 * when that was said, null for nowhere. All of it or nothing.
 */
export const HomesChange = Type.Object(
  {
    homes: Type.Array(
      Type.Object(
        { variantId: Id, base: Type.Union([Id, Type.Null()]), placeId: Type.Union([Id, Type.Null()]) },
        strict,
      ),
      { minItems: 1, maxItems: 1000 },
    ),
  },
  strict,
);
export type HomesChange = Static<typeof HomesChange>;
/** 200. Products that lie elsewhere by now, and where; or what cannot be. */
export const HomesAnswer = Type.Union([
  Type.Object({ ok: Type.Literal(true) }, strict),
  Type.Object(
    {
      ok: Type.Literal(false),
      conflicts: Type.Array(Type.Object({ variantId: Id, placeId: Type.Union([Id, Type.Null()]) }, strict)),
    },
    strict,
  ),
  Type.Object({ ok: Type.Literal(false), fault: Id }, strict),
]);
export type HomesAnswer = Static<typeof HomesAnswer>;
