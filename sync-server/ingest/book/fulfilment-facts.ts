import type {
  FulfilmentAssigned,
  FulfilmentClaimed,
  FulfilmentDecided,
  FulfilmentExpired,
  FulfilmentHandedOver,
  FulfilmentPutBack,
  FulfilmentReadied,
  FulfilmentReleased,
  FulfilmentShipped,
  PickRecorded,
} from '#contracts/facts/fulfilment-facts.ts';
import {
  fulfilmentChange,
  needFulfilment,
  orderEvent,
  workExceptions,
} from '#sync-server/ingest/book/fulfilment-change.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { stockMovement } from '#sync-server/ingest/book/stock-movement.ts';
import { type Effects, storeFeed, type Touch } from '#sync-server/ingest/effects.ts';
import type { Lookups } from '#sync-server/ingest/ingest-store.ts';

const pieces = (lines: readonly { quantity: number }[]): number =>
  lines.reduce((sum, { quantity }) => sum + quantity, 0);

/** Effects of one fact put together. */
function joined(...parts: readonly Partial<Effects>[]): Partial<Effects> {
  const all = <K extends 'online' | 'touched' | 'exceptions' | 'resolutions' | 'movements'>(key: K) =>
    parts.flatMap((part) => (part[key] ?? []) as Effects[K][number][]);
  return {
    online: all('online') as Effects['online'],
    touched: all('touched') as Effects['touched'],
    exceptions: all('exceptions') as Effects['exceptions'],
    resolutions: all('resolutions') as Effects['resolutions'],
    movements: all('movements') as Effects['movements'],
  };
}

/** A location promises some of a delivery: committed from now on. */
export const bookFulfilmentAssigned: Handler<FulfilmentAssigned> = {
  needs: needFulfilment,
  book(fact, journal, lookups) {
    const { fulfilmentId, orderId, locationId, lines, reasons, method } = fact.payload;
    const assigned = lines.map(({ lineId, quantity }) => ({ lineId, assigned: quantity }));
    const change = fulfilmentChange(fact, journal, lookups, {
      ...{ fulfilmentId, locationId, more: { lines: assigned }, assigned: fact.payload },
    });
    const event = orderEvent(fact, journal, {
      ...{ orderId, fulfilmentId, quantity: pieces(lines), detail: { locationId, method, reasons } },
    });
    return joined(change, { online: [event] });
  },
};

/** A promise is taken back, whole or in part. */
export const bookFulfilmentReleased: Handler<FulfilmentReleased> = {
  needs: needFulfilment,
  book(fact, journal, lookups) {
    const { fulfilmentId, lines, reason } = fact.payload;
    const released = lines.map(({ lineId, quantity }) => ({ lineId, released: quantity }));
    const change = fulfilmentChange(fact, journal, lookups, { fulfilmentId, more: { lines: released } });
    return joined(change, {
      online: [orderEvent(fact, journal, { fulfilmentId, reason, quantity: pieces(lines) })],
    });
  },
};

/** Nobody fetched it in time. */
export const bookFulfilmentExpired: Handler<FulfilmentExpired> = {
  needs: needFulfilment,
  book(fact, journal, lookups) {
    const { fulfilmentId } = fact.payload;
    const change = fulfilmentChange(fact, journal, lookups, { fulfilmentId, more: { expired: true } });
    return joined(change, { online: [orderEvent(fact, journal, { fulfilmentId })] });
  },
};

/** The location does it, or does not: then nothing is committed any more. */
export const bookFulfilmentDecided: Handler<FulfilmentDecided> = {
  needs: needFulfilment,
  book(fact, journal, lookups) {
    const { payload } = fact;
    const { fulfilmentId } = payload;
    const isRefused = payload.decision === 'refuse';
    const { reason = null, noteId = null }: { reason?: string | null; noteId?: string | null } =
      payload.decision === 'refuse' ? payload : {};
    const change = fulfilmentChange(fact, journal, lookups, {
      fulfilmentId,
      more: isRefused ? { refused: true } : { accepted: true },
      ...(reason === null ? {} : { refusal: reason }),
    });
    const event = orderEvent(fact, journal, { fulfilmentId, reason, noteId, detail: { decision: payload.decision } });
    const known = lookups.online.fulfilments.get(fulfilmentId);
    const exceptions = workExceptions(fact, journal, lookups, known?.locationId ?? null);
    return joined(change, { online: [event], exceptions });
  },
};

/** Somebody works on it, or nobody any more. */
export const bookFulfilmentClaimed: Handler<FulfilmentClaimed> = {
  needs: needFulfilment,
  book(fact, journal, lookups) {
    const { fulfilmentId, operatorId: claimedBy } = fact.payload;
    const change = fulfilmentChange(fact, journal, lookups, { fulfilmentId, more: {}, claimedBy });
    const known = lookups.online.fulfilments.get(fulfilmentId);
    return joined(change, {
      online: [orderEvent(fact, journal, { fulfilmentId, detail: { claimedBy } })],
      exceptions: workExceptions(fact, journal, lookups, known?.locationId ?? null),
    });
  },
};

