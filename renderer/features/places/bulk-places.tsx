import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '#contracts/facts/place-facts.ts';
import type { PlaceRow } from '#contracts/http/places.ts';
import { PLACE_KINDS } from '#domain/stock/places.ts';
import { BulkRecords } from '#renderer/features/many/bulk-records.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { placeKind } from './place-kind.ts';

interface BulkPlacesProps {
  rows: readonly PlaceRow[];
  onChanged: () => void;
  onLeave: () => void;
}

/** What the places chosen are for, and whether they are used. */
export function BulkPlaces({ rows, onChanged, onLeave }: BulkPlacesProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Place['kind'] | ''>('');
  const [status, setStatus] = useState<'' | 'used' | 'archived'>('');
  const keep = { value: '' as const, label: t('many.keep') };
  const planned = rows.map(({ place, revision }) => {
    const { archived, ...rest } = place;
    const isArchived = status === '' ? archived === true : status === 'archived';
    const after: Place = { ...rest, kind: kind || rest.kind, ...(isArchived ? { archived: true as const } : {}) };
    return { line: null, before: place, revision, after };
  });
  return (
    <BulkRecords
      title={t('places.bulkTitle', { count: rows.length })}
      kind={placeKind(t)}
      planned={planned}
      onChanged={onChanged}
      onLeave={onLeave}
    >
      <div className={sheet.columns}>
        <SelectField
          label={t('places.kind')}
          value={kind}
          options={[keep, ...PLACE_KINDS.map((value) => ({ value, label: t(`places.kinds.${value}`) }))]}
          onChange={setKind}
          testId="bulk-kind"
        />
        <SelectField
          label={t('table.status')}
          value={status}
          options={[
            keep,
            { value: 'used', label: t('places.shown.used') },
            { value: 'archived', label: t('places.shown.archived') },
          ]}
          onChange={setStatus}
          testId="bulk-status"
        />
      </div>
    </BulkRecords>
  );
}
