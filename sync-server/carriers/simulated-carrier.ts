import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { BookedParcel, CarrierAnswer, CarrierPort } from './carrier-port.ts';

/**
 * Postcodes by which it is made to misbehave, as carriers' test systems have them: there is no area ZZ. It does not know the first, is
 * down for the second, and slow for the third.
 */
export const TROUBLE = { address: 'ZZ1 1NO', down: 'ZZ1 1DN', slow: 'ZZ1 1SL' } as const;

const HEAVIEST_GRAMS = 30_000;
const SLOW_MS = 15_000;

/**
 * A carrier that carries nothing, to try it all without one. It behaves as one does: numbers in the form of the post (UPU S10), the same
 * for the same parcel; it refuses what is too heavy and where it does not deliver, is down and slow when asked to be, and takes no parcel
 * that was cancelled.
 */
export function simulatedCarrier(slowMs = SLOW_MS): CarrierPort {
  const cancelled = new Set<string>();
  return {
    carrierId: 'demo-parcel',
    async book({ parcelId, to, grams }): Promise<CarrierAnswer<BookedParcel>> {
      const postcode = to.postalCode.trim().toUpperCase();
      if (postcode === TROUBLE.down) return { ok: false, code: 'carrier-unreachable' };
      if (postcode === TROUBLE.slow) await wait(slowMs, undefined, { ref: false });
      if (postcode === TROUBLE.address || to.lines.length === 0 || to.city.trim() === '') {
        return { ok: false, code: 'carrier-address' };
      }
      if (grams > HEAVIEST_GRAMS || cancelled.has(parcelId)) return { ok: false, code: 'carrier-refused' };
      const tracking = trackingOf(parcelId);
      const value = {
        ...{ tracking, trackingUrl: `https://parcels.example/${tracking}`, service: 'Demo Parcel 48' },
        route: `${to.country} ${postcode.split(' ')[0]}`.trim(),
        to: [to.name, ...to.lines, `${postcode} ${to.city}`.trim(), to.country],
      };
      return { ok: true, value };
    },
    async cancel(parcelId) {
      cancelled.add(parcelId);
      return { ok: true, value: null };
    },
  };
}

/** UPU S10, 5: eight digits are weighted 8 6 4 2 3 5 9 7; the check digit is 11 less the remainder by 11, 10 stands as 0 and 11 as 5. */
function trackingOf(parcelId: string): string {
  const number = createHash('sha256').update(parcelId).digest().readUInt32BE() % 100_000_000;
  const digits = String(number).padStart(8, '0');
  const weights = [8, 6, 4, 2, 3, 5, 9, 7];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const check = 11 - (sum % 11);
  return `CD${digits}${check === 10 ? 0 : check === 11 ? 5 : check}GB`;
}
