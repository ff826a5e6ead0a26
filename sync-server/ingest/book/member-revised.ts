import type { MemberRevised } from '#contracts/facts/member-facts.ts';
import { contestedFields } from '#domain/member/profile.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { memberExceptions, needMemberChecks } from '#sync-server/ingest/book/member-checks.ts';
import { auditOf } from '#sync-server/ingest/book/witnessed.ts';
import { CHAIN_FEED } from '#sync-server/ingest/effects.ts';

/**
 * A profile is another from now on. What two people changed without having seen each other's words is as the later fact says; what the
 * earlier one said is kept beside it, and `member-differs` asks which holds. Of somebody who was erased nothing is kept.
 */
export const bookMemberRevised: Handler<MemberRevised> = {
  needs: needMemberChecks,

  book(fact, journal, lookups) {
    const { memberId, subjectId, base, fields } = fact.payload;
    const known = lookups.members.known.get(memberId);
    const contested = contestedFields(fields, base, known?.fieldRevisions ?? {});
    const detail = { memberId, fields: contested.join(', ') };
    const differs = exceptionOf('member-differs', { ...journal, seq: fact.seq }, detail);
    const isContested = contested.length > 0 && known?.erased !== true;
    const kept = isContested ? { fields: contested, textId: differs.exceptionId } : null;
    return {
      members: [{ type: 'revised', memberId, subjectId, fields, contested: kept, at: fact.at, by: fact.operatorId }],
      day: [auditOf(fact, journal, 'member.revised', { memberId, fields: fields.join(', ') })],
      exceptions: [...memberExceptions(fact, journal, lookups, 'member.revised'), ...(isContested ? [differs] : [])],
      touched: known && !known.erased ? [{ feed: CHAIN_FEED, kind: 'member-card', key: memberId }] : [],
    };
  },

  begins: true,
  cuts: true,
};
