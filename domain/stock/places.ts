/** The place within a location for goods that wait for whoever asked for them: on hand, and not for sale. */
export const STAGING_PLACE = 'staging';
/** The place that a location sells from, where it has named none. */
export const FLOOR = 'floor';

/** What a place within a location is for: goods are sold from shelves, kept in the back, wait to be picked up, or are kept from sale. */
export const PLACE_KINDS = ['shelf', 'back-room', 'pickup', 'quarantine'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
/** What lies at these is on hand and not for sale: it waits for somebody, or is kept from everybody. */
export const KEPT_KINDS: ReadonlySet<PlaceKind> = new Set<PlaceKind>(['pickup', 'quarantine']);
