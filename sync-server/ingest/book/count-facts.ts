import type { CountApproved, CountPlanned, CountRecorded } from '#contracts/facts/stock-facts.ts';
import { GOODS_PERMISSIONS } from '#domain/stock/stock-permissions.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import { stockTouches } from '#sync-server/ingest/book/stock-touches.ts';
import { type MovementEffect, storeFeed } from '#sync-server/ingest/effects.ts';

/** A count is open, changed or over: the location's store sees it while it is open. */
export const bookCountPlanned: Handler<CountPlanned> = {
  needs({ payload }, _journal, needs) {
    needs.locationIds.add(payload.locationId);
  },
  book({ at, operatorId, payload: plan }, _journal, lookups) {
    const storeId = lookups.storesOfLocations.get(plan.locationId);
    const gone = plan.status === 'open' ? {} : { deleted: true };
    const touch = { kind: 'count-plan' as const, key: plan.countId, ...gone };
    return {
      counts: [{ type: 'count-planned', plan, at, operatorId }],
      touched: storeId === undefined ? [] : [{ feed: storeFeed(storeId), ...touch }],
    };
  },
};

/** "So many here, now." It moves nothing; what it comes to is reckoned when the count is reviewed. */
export const bookCountRecorded: Handler<CountRecorded> = {
  needs({ operatorId }, _journal, needs) {
    needs.day.policy = true;
    if (operatorId) needs.operatorIds.add(operatorId);
  },
  book(fact, journal, lookups) {
    const { countId, locationId, placeId, round, known, lines, complete = false } = fact.payload;
    const { seq, at, operatorId } = fact;
    const said = { countId, locationId, placeId, round, operatorId: operatorId ?? '', at, complete };
    return {
      counts: [
        {
          type: 'count-said',
          journalId: journal.journalId,
          seq,
          ...said,
          // No fact knows what its own journal says later.
          known: { ...known, [journal.journalId]: Math.min(known[journal.journalId] ?? 0, seq) },
          lines,
        },
      ],
      exceptions: permissionExceptions(fact, journal, lookups, [
        { permission: GOODS_PERMISSIONS['count.recorded'], size: 0 },
      ]),
    };
  },
};

/** Differences that are booked, each one movement that says as of which facts stock was right. */
export const bookCountApproved: Handler<CountApproved> = {
  needs({ payload }, _journal, needs) {
    needs.locationIds.add(payload.locationId);
  },
  book({ seq, at, businessDate, payload }, { journalId }, lookups) {
    const { countId, locationId, operatorId, adjustments } = payload;
    const source = { journalId, seq, locationId, at, businessDate, operatorId };
    return {
      counts: adjustments.map((adjustment) => ({ type: 'count-approved', ...source, countId, adjustment })),
      movements: adjustments.map(({ variantId, quantity, asOf, shrinkage }): MovementEffect => {
        const reason = shrinkage.length === 1 ? (shrinkage[0]?.reason ?? null) : null;
        const nowhere = { placeId: null, batch: null, expiry: null, registerId: null, sourceId: null, cost: null };
        const document = { kind: 'count', id: countId, text: '' };
        return { ...source, ...nowhere, variantId, quantity, kind: 'count', reason, document, asOf };
      }),
      touched: stockTouches(locationId, adjustments, lookups),
    };
  },
};
