import type { ParcelCancelled, ParcelLabelled } from '#contracts/facts/parcel-facts.ts';
import { fulfilmentChange, needFulfilment, orderEvent } from '#sync-server/ingest/book/fulfilment-change.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';

/** A parcel stands in the timeline of its fulfilment, and from there in the view of its store: no sum changes until it left. */
export const bookParcelLabelled: Handler<ParcelLabelled> = {
  needs: needFulfilment,
  book(fact, journal, lookups) {
    const { fulfilmentId, locationId: _, ...parcel } = fact.payload;
    const change = fulfilmentChange(fact, journal, lookups, { fulfilmentId, more: {} });
    const event = orderEvent(fact, journal, { fulfilmentId, detail: { parcels: [parcel] } });
    return { ...change, online: [...(change.online ?? []), event] };
  },
};

/** Its label is void. */
export const bookParcelCancelled: Handler<ParcelCancelled> = {
  needs: needFulfilment,
  book(fact, journal, lookups) {
    const { fulfilmentId, parcelId } = fact.payload;
    const change = fulfilmentChange(fact, journal, lookups, { fulfilmentId, more: {} });
    const event = orderEvent(fact, journal, { fulfilmentId, detail: { parcels: [{ parcelId }] } });
    return { ...change, online: [...(change.online ?? []), event] };
  },
};
