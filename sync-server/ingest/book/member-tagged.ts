import type { MemberTagged } from '#contracts/facts/member-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { memberExceptions, needMemberChecks } from '#sync-server/ingest/book/member-checks.ts';

/** Tags were put on a member or taken off; the cards that say so are sent again as they are written. Of somebody who was erased none is kept. */
export const bookMemberTagged: Handler<MemberTagged> = {
  needs: needMemberChecks,

  book(fact, journal, lookups) {
    const { memberId, subjectId } = fact.payload;
    return {
      members: [{ type: 'tagged', memberId, subjectId, at: fact.at, by: fact.operatorId }],
      exceptions: memberExceptions(fact, journal, lookups, 'member.tagged'),
    };
  },

  begins: true,
  cuts: true,
};