/** Taken from the shelf, or looked for and not found: what is picked is staged, what is short is promised no more. */
export const bookPickRecorded: Handler<PickRecorded> = {
  needs: needFulfilment,
  book(fact, journal, lookups) {
    const { fulfilmentId, locationId, lines } = fact.payload;
    const more = lines.map(({ lineId, picked = 0, short = 0, substitute }) => {
      return { lineId, picked: picked + (substitute?.quantity ?? 0), short };
    });
    const goods = lines.flatMap(({ lineId, variantId, picked = 0, substitute }) => [
      ...(picked === 0 ? [] : [{ lineId, variantId, picked, left: 0, putBack: 0 }]),
      ...(substitute
        ? [{ lineId, variantId: substitute.variantId, picked: substitute.quantity, left: 0, putBack: 0, substitute }]
        : []),
    ]);
    const change = fulfilmentChange(fact, journal, lookups, { fulfilmentId, locationId, more: { lines: more }, goods });
    const [picked, short] = [
      more.reduce((sum, line) => sum + line.picked, 0),
      more.reduce((s, line) => s + line.short, 0),
    ];
    const substitutes = lines.flatMap(({ substitute }) => (substitute ? [substitute.name] : []));
    const event = orderEvent(fact, journal, { fulfilmentId, quantity: picked, detail: { picked, short, substitutes } });
    return joined(change, { online: [event], exceptions: workExceptions(fact, journal, lookups, locationId) });
  },
};

/** All there is lies bagged at a place. */
export const bookFulfilmentReadied: Handler<FulfilmentReadied> = {
  needs: needFulfilment,
  book(fact, journal, lookups) {
    const { fulfilmentId, bags, placeId } = fact.payload;
    const change = fulfilmentChange(fact, journal, lookups, {
      ...{ fulfilmentId, bags, more: { readied: true } },
      ...(placeId === undefined ? {} : { placeId }),
    });
    const known = lookups.online.fulfilments.get(fulfilmentId);
    return joined(change, {
      online: [orderEvent(fact, journal, { fulfilmentId, detail: { bags, ...(placeId ? { placeId } : {}) } })],
      exceptions: workExceptions(fact, journal, lookups, known?.locationId ?? null),
    });
  },
};

/** A customer has it: on hand goes down, and what lay ready for them is theirs. */
export const bookFulfilmentHandedOver: Handler<FulfilmentHandedOver> = {
  needs: needFulfilment,
  book: (fact, journal, lookups) => bookLeft('handed-over', fact, journal, lookups),
};

/** A carrier has it. */
export const bookFulfilmentShipped: Handler<FulfilmentShipped> = {
  needs: needFulfilment,
  book: (fact, journal, lookups) => bookLeft('shipped', fact, journal, lookups),
};

/** What was picked and is owed to nobody is on its shelf again: available to everybody. */
export const bookFulfilmentPutBack: Handler<FulfilmentPutBack> = {
  needs: needFulfilment,
  book(fact, journal, lookups) {
    const { fulfilmentId, locationId, lines } = fact.payload;
    const more = lines.map(({ lineId, quantity }) => ({ lineId, putBack: quantity }));
    const goods = lines.map(({ lineId, variantId, quantity }) => {
      return { lineId, variantId, picked: 0, left: 0, putBack: quantity };
    });
    const change = fulfilmentChange(fact, journal, lookups, { fulfilmentId, locationId, more: { lines: more }, goods });
    return joined(change, {
      online: [orderEvent(fact, journal, { fulfilmentId, quantity: pieces(lines) })],
      exceptions: workExceptions(fact, journal, lookups, locationId),
    });
  },
};

type Left = FulfilmentHandedOver | FulfilmentShipped;
type Book = Parameters<Handler<Left>['book']>;

function bookLeft(
  kind: 'handed-over' | 'shipped',
  fact: Book[0],
  journal: Book[1],
  lookups: Lookups,
): Partial<Effects> {
  const { fulfilmentId, locationId, lines } = fact.payload;
  const more = lines.map(({ lineId, quantity }) =>
    kind === 'shipped' ? { lineId, shipped: quantity } : { lineId, handedOver: quantity },
  );
  const goods = lines.map(({ lineId, variantId, quantity }) => {
    return { lineId, variantId, picked: 0, left: quantity, putBack: 0 };
  });
  const change = fulfilmentChange(fact, journal, lookups, { fulfilmentId, locationId, more: { lines: more }, goods });
  const known = lookups.online.fulfilments.get(fulfilmentId);
  const order = lookups.online.orders.get(known?.orderId ?? '');
  const document = { kind: 'online-order', id: known?.orderId ?? fulfilmentId, text: order?.number ?? '' };
  const storeId = lookups.storesOfLocations.get(locationId);
  const overlays = lines.map(({ variantId }): Touch[] =>
    storeId === undefined ? [] : [{ feed: storeFeed(storeId), kind: 'stock-overlay', key: variantId }],
  );
  return joined(change, {
    movements: lines.map((line) => {
      const gone = { variantId: line.variantId, quantity: -line.quantity };
      return stockMovement(fact, journal, kind, gone, { locationId, document });
    }),
    touched: overlays.flat(),
    online: [orderEvent(fact, journal, { fulfilmentId, quantity: pieces(lines), detail: leftDetail(fact.payload) })],
    exceptions: workExceptions(fact, journal, lookups, locationId),
  });
}

function leftDetail(payload: Left): Record<string, unknown> {
  if ('parcels' in payload) return { parcels: payload.parcels };
  const { proof, collector, collectorId, minimumAge, ticketId } = payload;
  return {
    ...{ proof, collector, ...(collectorId ? { collectorId } : {}) },
    ...(minimumAge ? { minimumAge } : {}),
    ...(ticketId ? { ticketId } : {}),
  };
}
