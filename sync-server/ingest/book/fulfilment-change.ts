import type { Fact } from '#contracts/facts/envelope.ts';
import { ENDED_STATES, fulfilmentState } from '#domain/fulfilment/fulfilment-state.ts';
import { addToFulfilment, fulfilmentFaults, NO_FULFILMENT } from '#domain/fulfilment/fulfilment-sums.ts';
import { addGoods, type Reserved, reservedBy, reservedChange } from '#domain/fulfilment/reserved.ts';
import { mulDiv } from '#domain/money/money.ts';
import { isServerJournal } from '#sync-server/ingest/book/book-fact.ts';
import { exceptionOf } from '#sync-server/ingest/book/exception-of.ts';
import { permissionExceptions } from '#sync-server/ingest/book/permission-checks.ts';
import { type Effects, type ExceptionEffect, storeFeed, type Touch } from '#sync-server/ingest/effects.ts';
import type {
  FulfilmentEffect,
  KnownFulfilment,
  OnlineLookups,
  OrderEventEffect,
} from '#sync-server/ingest/fulfilment-effects.ts';
import type { Journal, Lookups, Needs } from '#sync-server/ingest/ingest-store.ts';

const NOT_HEARD_OF: KnownFulfilment = {
  sums: NO_FULFILMENT,
  goods: [],
  variants: new Map(),
  orderId: null,
  locationId: null,
  storeId: null,
  assignedBy: null,
};

/** What a fact says of a fulfilment. */
export type Said = Omit<FulfilmentEffect, 'type' | 'journalId' | 'seq' | 'at' | 'goods'> & {
  goods?: FulfilmentEffect['goods'];
};

/** Adds what `fulfilmentChange` looks up. */
export function needFulfilment(
  fact: Fact<{ fulfilmentId: string; locationId?: string; orderId?: string }>,
  journal: Journal,
  needs: Needs,
): void {
  const { fulfilmentId, locationId, orderId } = fact.payload;
  needs.online.fulfilmentIds.add(fulfilmentId);
  if (orderId !== undefined) needs.online.orderIds.add(orderId);
  if (locationId !== undefined) needs.locationIds.add(locationId);
  needs.storeIds.add(journal.storeId);
  needs.day.policy = true;
  if (fact.operatorId) needs.operatorIds.add(fact.operatorId);
}

/** A fulfilment with what an effect says of it. */
export function withSaid(
  known: KnownFulfilment | undefined,
  effect: FulfilmentEffect,
  storesOfLocations: ReadonlyMap<string, string>,
): KnownFulfilment {
  const before = known ?? NOT_HEARD_OF;
  const { assigned, goods, more, journalId, seq } = effect;
  const locationId = assigned?.locationId ?? before.locationId ?? effect.locationId ?? null;
  const storeId = locationId === before.locationId ? before.storeId : (storesOfLocations.get(locationId ?? '') ?? null);
  const lines = (assigned?.lines ?? []).map(({ lineId, variantId }) => [lineId, variantId] as const);
  return {
    sums: addToFulfilment(before.sums, more),
    goods: addGoods(before.goods, goods),
    variants: new Map([...before.variants, ...lines]),
    orderId: assigned?.orderId ?? before.orderId,
    locationId,
    storeId,
    assignedBy: before.assignedBy ?? (assigned ? { journalId, seq, storeId: storeId ?? '' } : null),
  };
}

/**
 * What a fact about a fulfilment changes: its sums, stock that is kept for it, the document in its store's feed, and the exception that
 * tells of sums that cannot be. In any order of facts the same comes out; what is heard before the promise waits in the sums.
 */
export function fulfilmentChange(
  fact: Fact<{ fulfilmentId: string }>,
  journal: Journal,
  lookups: Lookups,
  said: Said,
): Partial<Effects> {
  const { journalId } = journal;
  const effect: FulfilmentEffect = {
    type: 'fulfilment',
    ...{ journalId, seq: fact.seq, at: fact.at, goods: [] },
    ...said,
  };
  const before = lookups.online.fulfilments.get(said.fulfilmentId);
  const after = withSaid(before, effect, lookups.storesOfLocations);
  const moved = movedReserved(before ?? NOT_HEARD_OF, after);
  return {
    online: [effect, ...moved.map((each) => ({ type: 'reserved' as const, ...each }))],
    touched: [...touches(said.fulfilmentId, after, moved), ...beside(before ?? NOT_HEARD_OF, after, lookups.online)],
    ...faultChanges(fact, before ?? NOT_HEARD_OF, after, lookups.online),
  };
}

/** Who may not work on orders, or did at another place than their own; what the server does is not asked. */
export function workExceptions(
  fact: Fact,
  journal: Journal,
  lookups: Lookups,
  locationId: string | null,
): ExceptionEffect[] {
  if (isServerJournal(journal)) return [];
  const own = lookups.locations.get(journal.storeId);
  const isOwn = own === undefined || locationId === null || own === locationId;
  const detail = { kind: fact.kind, locationId: `${locationId}`, expected: `${own}` };
  return [
    ...permissionExceptions(fact, journal, lookups, [{ permission: 'online-orders', size: 0 }]),
    ...(isOwn ? [] : [exceptionOf('location-not-own', { ...journal, seq: fact.seq }, detail)]),
  ];
}

