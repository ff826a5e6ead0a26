import type { Fact } from '#contracts/facts/envelope.ts';
import type { Asked } from '#domain/operator/order-asked.ts';
import { overrideCovers } from '#domain/operator/override.ts';
import { DEFAULT_ROLES, isGranted, roleOf } from '#domain/operator/permission.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { DayLookups } from '#sync-server/ingest/day-effects.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

/** What a decision must have been asked for to be used by a fact: by default the fact, by its operator, in its session. */
export interface Scope {
  /** In place of the fact's id. */
  subjectId?: string;
  /** Another may have begun it, in another session: a ticket. */
  begunBefore?: 'by-anybody' | 'by-operator';
}

/** What neither the operator's role nor a decision for it allows: one exception per fact. An operator who is not known is told of elsewhere. */
export function permissionExceptions(
  fact: Fact,
  journal: Journal,
  { operators, day }: Lookups,
  asked: readonly Asked[],
  scope: Scope = {},
): ExceptionEffect[] {
  const operator = fact.operatorId ? operators.get(fact.operatorId) : undefined;
  if (!operator) return [];
  const role = roleOf(rolesIn(day), operator.roleId);
  const exceeded = asked.filter(
    (each) =>
      !isGranted(role, each.permission, Math.max(0, each.size)) && !isOverridden(each, fact, journal, day, scope),
  );
  const [first] = exceeded;
  if (!first) return [];
  const { permission, size } = first;
  const detail = { permission, size, operatorId: fact.operatorId ?? '', role: operator.roleId, times: exceeded.length };
  return [exceptionOf('permission-exceeded', { ...journal, seq: fact.seq }, detail)];
}

/** The roles that hold. */
export function rolesIn({ roles }: DayLookups) {
  return roles.length > 0 ? roles : DEFAULT_ROLES;
}

function isOverridden(
  { permission, size, overrideId, itemIds }: Asked,
  fact: Fact,
  { journalId }: Journal,
  { overrides, sessions }: DayLookups,
  { subjectId = fact.id, begunBefore }: Scope,
): boolean {
  const decision = overrideId === undefined ? undefined : overrides.get(overrideId);
  if (!decision) return false;
  const asker = begunBefore === 'by-anybody' ? {} : { askerId: fact.operatorId ?? '' };
  const session = sessions.get(journalId);
  const open = session && session.closedSeq === null ? session.sessionId : undefined;
  const during = begunBefore !== undefined || open === undefined ? {} : { sessionId: open };
  return overrideCovers(decision, {
    permission,
    size,
    subjectId,
    ...(itemIds ? { itemIds } : {}),
    ...asker,
    ...during,
  });
}
