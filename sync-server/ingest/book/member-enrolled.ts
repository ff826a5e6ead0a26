import type { MemberEnrolled } from '#contracts/facts/member-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { memberExceptions, needMemberChecks } from '#sync-server/ingest/book/member-checks.ts';
import { CHAIN_FEED } from '#sync-server/ingest/effects.ts';

/** A member card; the profile behind it is in the vault. One with an id that is known already stays as it is. */
export const bookMemberEnrolled: Handler<MemberEnrolled> = {
  needs: needMemberChecks,

  book(fact, journal, lookups) {
    const { memberId } = fact.payload;
    return {
      members: [{ type: 'enrolled', ...fact.payload, at: fact.at, storeId: journal.storeId }],
      exceptions: memberExceptions(fact, journal, lookups, 'member.enrolled'),
      // A card of somebody who was erased is not sent again.
      touched: lookups.members.known.get(memberId)?.erased
        ? []
        : [{ feed: CHAIN_FEED, kind: 'member-card', key: memberId }],
    };
  },
};
