import type { MemberEnrolled } from '#contracts/facts/store-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { CHAIN_FEED } from '#sync-server/ingest/effects.ts';

/** A member card; the profile behind it is in the vault. */
export const bookMemberEnrolled: Handler<MemberEnrolled> = {
  book({ payload }) {
    return {
      members: [payload],
      touched: [{ feed: CHAIN_FEED, kind: 'member-card', key: payload.memberId }],
    };
  },
};
