import type { Fact } from '#contracts/facts/envelope.ts';
import { MEMBER_PERMISSIONS, type MemberKind } from '#domain/member/member-permissions.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups, Needs } from '#sync-server/ingest/ingest-store.ts';

/** Adds what `memberExceptions` looks up, and the member that a fact names. */
export function needMemberChecks(
  { operatorId, payload }: Fact<{ memberId?: string }>,
  { storeId }: Journal,
  needs: Needs,
): void {
  needs.storeIds.add(storeId);
  needs.day.policy = true;
  if (operatorId) needs.operatorIds.add(operatorId);
  if (payload.memberId !== undefined) needs.members.memberIds.add(payload.memberId);
}

/** What became of a member by somebody who may not say so. It books all the same. */
export function memberExceptions(fact: Fact, journal: Journal, lookups: Lookups, kind: MemberKind): ExceptionEffect[] {
  return permissionExceptions(fact, journal, lookups, [{ permission: MEMBER_PERMISSIONS[kind], size: 0 }]);
}
