import Type, { type Static } from 'typebox';
import { ImportAnswer } from '#contracts/http/api.ts';
import { CHANGE_MAX } from '#contracts/http/catalogue.ts';
import { Id, PositiveInteger, Text } from '#contracts/schema.ts';

const strict = { additionalProperties: false };
const GroupOrNone = Type.Union([Id, Type.Null()]);

/** What a file knows somebody by. E-mail addresses are the same in small letters, phone numbers by their digits. */
export const MEMBER_KEYS = ['card', 'email', 'phone'] as const;
export type MemberKey = (typeof MEMBER_KEYS)[number];
const [CARD, EMAIL, PHONE] = MEMBER_KEYS;

/**
 * POST /customer-groups/import (register, permission `prices`): a part of a file that says who is in which group; `groupId` null is
 * none. Members are found by what the file knows them by, or by their id, then with the group they were in (`base`). Good rows go in,
 * others are refused with their reason; the same again changes nothing. With `dryRun` nothing is changed, and the answer says what
 * would be.
 */
export const GroupMembersImport = Type.Object(
  {
    rows: Type.Array(
      Type.Union([
        Type.Object(
          {
            line: PositiveInteger,
            by: Type.Union([Type.Literal(CARD), Type.Literal(EMAIL), Type.Literal(PHONE)]),
            text: Text,
            groupId: GroupOrNone,
          },
          strict,
        ),
        Type.Object({ line: PositiveInteger, memberId: Id, base: GroupOrNone, groupId: GroupOrNone }, strict),
      ]),
      { maxItems: CHANGE_MAX },
    ),
    dryRun: Type.Boolean(),
  },
  strict,
);
export type GroupMembersImport = Static<typeof GroupMembersImport>;

export const GroupMembersImportAnswer = Type.Object(
  {
    ...ImportAnswer.properties,
    /** Members who are in another group than they were. */
    rows: Type.Array(
      Type.Object(
        { line: PositiveInteger, memberId: Id, name: Text, cardNumber: Id, before: GroupOrNone, after: GroupOrNone },
        strict,
      ),
    ),
  },
  strict,
);
export type GroupMembersImportAnswer = Static<typeof GroupMembersImportAnswer>;
