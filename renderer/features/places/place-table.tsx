import { FileUp, MapPin, Pencil, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlaceList, PlaceRow } from '#contracts/http/places.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { type DataColumn, DataTable } from '#renderer/ui/data-table.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { placeCsv } from './place-csv.ts';
import { PlaceLabels } from './place-labels.tsx';
import css from './places.module.css';

const NEW = 'new';
const SHOWN = ['used', 'archived'] as const;

interface PlaceTableProps {
  list: PlaceList;
  mayChange: boolean;
  onOpen: (placeId: string) => void;
  onImport: () => void;
  onBulk: (rows: readonly PlaceRow[]) => void;
}

/** Places of this store, and those that were counted and never named. */
export function PlaceTable({ list, mayChange, onOpen, onImport, onBulk }: PlaceTableProps) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<(typeof SHOWN)[number]>('used');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const used = list.places.filter(({ place }) => !place.archived);
  const columns: DataColumn<PlaceRow>[] = [
    { id: 'name', label: t('places.name'), share: 3, value: ({ place }) => place.name },
    { id: 'kind', label: t('places.kind'), share: 2, value: ({ place }) => t(`places.kinds.${place.kind}`) },
    {
      id: 'products',
      label: t('products.title'),
      value: ({ products }) => products,
      cell: ({ products }) => t('places.products', { count: products }),
    },
  ];
  return (
    <>
      <div className={frame.buttons}>
        {mayChange && (
          <Action tone="next" icon={Plus} onClick={() => onOpen(NEW)} data-testid="place-new">
            {t('places.new')}
          </Action>
        )}
        {mayChange && (
          <Action icon={FileUp} onClick={onImport} data-testid="places-import">
            {t('many.import')}
          </Action>
        )}
        {used.length > 0 && <PlaceLabels places={used.map(({ place }) => place)} />}
      </div>
      {list.places.length > used.length && (
        <div className={css.shown}>
          <Tabs
            label={t('table.shown')}
            value={shown}
            options={SHOWN.map((value) => ({ value, label: t(`places.shown.${value}`) }))}
            onChange={(value) => {
              setChosen(new Set());
              setShown(value);
            }}
            testId="places-shown"
          />
        </div>
      )}
      {list.places.length + list.counted.length === 0 && (
        <Empty icon={MapPin} title={t('places.none')} text={t('places.noneHint')} />
      )}
      {list.places.length > 0 && (
        <DataTable
          label={t('places.title')}
          rows={shown === 'used' ? used : list.places.filter(({ place }) => place.archived)}
          columns={columns}
          keyOf={({ place }) => place.placeId}
          order={{ by: 'name', descending: false }}
          onOpen={({ place }) => onOpen(place.placeId)}
          openLabel={({ place }) => t('places.openOf', { name: place.name })}
          choice={mayChange ? { chosen, onChosen: setChosen, nameOf: ({ place }) => place.name } : undefined}
          actions={
            <Action
              icon={Pencil}
              onClick={() => onBulk(list.places.filter(({ place }) => chosen.has(place.placeId)))}
              data-testid="places-bulk"
            >
              {t('products.bulk.open')}
            </Action>
          }
          csvOf={placeCsv}
          exportName="places"
          testId="place"
          rowTestId="place-row"
          attributes={({ place }) => ({ 'data-archived': String(place.archived) })}
        />
      )}
      {list.counted.length > 0 && (
        <ul className={css.list}>
          {list.counted.map((placeId) => (
            <li key={placeId} className={css.row} data-testid="place-counted">
              <span className={css.name}>{placeId}</span>
              <span className={css.sub}>{t('places.countedOnly')}</span>
              {mayChange && (
                <Action onClick={() => onOpen(placeId)} data-testid="place-adopt">
                  {t('places.adopt')}
                </Action>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
