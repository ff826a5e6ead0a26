import type { ConsentChanged, MemberProgramPublished } from '#contracts/facts/member-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { memberExceptions, needMemberChecks } from '#sync-server/ingest/book/member-checks.ts';
import { configTouch } from '#sync-server/ingest/book/settings-published.ts';

/** What a member said to a purpose; what they said last holds. */
export const bookConsentChanged: Handler<ConsentChanged> = {
  needs: needMemberChecks,

  book(fact, journal, lookups) {
    const { seq, at, operatorId: by, payload: said } = fact;
    const { journalId, storeId } = journal;
    return {
      members: [{ type: 'consent', journalId, seq, said, at, by, storeId }],
      exceptions: memberExceptions(fact, journal, lookups, 'consent.changed'),
    };
  },
};

/** Purposes, points and tiers of the chain: every till hears of them with its settings. */
export const bookMemberProgramPublished: Handler<MemberProgramPublished> = {
  cuts: true,

  needs(_fact, _journal, needs) {
    needs.everyStore = true;
  },

  book({ at, operatorId: by, payload: published }, _journal, lookups) {
    return {
      members: [{ type: 'program', published, at, by }],
      touched: [...lookups.locations.keys()].map(configTouch),
    };
  },
};
