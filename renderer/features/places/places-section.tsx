import { MapPin, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { PlaceList, type PlaceRow } from '#contracts/http/places.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { Answered } from '#renderer/features/reports/answered.tsx';
import { mayOf } from '#renderer/features/shift/shift-parts.ts';
import type { StockSectionProps } from '#renderer/features/stock/stock-parts.ts';
import { StartFrame } from '#renderer/features/stock/work/start-frame.tsx';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { PlaceForm } from './place-form.tsx';
import { PlaceLabels } from './place-labels.tsx';
import css from './places.module.css';

const NEW = 'new';

/** Shelves, back room, pick-up and quarantine of this store: named, labelled, and what lies there. Its subject is a place, or `new`. */
export function PlacesSection(props: StockSectionProps) {
  const { t } = useTranslation();
  const { config, operatorId, task, onOpen, onBack } = props;
  const asked = useServer('/places', PlaceList);
  const mayChange = mayOf(config, operatorId, 'stock-adjust');
  const toList = (): void => {
    asked.again();
    onOpen({ section: 'places' });
  };
  const subject = task.subject;
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
            <PlaceRows list={list} mayChange={mayChange} onOpen={(id) => onOpen({ section: 'places', subject: id })} />
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

interface PlaceRowsProps {
  list: PlaceList;
  mayChange: boolean;
  onOpen: (placeId: string) => void;
}

function PlaceRows({ list, mayChange, onOpen }: PlaceRowsProps) {
  const { t } = useTranslation();
  const used = list.places.filter(({ place }) => !place.archived);
  return (
    <>
      <div className={frame.buttons}>
        {mayChange && (
          <Action tone="next" icon={Plus} onClick={() => onOpen(NEW)} data-testid="place-new">
            {t('places.new')}
          </Action>
        )}
        {used.length > 0 && <PlaceLabels places={used.map(({ place }) => place)} />}
      </div>
      {list.places.length + list.counted.length === 0 && (
        <Empty icon={MapPin} title={t('places.none')} text={t('places.noneHint')} />
      )}
      <ul className={css.list}>
        {list.places.map((row) => (
          <Row key={row.place.placeId} row={row} onOpen={onOpen} />
        ))}
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
    </>
  );
}

function Row({ row: { place, products }, onOpen }: { row: PlaceRow; onOpen: (placeId: string) => void }) {
  const { t } = useTranslation();
  return (
    <li className={css.row} data-testid="place-row" data-archived={place.archived}>
      <span className={css.name}>{place.name}</span>
      <span className={css.sub}>
        {[
          t(`places.kinds.${place.kind}`),
          t('places.products', { count: products }),
          ...(place.archived ? [t('places.archived')] : []),
        ].join(' · ')}
      </span>
      <Action
        onClick={() => onOpen(place.placeId)}
        aria-label={t('places.openOf', { name: place.name })}
        data-testid="place-open"
      >
        {t('products.open')}
      </Action>
    </li>
  );
}
