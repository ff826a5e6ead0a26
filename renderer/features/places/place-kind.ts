import type { TFunction } from 'i18next';
import type { Place } from '#contracts/facts/place-facts.ts';
import { PlaceAnswer } from '#contracts/http/places.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { published } from '#renderer/features/many/published.ts';
import type { RecordKind } from '#renderer/features/many/record-task.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';

/** How places of a list are published together. */
export function placeKind(t: TFunction): RecordKind<Place> {
  return {
    keyOf: ({ placeId }) => placeId,
    nameOf: ({ name }) => name,
    words: ({ name, kind, archived }) => [
      { label: t('places.name'), text: name },
      { label: t('places.kind'), text: t(`places.kinds.${kind}`) },
      { label: t('table.status'), text: t(`places.shown.${archived ? 'archived' : 'used'}`) },
    ],
    isSame: isSameValue,
    async publish({ revision, after: place }) {
      const path = `/places/${encodeURIComponent(place.placeId)}`;
      return published(t, await askServer(path, PlaceAnswer, { method: 'PUT', body: { revision, place } }));
    },
    withdrawn: (made) => ({ ...made, archived: true }),
  };
}
