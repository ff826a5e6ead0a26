import Type, { type Static } from 'typebox';
import { Text } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** Personal data of a member as it lies in the vault; it stands in no fact. See `domain/member/profile.ts`. */
export const Profile = Type.Object(
  { name: Type.Optional(Text), phone: Type.Optional(Text), email: Type.Optional(Text) },
  { ...strict, minProperties: 1 },
);
export type Profile = Static<typeof Profile>;

const Changed = Type.Optional(Type.Union([Text, Type.Null()]));

/** What of it is another from now on, as it lies in the vault beside a `member.revised`; null where it is no longer known. */
export const ProfilePatch = Type.Object(
  { name: Changed, phone: Changed, email: Changed },
  { ...strict, minProperties: 1 },
);
export type ProfilePatch = Static<typeof ProfilePatch>;

export const ProfileField = Type.Union([Type.Literal('name'), Type.Literal('phone'), Type.Literal('email')]);
