import type { OverrideDecided } from '#contracts/facts/session-facts.ts';
import { isGranted, PERMISSIONS, type Permission, roleOf } from '#domain/operator/permission.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { rolesIn } from '#sync-server/ingest/book/permission-checks.ts';
import { auditOf } from '#sync-server/ingest/book/witnessed.ts';

/**
 * Who allowed or refused what. A decision of somebody who may not decide that is kept as refused, so that nothing rests on it (I9),
 * and told.
 */
export const bookOverrideDecided: Handler<OverrideDecided> = {
  needs({ payload: { deciderId } }, _journal, needs) {
    needs.day.policy = true;
    if (deciderId) needs.operatorIds.add(deciderId);
  },
  book(fact, journal, { operators, day }) {
    const { journalId, storeId } = journal;
    const { permission, askerId, deciderId, verdict, size, subjectId = null, scope = null } = fact.payload;
    const decider = deciderId ? operators.get(deciderId) : undefined;
    const role = decider?.storeIds.includes(storeId) ? roleOf(rolesIn(day), decider.roleId) : undefined;
    const isAllowed = verdict === 'refused' || (isPermission(permission) && isGranted(role, permission, size));
    const detail = { permission, askerId, deciderId: deciderId ?? '', size };
    const audit = auditOf(fact, journal, `override.${verdict}`, { ...fact.payload });
    const effective = isAllowed ? verdict : ('refused' as const);
    const decision = {
      overrideId: fact.id,
      permission,
      askerId,
      deciderId,
      verdict: effective,
      size,
      subjectId,
      scope,
    };
    return {
      day: [audit, { type: 'override', journalId, seq: fact.seq, storeId, ...decision }],
      exceptions: isAllowed ? [] : [exceptionOf('permission-exceeded', { ...journal, seq: fact.seq }, detail)],
    };
  },
};

function isPermission(text: string): text is Permission {
  return Object.hasOwn(PERMISSIONS, text);
}
