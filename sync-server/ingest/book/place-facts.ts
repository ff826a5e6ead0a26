import type { HomePlacesPublished, PlacePublished } from '#contracts/facts/place-facts.ts';
import type { Handler } from '#sync-server/ingest/book/handler.ts';
import { configTouch } from '#sync-server/ingest/book/settings-published.ts';

/** A place is from now on as published; the tills of its store hear of it. */
export const bookPlacePublished: Handler<PlacePublished> = {
  needs({ payload }, _journal, needs) {
    needs.locationIds.add(payload.locationId);
  },
  book({ at, operatorId: by, payload }, _journal, lookups) {
    const storeId = lookups.storesOfLocations.get(payload.locationId);
    return { places: [{ ...payload, at, by }], touched: storeId === undefined ? [] : [configTouch(storeId)] };
  },
};

/** Products lie from now on where that is said. */
export const bookHomePlacesPublished: Handler<HomePlacesPublished> = {
  book: ({ payload }) => ({ homePlaces: [payload] }),
};
