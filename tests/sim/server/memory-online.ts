import type { FulfilmentAssigned, OrderPlaced } from '#contracts/facts/fulfilment-facts.ts';
import type { FulfilmentView } from '#contracts/views/fulfilment.ts';
import { ENDED_STATES, fulfilmentState } from '#domain/fulfilment/fulfilment-state.ts';
import { withSaid } from '#sync-server/ingest/book/fulfilment-change.ts';
import {
  type FulfilmentEffect,
  type KnownFulfilment,
  type KnownOnlineOrder,
  noOnlineLookups,
  type OnlineEffect,
  type OnlineLookups,
  type OnlineNeeds,
} from '#sync-server/ingest/fulfilment-effects.ts';
import type { RowLocks } from './row-locks.ts';
import type { Draft, ServerState } from './server-state.ts';

/** An order as it was placed. */
export interface PlacedRow {
  order: OrderPlaced;
  journalId: string;
}

/** A fulfilment as booked so far. */
export interface FulfilmentRow {
  known: KnownFulfilment;
  assigned: { said: FulfilmentAssigned; at: string } | null;
}

/** What is asked for stays locked until the transaction ends, and the orders of the fulfilments. */
export async function lockOnline(
  draft: Draft,
  { orderIds, fulfilmentIds }: OnlineNeeds,
  locks: RowLocks,
): Promise<void> {
  const ids = new Set([...orderIds, ...ordersOf(draft, fulfilmentIds), ...fulfilmentIds]);
  for (const id of [...ids].sort()) await locks.acquire(`online/${id}`, draft);
}

export function lookUpOnline(draft: Draft, { orderIds, fulfilmentIds }: OnlineNeeds): OnlineLookups {
  const rows = [...fulfilmentIds].flatMap((id) => {
    const row = draft.get('fulfilments', id);
    return row ? [[id, row.known] as const] : [];
  });
  const wanted = new Set([...orderIds, ...ordersOf(draft, fulfilmentIds)]);
  const orders = [...wanted].flatMap((id) => {
    const placed = draft.get('onlineOrders', id);
    return placed ? [[id, knownOrder(draft, placed)] as const] : [];
  });
  return { ...noOnlineLookups(), orders: new Map(orders), fulfilments: new Map(rows) };
}

/** Keeps orders, fulfilments and what they reserve; timelines, payments and messages are nobody's here. */
export function writeOnline(draft: Draft, effects: readonly OnlineEffect[]): void {
  for (const effect of effects) {
    if (effect.type === 'order-placed') {
      const { order, journalId } = effect;
      draft.keep('onlineOrders', order.orderId, { order, journalId });
    }
    if (effect.type === 'fulfilment') writeFulfilment(draft, effect);
    if (effect.type === 'reserved') {
      const key = `${effect.locationId}/${effect.variantId}`;
      draft.add('committed', key, effect.committed);
      draft.add('staged', key, effect.staged);
    }
  }
}

/** What a store is to do of orders, as its feed has it: those of some ids that it promised and that have not ended. */
export function fulfilmentViews(
  state: ServerState,
  storeId: string,
  fulfilmentIds: readonly string[],
  marks: Readonly<Record<string, number>>,
): FulfilmentView[] {
  return fulfilmentIds.flatMap((fulfilmentId): FulfilmentView[] => {
    const row = state.fulfilments.get(fulfilmentId);
    const placed = row?.assigned && state.onlineOrders.get(row.assigned.said.orderId);
    if (!row?.assigned || !placed || row.known.storeId !== storeId || hasEnded(row.known)) return [];
    const { said, at: assignedAt } = row.assigned;
    const { orderId, number, channelId, placedAt, currency } = placed.order;
    const { lines, accepted, refused, readied, expired } = row.known.sums;
    return [
      {
        ...{ fulfilmentId, orderId, number, channelId, channelName: channelId, method: said.method, placedAt },
        ...{ locationId: said.locationId, assignedAt, accepted, refused, readied, expired, toPay: 0, currency, marks },
        lines: lines.flatMap((sums) => {
          const line = placed.order.lines.find(({ id }) => id === sums.lineId);
          if (!line) return [];
          const { variantId, sku, name, unit, amount, quantity: ordered } = line;
          return [{ ...sums, variantId, sku, name, unit, amount, ordered }];
        }),
      },
    ];
  });
}

export function hasEnded({ sums, assignedBy }: KnownFulfilment): boolean {
  return assignedBy !== null && ENDED_STATES.has(fulfilmentState(sums));
}

function writeFulfilment(draft: Draft, effect: FulfilmentEffect): void {
  const before = draft.get('fulfilments', effect.fulfilmentId);
  const stores = new Map(draft.all('stores').map(({ locationId, storeId }) => [locationId, storeId]));
  const assigned = effect.assigned ? { said: effect.assigned, at: effect.at } : (before?.assigned ?? null);
  draft.put('fulfilments', effect.fulfilmentId, { known: withSaid(before?.known, effect, stores), assigned });
}

function knownOrder(draft: Draft, { order, journalId }: PlacedRow): KnownOnlineOrder {
  const { orderId, number, channelId, lines } = order;
  const open = [...draft.entries('fulfilments')].flatMap(([fulfilmentId, { known }]) => {
    const isOpen = known.orderId === orderId && known.storeId !== null && !hasEnded(known);
    return isOpen ? [{ fulfilmentId, storeId: known.storeId ?? '' }] : [];
  });
  return {
    ...{ number, channelId, tender: null, ticketId: null, journalId, fulfilments: open, others: [] },
    lines: new Map(lines.map(({ id, name, amount, quantity: ordered }) => [id, { name, amount, ordered }])),
  };
}

function ordersOf(draft: Draft, fulfilmentIds: ReadonlySet<string>): string[] {
  return [...fulfilmentIds].flatMap((id) => draft.get('fulfilments', id)?.known.orderId ?? []);
}
