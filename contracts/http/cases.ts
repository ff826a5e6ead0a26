import Type, { type Static } from 'typebox';
import { CaseKind, CaseStep, CaseWords } from '#contracts/facts/case-facts.ts';
import { Count, Id, Instant, Nullable, Text, Uuid } from '#contracts/schema.ts';

const strict = { additionalProperties: false };
const State = Type.Union([Type.Literal('open'), Type.Literal('closed')]);

/** GET /cases?state=&member=&order= (register, permission `members`): of a member, and whoever was merged with them; of an order. */
export const CaseQuery = Type.Object(
  { state: Type.Optional(State), member: Type.Optional(Id), order: Type.Optional(Uuid) },
  strict,
);
export type CaseQuery = Static<typeof CaseQuery>;

/** A question, complaint or wish. `words` are those it was opened with; null where they are not there yet. */
export const CaseRow = Type.Object(
  {
    caseId: Uuid,
    kind: CaseKind,
    state: State,
    storeId: Id,
    storeName: Text,
    openedAt: Instant,
    openedBy: Nullable(Id),
    assignedTo: Nullable(Id),
    closedAt: Nullable(Instant),
    words: Nullable(CaseWords),
    answers: Count,
    memberId: Type.Optional(Id),
    memberName: Type.Optional(Text),
    order: Type.Optional(
      Type.Object(
        { orderId: Uuid, kind: Type.Union([Type.Literal('receipt'), Type.Literal('online-order')]), number: Text },
        strict,
      ),
    ),
  },
  strict,
);
export type CaseRow = Static<typeof CaseRow>;

/** Open ones first, of those the oldest; then those that were closed, the latest first; at most 500. */
export const CaseList = Type.Object({ cases: Type.Array(CaseRow) }, strict);
export type CaseList = Static<typeof CaseList>;

/** GET /cases/:caseId (likewise): with all that was said and done, oldest first. */
export const CaseDetail = Type.Object(
  {
    ...CaseRow.properties,
    notes: Type.Array(
      Type.Object(
        {
          noteId: Uuid,
          at: Instant,
          by: Nullable(Id),
          step: Type.Union([Type.Literal('opened'), CaseStep]),
          assignedTo: Nullable(Id),
          words: Nullable(CaseWords),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type CaseDetail = Static<typeof CaseDetail>;
