import type { ChannelAddress } from '#domain/fulfilment/channel-order.ts';

/** A parcel as a carrier is asked to take it. */
export interface ParcelToBook {
  /** Names it: the same asked twice is booked once, and answers the same. */
  parcelId: string;
  from: { name: string; lines: readonly string[] };
  to: ChannelAddress;
  grams: number;
  /** What stands on the label for people: the order's number. */
  reference: string;
}

/** What a carrier says of a parcel that it takes: its number, where it is followed, and what its label says. */
export interface BookedParcel {
  tracking: string;
  trackingUrl?: string;
  /** What was bought of the carrier, and where it sorts the parcel to. */
  service: string;
  route: string;
  /** Whom it goes to, as the carrier prints it. */
  to: readonly string[];
}

/**
 * Why a carrier does not. `carrier-unreachable`: it is down, or took too long, and may be asked again; `carrier-address`: it does not
 * deliver there; `carrier-refused`: it does not take this parcel, as one that is too heavy.
 */
export type CarrierFault = 'carrier-unreachable' | 'carrier-address' | 'carrier-refused';
export type CarrierAnswer<T> = { ok: true; value: T } | { ok: false; code: CarrierFault };

/** One carrier, as the server works with it. It keeps nothing here, and it never throws. */
export interface CarrierPort {
  /** Also what customers read. */
  carrierId: string;
  book(parcel: ParcelToBook): Promise<CarrierAnswer<BookedParcel>>;
  /** It does not take the parcel any more; one that it never took is no fault. */
  cancel(parcelId: string): Promise<CarrierAnswer<null>>;
}
