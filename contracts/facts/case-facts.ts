import Type, { type Static } from 'typebox';
import { Id, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };

export const CASE_KINDS = ['question', 'complaint', 'wish'] as const;
export const CaseKind = Type.Union([Type.Literal('question'), Type.Literal('complaint'), Type.Literal('wish')]);
export type CaseKind = (typeof CASE_KINDS)[number];

/** So many characters are written of a case at once. */
export const CASE_WORDS_MAX = 2000;
/** Words of a case as they are read. */
export const CaseWords = Type.String({ maxLength: CASE_WORDS_MAX });

const asked = { caseId: Uuid, noteId: Uuid, kind: CaseKind };

/**
 * `case.opened`: somebody asked, complained or wished something, as a member, about a receipt or an online order (`orderId`), or both. Their
 * words are in the vault under `noteId`.
 */
export const CaseOpened = Type.Union([
  Type.Object({ ...asked, memberId: Id, orderId: Type.Optional(Uuid) }, strict),
  Type.Object({ ...asked, orderId: Uuid }, strict),
]);
export type CaseOpened = Static<typeof CaseOpened>;

export const CaseStep = Type.Union([
  Type.Literal('answered'),
  Type.Literal('assigned'),
  Type.Literal('closed'),
  Type.Literal('reopened'),
]);
export type CaseStep = Static<typeof CaseStep>;

/** `case.changed`: words that go with it are in the vault under `noteId`; `assignedTo` is who has it from now on, null nobody. */
export const CaseChanged = Type.Object(
  { caseId: Uuid, noteId: Uuid, step: CaseStep, assignedTo: Type.Optional(Type.Union([Id, Type.Null()])) },
  strict,
);
export type CaseChanged = Static<typeof CaseChanged>;
