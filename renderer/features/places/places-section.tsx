import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlaceList, type PlaceRow } from '#contracts/http/places.ts';
import { Answered } from '#renderer/app/answered.tsx';
import { mayOf } from '#renderer/app/at-till.ts';
import { useLastGood } from '#renderer/app/use-last-good.ts';
import { useServer } from '#renderer/app/use-server.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import sheet from '#renderer/ui/sheet.module.css';
import { BulkPlaces } from './bulk-places.tsx';
import { ImportPlaces } from './import-places.tsx';
import { PlaceForm } from './place-form.tsx';
import { PlaceTable } from './place-table.tsx';

/** Shelves, back room, pick-up and quarantine of this store: named, labelled, and what lies there. Its subject is a place, or `new`. */
export function PlacesSection(props: StockSectionProps) {
  const { t } = useTranslation();
  const { config, operatorId, task, onOpen, onBack } = props;
  const asked = useServer('/places', PlaceList);
  const good = useLastGood(asked).answer;
  const [many, setMany] = useState<{ what: 'import' } | { what: 'bulk'; rows: readonly PlaceRow[] } | null>(null);
  const mayChange = mayOf(config, operatorId, 'stock-adjust');
  const toList = (): void => {
    asked.again();
    onOpen({ section: 'places' });
  };
  const subject = task.subject;
  if (many && good?.ok) {
    const frame = { onChanged: asked.again, onLeave: () => setMany(null) };
    return (
      <div className={sheet.screen}>
        {many.what === 'import' ? (
          <ImportPlaces rows={good.value.places} {...frame} />
        ) : (
          <BulkPlaces rows={many.rows} {...frame} />
        )}
      </div>
    );
  }
  return (
    <StartFrame
      title={t('places.title')}
      hint={t('places.hint')}
      onBack={subject === undefined ? onBack : toList}
      testId="places"
    >
      <Answered asked={asked} offlineText={t('places.offline')}>
        {(list) =>
          subject === undefined ? (
            <PlaceTable
              list={list}
              mayChange={mayChange}
              onOpen={(id) => onOpen({ section: 'places', subject: id })}
              onImport={() => setMany({ what: 'import' })}
              onBulk={(rows) => setMany({ what: 'bulk', rows })}
            />
          ) : (
            <PlaceForm
              key={subject}
              {...props}
              row={list.places.find(({ place }) => place.placeId === subject) ?? null}
              counted={list.counted.includes(subject) ? subject : null}
              mayChange={mayChange}
              onSaved={toList}
            />
          )
        }
      </Answered>
    </StartFrame>
  );
}
