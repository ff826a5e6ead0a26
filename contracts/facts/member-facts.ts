import Type, { type Static } from 'typebox';
import { ProfileField } from '#contracts/member/profile.ts';
import { Id, PositiveInteger, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

/** `member.enrolled`: the profile itself (`Profile`) is in the vault under `subjectId`, never in a payload. */
export const MemberEnrolled = Type.Object({ memberId: Id, subjectId: Uuid, cardNumber: Id }, strict);
export type MemberEnrolled = Static<typeof MemberEnrolled>;

/**
 * `member.revised`: what is known of a member is another from now on; what it is (`ProfilePatch`) is in the vault under `subjectId`.
 * `base` is the revision that whoever changed it saw.
 */
export const MemberRevised = Type.Object(
  {
    memberId: Id,
    subjectId: Uuid,
    base: PositiveInteger,
    fields: Type.Array(ProfileField, { minItems: 1, maxItems: 3, uniqueItems: true }),
  },
  strict,
);
export type MemberRevised = Static<typeof MemberRevised>;

/**
 * `member.erased`, made by the server: the key of their profile was destroyed, as was that of every address that a receipt of theirs was
 * mailed to. What they bought stays, under their number. `storeId` is where they asked for it.
 */
export const MemberErased = Type.Object({ memberId: Id, storeId: Id }, strict);
export type MemberErased = Static<typeof MemberErased>;
