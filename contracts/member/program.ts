import Type, { type Static } from 'typebox';
import { Id, Names, PositiveInteger, Text } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** What members may be asked for, with the words they say yes to. A change of the words is the next version. */
export const ConsentPurpose = Type.Object(
  {
    purposeId: Id,
    version: PositiveInteger,
    name: Text,
    names: Type.Optional(Names),
    text: Text,
    texts: Type.Optional(Names),
    /** Nobody is asked any more. */
    archived: Type.Optional(Type.Literal(true)),
  },
  strict,
);
export type ConsentPurpose = Static<typeof ConsentPurpose>;

/** How members earn points, see `domain/member/points.ts`. */
export const PointRule = Type.Object(
  {
    base: Type.Union([Type.Literal('net'), Type.Literal('gross')]),
    ratePpm: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    expiryMonths: Type.Integer({ minimum: 0, maximum: 120 }),
  },
  strict,
);

export const Tier = Type.Object(
  { tierId: Id, name: Text, names: Type.Optional(Names), from: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }) },
  strict,
);

/** What membership is in the whole chain. */
export const MemberProgram = Type.Object(
  {
    purposes: Type.Array(ConsentPurpose, { maxItems: 20 }),
    /** Null: nobody earns points. */
    points: Type.Union([PointRule, Type.Null()]),
    tiers: Type.Array(Tier, { maxItems: 10 }),
  },
  strict,
);
export type MemberProgram = Static<typeof MemberProgram>;

/** A chain that has set nothing: nobody is asked for anything, and earns nothing. */
export const NO_PROGRAM: MemberProgram = { purposes: [], points: null, tiers: [] };
