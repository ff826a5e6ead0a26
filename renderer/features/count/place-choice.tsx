import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CountList } from '#contracts/http/counts.ts';
import { FLOOR } from '#domain/stock/places.ts';
import { useServer } from '#renderer/app/use-server.ts';
import { usePlaceName, usePlaces } from '#renderer/features/places/use-place-name.ts';
import frame from '#renderer/features/stock/work/work.module.css';
import { Action } from '#renderer/ui/action.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './count.module.css';

/** As long as a place's name may be: it is its id too. */
const NAME_MAX = 64;

interface PlaceChoiceProps {
  chosen: readonly string[];
  onChange: (placeIds: readonly string[]) => void;
}

/** Where the goods lie; those counted before are offered, others are named here. Goods are sold from the first. */
export function PlaceChoice({ chosen, onChange }: PlaceChoiceProps) {
  const { t } = useTranslation();
  const places = usePlaces();
  const placeName = usePlaceName();
  const asked = useServer('/counts', CountList);
  const [text, setText] = useState('');
  const known = asked.answer?.ok ? asked.answer.value.places : [];
  const named = places.filter(({ archived }) => !archived).map(({ placeId }) => placeId);
  const counted = known.filter((id) => !places.some(({ placeId }) => placeId === id));
  const offered = [...new Set([FLOOR, ...named, ...counted, ...chosen])];
  const toggle = (placeId: string): void =>
    onChange(chosen.includes(placeId) ? chosen.filter((id) => id !== placeId) : [...chosen, placeId]);
  function add(): void {
    const name = text.trim();
    if (name !== '' && !chosen.includes(name)) onChange([...chosen, name]);
    setText('');
  }
  return (
    <section className={css.places} aria-label={t('counts.places')}>
      <h3 className={frame.heading}>{t('counts.places')}</h3>
      <p className={frame.sub}>{t('counts.placesHint')}</p>
      <fieldset className={css.chips} aria-label={t('counts.places')}>
        {offered.map((placeId) => (
          <Action
            key={placeId}
            aria-pressed={chosen.includes(placeId)}
            onClick={() => toggle(placeId)}
            data-testid="count-place-choice"
            data-value={placeId}
          >
            {placeName(placeId)}
          </Action>
        ))}
      </fieldset>
      <div className={css.add}>
        <TextField
          label={t('counts.newPlace')}
          placeholder={t('counts.newPlaceHint')}
          value={text}
          maxLength={NAME_MAX}
          onText={setText}
          onKeyDown={(event) => {
            if (event.key === 'Enter') add();
          }}
          data-testid="count-new-place"
        />
        <Action icon={Plus} disabled={text.trim() === ''} onClick={add} data-testid="count-add-place">
          {t('counts.addPlace')}
        </Action>
      </div>
    </section>
  );
}
