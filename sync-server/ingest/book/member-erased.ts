import type { MemberErased } from '#contracts/facts/member-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { auditOf } from '#sync-server/ingest/book/witnessed.ts';
import { CHAIN_FEED } from '#sync-server/ingest/effects.ts';

/** A member's profile is gone: tills drop their card when they next hear of the chain's feed. Told in the store where it was asked for. */
export const bookMemberErased: Handler<MemberErased> = {
  book(fact, journal) {
    const { memberId, storeId } = fact.payload;
    return {
      members: [{ type: 'erased', memberId, at: fact.at, by: fact.operatorId }],
      day: [auditOf(fact, { ...journal, storeId }, 'member.erased', { memberId })],
      touched: [{ feed: CHAIN_FEED, kind: 'member-card', key: memberId, deleted: true }],
    };
  },
};
