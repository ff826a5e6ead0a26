import type { Place } from '#contracts/facts/place-facts.ts';

/** Begins what stands on a place's label, so that no product's code is taken for one. */
const PREFIX = 'PLACE-';
/** Crockford's base 32: no letter that looks like a digit. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

/** The id of a new place, which stands on its label too; `random` gives numbers in [0, 1). */
export function newPlaceId(random: () => number): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[Math.floor(random() * LETTERS.length)] ?? '0');
  return PREFIX + letters.join('');
}

/** The place whose label was scanned, or typed; null where it is none that is used here. */
export function readPlace(text: string, places: readonly Place[] = []): Place | null {
  const code = text.trim().toUpperCase();
  return places.find(({ placeId, archived }) => !archived && placeId.toUpperCase() === code) ?? null;
}
