import type { Fact } from '#contracts/facts/envelope.ts';
import { STOCK_PERMISSIONS, type StockKind } from '#domain/stock/stock-permissions.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import { subjectExceptions } from '#sync-server/ingest/book/subject-checks.ts';
import type { ExceptionEffect } from '#sync-server/ingest/effects.ts';
import type { Journal, Lookups, Needs } from '#sync-server/ingest/ingest-store.ts';

/** Adds what `stockExceptions` and `stockTouches` look up. */
export function needStockChecks(
  { id, operatorId }: Fact,
  { storeId }: Journal,
  needs: Needs,
  locationIds: readonly string[],
): void {
  needs.storeIds.add(storeId);
  for (const locationId of locationIds) needs.locationIds.add(locationId);
  needs.day.policy = true;
  needs.day.overrideSubjects.add(id);
  if (operatorId) needs.operatorIds.add(operatorId);
}

/** Stock that was moved by somebody who may not, or at another location than the register's own. It books all the same. */
export function stockExceptions(
  fact: Fact,
  journal: Journal,
  lookups: Lookups,
  kind: StockKind,
  locationId: string,
): ExceptionEffect[] {
  const own = lookups.locations.get(journal.storeId);
  const isOwn = own === undefined || own === locationId;
  const elsewhere = exceptionOf(
    'location-not-own',
    { ...journal, seq: fact.seq },
    { kind, locationId, expected: `${own}` },
  );
  return [
    ...subjectExceptions(fact, journal, lookups, STOCK_PERMISSIONS[kind], fact.id),
    ...(isOwn ? [] : [elsewhere]),
  ];
}