/** A row of the timeline, of a fact of `journal`. */
export function orderEvent(
  { seq, at, kind, operatorId }: Fact,
  { journalId, storeId, registerId }: Journal,
  more: Partial<OrderEventEffect>,
): OrderEventEffect {
  return {
    type: 'order-event',
    ...{ journalId, seq, kind, at, storeId, registerId, operatorId },
    ...{ orderId: null, fulfilmentId: null, asker: null, reason: null, quantity: null, amount: null, noteId: null },
    detail: {},
    ...more,
  };
}

function movedReserved(before: KnownFulfilment, after: KnownFulfilment): (Reserved & { locationId: string })[] {
  const was = before.locationId === null ? [] : reservedBy(before.sums, before.variants, before.goods);
  const is = after.locationId === null ? [] : reservedBy(after.sums, after.variants, after.goods);
  if (before.locationId !== null && before.locationId !== after.locationId) {
    return [...placed(before.locationId, reservedChange(was, [])), ...placed(after.locationId, is)];
  }
  return placed(after.locationId, reservedChange(was, is));
}

function placed(locationId: string | null, reserved: readonly Reserved[]): (Reserved & { locationId: string })[] {
  return locationId === null ? [] : reserved.map((each) => ({ ...each, locationId }));
}

function touches(fulfilmentId: string, after: KnownFulfilment, moved: readonly Reserved[]): Touch[] {
  if (after.storeId === null) return [];
  const feed = storeFeed(after.storeId);
  const gone = isOver(after) ? { deleted: true } : {};
  return [
    ...moved.map(({ variantId }): Touch => ({ feed, kind: 'stock-overlay', key: variantId })),
    { feed, kind: 'fulfilment', key: fulfilmentId, ...gone },
  ];
}

/** What the same customer fetches at the same place shows this one beside it, from when it is promised until it is over. */
function beside(before: KnownFulfilment, after: KnownFulfilment, { orders }: OnlineLookups): Touch[] {
  const isNew = before.assignedBy === null && after.assignedBy !== null;
  if (!isNew && isOver(before) === isOver(after)) return [];
  const others = orders.get(after.orderId ?? '')?.others ?? [];
  return others
    .filter(({ locationId }) => locationId === after.locationId)
    .map(({ storeId, fulfilmentId }) => ({ feed: storeFeed(storeId), kind: 'fulfilment', key: fulfilmentId }));
}

/** Nothing is expected of anybody; what was not promised yet is not over. */
function isOver({ sums, assignedBy }: KnownFulfilment): boolean {
  return assignedBy !== null && ENDED_STATES.has(fulfilmentState(sums));
}

type FaultChanges = Pick<Effects, 'exceptions' | 'resolutions'>;

/** The exception about more that left than was owed, as it is now, in place of that about how much it was before. */
function faultChanges(fact: Fact, before: KnownFulfilment, after: KnownFulfilment, known: OnlineLookups): FaultChanges {
  const told = faultOf(fact, { ...before, assignedBy: before.assignedBy ?? after.assignedBy }, known);
  const is = faultOf(fact, after, known);
  if (told?.exceptionId === is?.exceptionId) return { exceptions: [], resolutions: [] };
  return {
    exceptions: is ? [is] : [],
    resolutions: told ? [{ exceptionId: told.exceptionId, choice: 'known: changed', at: fact.at }] : [],
  };
}

function faultOf(
  { payload }: Fact,
  { sums, assignedBy, orderId }: KnownFulfilment,
  { orders }: OnlineLookups,
): ExceptionEffect | null {
  const faults = assignedBy === null ? [] : fulfilmentFaults(sums, false);
  if (!assignedBy || faults.length === 0) return null;
  const { fulfilmentId } = payload as { fulfilmentId: string };
  const order = orders.get(orderId ?? '');
  const worth = faults.reduce((sum, { lineId, quantity }) => {
    const line = order?.lines.get(lineId);
    return line ? sum + mulDiv(line.amount, quantity, line.ordered) : sum;
  }, 0);
  const goods = faults.map(({ lineId, quantity }) => `${order?.lines.get(lineId)?.name ?? lineId} ${quantity}`);
  const detail = {
    orderId: orderId ?? '',
    fulfilmentId,
    number: order?.number ?? '',
    quantity: faults.reduce((sum, { quantity }) => sum + quantity, 0),
    goods: goods.slice(0, 5).join('; '),
  };
  const about = [fulfilmentId, ...faults.map(({ lineId, quantity }) => `${lineId} ${quantity}`)].join('\n');
  return exceptionOf('order-left-beyond', assignedBy, detail, { about, amount: worth });
}
