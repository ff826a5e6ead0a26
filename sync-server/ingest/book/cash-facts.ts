import type { Fact } from '#contracts/facts/envelope.ts';
import type { BankDeposited, CashMoved, SafeCounted } from '#contracts/facts/session-facts.ts';
import type { Asked } from '#domain/operator/order-asked.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import { recover, strayException } from '#sync-server/ingest/book/session-recovered.ts';
import { auditOf, witnessed } from '#sync-server/ingest/book/witnessed.ts';
import type { Journal, Needs } from '#sync-server/ingest/ingest-store.ts';

/** Cash into the drawer, out of it, or picked up to the safe. */
export const bookCashMoved: Handler<CashMoved> = {
  needs: needDecision,
  book(fact, journal, lookups) {
    const { direction, amount, overrideId, ...detail } = fact.payload;
    const recovered = recover(fact, journal, lookups);
    const asked = [{ permission: 'cash-move' as const, size: amount, ...decided(overrideId) }];
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
  needs: needDecision,
  book(fact, journal, lookups) {
    const { amount, overrideId, ...detail } = fact.payload;
    return {
      day: [{ type: 'cash', ...witnessed(fact, journal), kind: 'safe', amount, detail }],
      exceptions: permissionExceptions(fact, journal, lookups, safeAsked(overrideId)),
    };
  },
};

/** Cash on its way to the bank. */
export const bookBankDeposited: Handler<BankDeposited> = {
  needs: needDecision,
  book(fact, journal, lookups) {
    const { amount, overrideId, ...detail } = fact.payload;
    return {
      day: [{ type: 'cash', ...witnessed(fact, journal), kind: 'bank', amount, detail }],
      exceptions: permissionExceptions(fact, journal, lookups, safeAsked(overrideId)),
    };
  },
};

function safeAsked(overrideId: string | undefined): Asked[] {
  return [{ permission: 'safe-and-bank', size: 0, ...decided(overrideId) }];
}

function decided(overrideId: string | undefined): { overrideId?: string } {
  return overrideId === undefined ? {} : { overrideId };
}

function needDecision(
  { operatorId, payload: { overrideId } }: Fact<{ overrideId?: string }>,
  { journalId }: Journal,
  needs: Needs,
): void {
  needs.day.policy = true;
  needs.day.sessionJournals.add(journalId);
  if (operatorId) needs.operatorIds.add(operatorId);
  if (overrideId) needs.day.overrideIds.add(overrideId);
}
