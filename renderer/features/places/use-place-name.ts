import { useTranslation } from 'react-i18next';
import type { Place } from '#contracts/facts/place-facts.ts';
import { FLOOR, STAGING_PLACE } from '#domain/stock/places.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useTill } from '#renderer/app/till-context.tsx';

const NONE: readonly Place[] = [];

/** Places of this store by name, also without a network; those no longer used too. */
export function usePlaces(): readonly Place[] {
  return useStore(useTill().hostView).status?.config?.places ?? NONE;
}

/** A place in words: as the store calls it; one that was only ever counted is called by its id. */
export function usePlaceName(): (placeId: string) => string {
  const { t } = useTranslation();
  const places = usePlaces();
  return (placeId) => {
    const known = places.find((one) => one.placeId === placeId);
    if (known) return known.name;
    if (placeId === FLOOR) return t('counts.floor');
    return placeId === STAGING_PLACE ? t('places.staging') : placeId;
  };
}
