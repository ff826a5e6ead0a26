import type { BankDeposited, CashMoved, SafeCounted } from '#contracts/facts/session-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import { recover, strayException } from '#sync-server/ingest/book/session-recovered.ts';
import { auditOf, witnessed } from '#sync-server/ingest/book/witnessed.ts';

/** Cash into the drawer, out of it, or picked up to the safe. */
export const bookCashMoved: Handler<CashMoved> = {
  needs({ operatorId, payload: { overrideId } }, { journalId }, needs) {
    needs.day.policy = true;
    needs.day.sessionJournals.add(journalId);
    if (operatorId) needs.operatorIds.add(operatorId);
    if (overrideId) needs.day.overrideIds.add(overrideId);
  },
  book(fact, journal, lookups) {
    const { direction, amount, overrideId, ...detail } = fact.payload;
    const recovered = recover(fact, journal, lookups);
    const asked = [{ permission: 'cash-move' as const, size: 0, overrideId }];
    return {
      day: [
        ...recovered.day,
        { type: 'cash', ...witnessed(fact, journal), kind: direction, amount, detail },
        auditOf(fact, journal, `cash.${direction}`, { reason: detail.reason }, amount),
      ],
      exceptions: [
        ...recovered.exceptions,
        ...strayException(fact, journal, lookups),
        ...permissionExceptions(fact, journal, lookups, asked),
      ],
    };
  },
};

/** What the safe holds. */
export const bookSafeCounted: Handler<SafeCounted> = {
  book(fact, journal) {
    const { amount, ...detail } = fact.payload;
    return { day: [{ type: 'cash', ...witnessed(fact, journal), kind: 'safe', amount, detail }] };
  },
};

/** Cash on its way to the bank. */
export const bookBankDeposited: Handler<BankDeposited> = {
  book(fact, journal) {
    const { amount, ...detail } = fact.payload;
    return { day: [{ type: 'cash', ...witnessed(fact, journal), kind: 'bank', amount, detail }] };
  },
};
