import type { Fact } from '#contracts/facts/envelope.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { type ValueMove, valueFaults } from '#domain/order/check-value.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups, Needs } from '#sync-server/ingest/ingest-store.ts';

type MovingFact = Fact<{ orderId: string }>;

/** What a role, or a manager's decision on the ticket, must allow. */
const ASKED: Partial<Record<ValueMove['kind'], Permission>> = {
  'value.issued': 'stored-value-issue',
  'account.charged': 'account-charge',
};

/** Adds what `moveExceptions` looks up. */
export function needMoveChecks(fact: MovingFact, { journalId, storeId }: Journal, needs: Needs): void {
  const { orderId } = fact.payload;
  needs.storeIds.add(storeId);
  needs.day.policy = true;
  needs.day.overrideSubjects.add(orderId);
  if (fact.operatorId) needs.operatorIds.add(fact.operatorId);
  needs.money.tickets.set(orderId, { journalId, orderId });
}

/**
 * What is wrong with a movement beside a ticket: more than the ticket says, together with those booked before it, with the amount
 * that is too much; or done by somebody who may not. What is missing is known when the session closes (`values-at-close`).
 */
export function moveExceptions(
  fact: MovingFact,
  journal: Journal,
  lookups: Lookups,
  move: ValueMove,
): ExceptionEffect[] {
  return [...excessExceptions(fact, journal, lookups, move), ...roleExceptions(fact, journal, lookups, move)];
}

function excessExceptions(fact: MovingFact, journal: Journal, lookups: Lookups, move: ValueMove): ExceptionEffect[] {
  const { orderId } = fact.payload;
  const ticket = lookups.money.tickets.get(orderId);
  const tenders = lookups.day.tenders.get(journal.storeId);
  if (!tenders) return [];
  const faults = valueFaults(ticket?.order ?? null, [...(ticket?.moves ?? []), move], tenders);
  const over = faults.find((fault) => fault.holder === move.holder && fault.found > fault.expected);
  if (!over) return [];
  const { where, expected, found, holder = '' } = over;
  const detail = { orderId, holder, kind: fact.kind, where, expected, found };
  const amount = Math.min(found - expected, Math.abs(move.amount));
  return [exceptionOf('value-differs', { ...journal, seq: fact.seq }, detail, { amount })];
}

function roleExceptions(fact: MovingFact, journal: Journal, lookups: Lookups, move: ValueMove): ExceptionEffect[] {
  const permission = ASKED[move.kind];
  if (!permission) return [];
  const { orderId } = fact.payload;
  const overrideId = decisionOn(lookups, permission, orderId);
  const asked = [{ permission, size: 0, ...(overrideId ? { overrideId } : {}) }];
  return permissionExceptions(fact, journal, lookups, asked, { subjectId: orderId, begunBefore: 'by-anybody' });
}

/** The decision that a manager made on a cart, which its ticket has its id from, or on another subject; `askerId`: for whom alone. */
export function decisionOn(
  { day }: Lookups,
  permission: Permission,
  subject: string,
  askerId?: string | null,
): string | undefined {
  for (const [overrideId, decision] of day.overrides) {
    const isFor = decision.subjectId === subject && (askerId === undefined || decision.askerId === askerId);
    if (isFor && decision.verdict === 'granted' && decision.permission === permission) return overrideId;
  }
  return undefined;
}
