import type { CaseChanged, CaseOpened } from '#contracts/facts/case-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { memberExceptions, needMemberChecks } from '#sync-server/ingest/book/member-checks.ts';

/** A question, complaint or wish of a member or about an order. */
export const bookCaseOpened: Handler<CaseOpened> = {
  needs: (fact, journal, needs) => needMemberChecks({ ...fact, payload: {} }, journal, needs),

  book(fact, journal, lookups) {
    const { at, operatorId: by, payload: opened } = fact;
    return {
      members: [{ type: 'case-opened', opened, at, by, storeId: journal.storeId }],
      exceptions: memberExceptions(fact, journal, lookups, 'case.opened'),
    };
  },
};

/** It was answered, given to somebody, closed or opened again. */
export const bookCaseChanged: Handler<CaseChanged> = {
  needs: (fact, journal, needs) => needMemberChecks({ ...fact, payload: {} }, journal, needs),

  book(fact, journal, lookups) {
    const { at, operatorId: by, payload: changed } = fact;
    return {
      members: [{ type: 'case-changed', changed, at, by }],
      exceptions: memberExceptions(fact, journal, lookups, 'case.changed'),
    };
  },
};
