import Type, { type Static } from 'typebox';
import { ProfileField } from '#contracts/member/profile.ts';
import { MemberProgram } from '#contracts/member/program.ts';
import { Id, PositiveInteger, Text, Uuid } from '#contracts/schema.ts';

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

/** `member.tagged`: tags were put on a member or taken off; which (`TagChange`) is in the vault under `subjectId`. */
export const MemberTagged = Type.Object({ memberId: Id, subjectId: Uuid }, strict);
export type MemberTagged = Static<typeof MemberTagged>;

/**
 * `member.erased`, made by the server: the key of their profile was destroyed, as was that of every address that a receipt of theirs was
 * mailed to. What they bought stays, under their number. `storeId` is where they asked for it.
 */
export const MemberErased = Type.Object({ memberId: Id, storeId: Id }, strict);
export type MemberErased = Static<typeof MemberErased>;

/** `member-program.published`, made by the server: purposes of consent, points and tiers of the chain, whole, as they are from now on. */
export const MemberProgramPublished = Type.Object({ version: PositiveInteger, program: MemberProgram }, strict);
export type MemberProgramPublished = Static<typeof MemberProgramPublished>;

/**
 * `consent.changed`: a member said yes to a purpose, or took it back. `textVersion` is that of the words they were shown, in `language`.
 */
export const ConsentChanged = Type.Object(
  {
    memberId: Id,
    purposeId: Id,
    given: Type.Boolean(),
    textVersion: PositiveInteger,
    language: Text,
    channel: Type.Union([Type.Literal('till'), Type.Literal('office'), Type.Literal('online')]),
  },
  strict,
);
export type ConsentChanged = Static<typeof ConsentChanged>;

/** `member.merged`, made by the server: two members are one person. Nothing of either moves: both are read under the one that is kept. */
export const MemberMerged = Type.Object({ mergeId: Uuid, keptId: Id, mergedId: Id }, strict);
export type MemberMerged = Static<typeof MemberMerged>;

/** `member.unmerged`, made by the server: they are two again, each with all that was theirs. */
export const MemberUnmerged = Type.Object({ mergeId: Uuid, keptId: Id, mergedId: Id }, strict);
export type MemberUnmerged = Static<typeof MemberUnmerged>;

/** `members.parted`, made by the server: somebody looked at two members who seem one, and they are two. */
export const MembersParted = Type.Object({ memberIds: Type.Array(Id, { minItems: 2, maxItems: 2 }) }, strict);
export type MembersParted = Static<typeof MembersParted>;
