import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '#contracts/facts/place-facts.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { Notice } from '#renderer/ui/notice.tsx';
import { SelectField } from '#renderer/ui/select-field.tsx';
import { sayHome } from './say-home.ts';
import { usePlaceName } from './use-place-name.ts';

interface HomePlaceProps {
  variantId: string;
  /** Where it lies; undefined where that is not said. */
  placeId: string | undefined;
  places: readonly Place[];
  mayChange: boolean;
  onSaid: () => void;
}

/** Where a product lies in this store. Nothing where the store has no places. */
export function HomePlace({ variantId, placeId, places, mayChange, onSaid }: HomePlaceProps) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const [fault, setFault] = useState<string | null>(null);
  const used = places.filter((place) => !place.archived || place.placeId === placeId);
  if (used.length === 0) return null;
  const options = used.map((place) => ({ value: place.placeId, label: place.name }));
  const label = t('places.home');

  async function say(next: string): Promise<void> {
    const said = await sayHome({ variantId, base: placeId ?? null, placeId: next === '' ? null : next });
    setFault(said.ok ? null : said.code);
    onSaid();
  }

  if (!mayChange) {
    return placeId === undefined ? null : (
      <p data-testid="home-place-name">{t('places.homeIs', { place: placeName(placeId) })}</p>
    );
  }
  return (
    <div>
      {fault && <Notice {...errorWords(t, fault)} />}
      <SelectField
        label={label}
        value={placeId ?? ''}
        options={[{ value: '', label: t('places.nowhere') }, ...options]}
        onChange={(next) => void say(next)}
        testId="home-place"
      />
    </div>
  );
}
