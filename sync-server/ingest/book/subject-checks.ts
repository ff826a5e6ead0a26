import type { Fact } from '#contracts/facts/envelope.ts';
import type { Permission } from '#domain/operator/permission.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import { decisionOn } from '#sync-server/ingest/book/value-checks.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups } from '#sync-server/ingest/ingest-store.ts';

/** What a fact does to an order or a cart that neither its operator's role allows nor a decision on it that they asked for. */
export function subjectExceptions(
  fact: Fact,
  journal: Journal,
  lookups: Lookups,
  permission: Permission,
  subjectId: string,
): ExceptionEffect[] {
  const overrideId = decisionOn(lookups, permission, subjectId, fact.operatorId);
  const asked = [{ permission, size: 0, ...(overrideId === undefined ? {} : { overrideId }) }];
  return permissionExceptions(fact, journal, lookups, asked, { subjectId, begunBefore: 'by-operator' });
}
