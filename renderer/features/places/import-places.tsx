import { useTranslation } from 'react-i18next';
import type { PlaceRow } from '#contracts/http/places.ts';
import { ImportRecords } from '#renderer/features/many/import-records.tsx';
import { newPlaceId } from './place-code.ts';
import { readPlaceCsv } from './place-csv.ts';
import { placeKind } from './place-kind.ts';

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
