import type { TFunction } from 'i18next';

/** The place that a store sells from, where it has named none. */
export const FLOOR = 'floor';

/** A place in words: shops name their own, and those stand as they are. */
export function placeName(t: TFunction, placeId: string): string {
  return placeId === FLOOR ? t('counts.floor') : placeId;
}
