import Type, { type Static } from 'typebox';
import { Revision } from '#contracts/http/catalogue.ts';
import { Count, Id, Instant, PositiveInteger, Text } from '#contracts/schema.ts';
import { Operator, Role } from '#contracts/views/register-config.ts';

const strict = { additionalProperties: false };
const changed = { changedAt: Type.Union([Instant, Type.Null()]), changedBy: Type.Union([Id, Type.Null()]) };

export const Pin = Type.String({ pattern: '^\\d{4,12}$' });

/** An operator without anything secret. Archived, they sign in nowhere; their name stays on what they did. */
export const Person = Type.Object(
  { ...Operator.properties, storeIds: Type.Array(Id, { maxItems: 1000 }), archived: Type.Boolean() },
  strict,
);
export type Person = Static<typeof Person>;

export const PersonRow = Type.Object(
  { operator: Person, revision: PositiveInteger, hasBadge: Type.Boolean(), ...changed },
  strict,
);
export type PersonRow = Static<typeof PersonRow>;

/** `people` counts who has it now; revision 0: a default role of a chain that has set none. */
export const RoleRow = Type.Object({ role: Role, revision: Revision, people: Count, ...changed }, strict);
export type RoleRow = Static<typeof RoleRow>;

/** GET /people (register, permission `people`): operators of all stores by name, roles, and the stores they may work in. */
export const PeopleList = Type.Object(
  {
    people: Type.Array(PersonRow),
    roles: Type.Array(RoleRow),
    stores: Type.Array(Type.Object({ storeId: Id, name: Text }, strict)),
  },
  strict,
);
export type PeopleList = Static<typeof PeopleList>;

/**
 * PUT /operators/:operatorId (register, permission `people`): makes an operator (revision 0, with a PIN) or changes one that is still
 * at this revision. `pin` sets a new PIN, which is hashed here and kept nowhere else; `badge` is what a new badge reads, null takes
 * the badge away, and left out neither changes.
 */
export const PersonChange = Type.Object(
  {
    revision: Revision,
    operator: Person,
    pin: Type.Optional(Pin),
    badge: Type.Optional(Type.Union([Type.String({ minLength: 4, maxLength: 200 }), Type.Null()])),
  },
  strict,
);
export type PersonChange = Static<typeof PersonChange>;

/** PUT /roles/:roleId (register, permission `people`): makes or changes a role; null removes it. */
export const RoleChange = Type.Object({ revision: Revision, role: Type.Union([Role, Type.Null()]) }, strict);
export type RoleChange = Static<typeof RoleChange>;

/** 200. `faults` are codes of the registry of errors; a conflict says what it is now, null where it is gone. */
const answerOf = <R extends typeof PersonRow | typeof RoleRow>(row: R) =>
  Type.Union([
    Type.Object({ ok: Type.Literal(true), revision: Count }, strict),
    Type.Object(
      { ok: Type.Literal(false), conflict: Type.Object({ now: Type.Union([row, Type.Null()]) }, strict) },
      strict,
    ),
    Type.Object({ ok: Type.Literal(false), faults: Type.Array(Id, { minItems: 1 }) }, strict),
  ]);
export const PersonAnswer = answerOf(PersonRow);
export type PersonAnswer = Static<typeof PersonAnswer>;
export const RoleAnswer = answerOf(RoleRow);
export type RoleAnswer = Static<typeof RoleAnswer>;
