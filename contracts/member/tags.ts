import Type, { type Static } from 'typebox';
import { TAG_LENGTH, TAGS_MAX } from '#domain/member/tags.ts';

export const Tag = Type.String({ minLength: 1, maxLength: TAG_LENGTH });

/** What of a member's tags is another, as it lies in the vault beside a `member.tagged`. See `domain/member/tags.ts`. */
export const TagChange = Type.Object(
  { added: Type.Array(Tag, { maxItems: TAGS_MAX }), removed: Type.Array(Tag, { maxItems: TAGS_MAX }) },
  { additionalProperties: false },
);
export type TagChange = Static<typeof TagChange>;
