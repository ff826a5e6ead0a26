import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { Place } from '#contracts/facts/place-facts.ts';
import { PlaceAnswer, type PlaceRow } from '#contracts/http/places.ts';
import { askServer } from '#renderer/app/server-api.ts';
import { ImportRecords } from '#renderer/features/many/import-records.tsx';
import { published } from '#renderer/features/many/published.ts';
import type { RecordKind } from '#renderer/features/many/record-task.ts';
import { isSameValue } from '#renderer/features/saving/fields.ts';
import { newPlaceId } from './place-code.ts';
import { readPlaceCsv } from './place-csv.ts';

interface ImportPlacesProps {
  rows: readonly PlaceRow[];
  onChanged: () => void;
  onLeave: () => void;
}

/** Places of this store from a file; what lies there stays. */
export function ImportPlaces({ rows, onChanged, onLeave }: ImportPlacesProps) {
  const { t } = useTranslation();
  return (
    <ImportRecords
      title={t('many.importTitle')}
      hint={t('places.importHint')}
      kind={placeKind(t)}
      read={(bytes) => readPlaceCsv(bytes, rows, () => newPlaceId(Math.random))}
      onChanged={onChanged}
      onLeave={onLeave}
    />
  );
}

/** How places of a list are published together. */
function placeKind(t: TFunction): RecordKind<Place> {
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
