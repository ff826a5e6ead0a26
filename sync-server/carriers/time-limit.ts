import type { CarrierAnswer, CarrierPort } from './carrier-port.ts';

/** A carrier that is unreachable once it has taken too long: somebody waits with a parcel in their hands. */
export function withTimeLimit(carrier: CarrierPort, limitMs: number): CarrierPort {
  return {
    carrierId: carrier.carrierId,
    book: (parcel) => within(limitMs, carrier.book(parcel)),
    cancel: (parcelId) => within(limitMs, carrier.cancel(parcelId)),
  };
}

async function within<T>(limitMs: number, asking: Promise<CarrierAnswer<T>>): Promise<CarrierAnswer<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<CarrierAnswer<T>>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, code: 'carrier-unreachable' }), limitMs);
  });
  try {
    return await Promise.race([asking, late]);
  } finally {
    clearTimeout(timer);
  }
}
