import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './channels.module.css';

interface SafetyByStoreProps {
  locations: readonly { locationId: string; name: string }[];
  /** Only of stores that have a number of their own. */
  value: Readonly<Record<string, number>>;
  onValue: (value: Record<string, number>) => void;
}

const NUMBER = /^\d{0,9}$/;

/** Pieces of each product that a channel never sells at a store, where it is another number there. */
export function SafetyByStore({ locations, value, onValue }: SafetyByStoreProps) {
  const { t } = useTranslation();
  function change(id: string, text: string): void {
    if (!NUMBER.test(text)) return;
    const { [id]: _, ...others } = value;
    onValue(text === '' ? others : { ...others, [id]: Number(text) });
  }
  return (
    <Field label={t('channels.fields.safetyStockAt')} hint={t('channels.safetyAtHint')}>
      {locations.map(({ locationId, name }) => (
        <div key={locationId} className={css.safety}>
          <span>{name}</span>
          <TextField
            label={`${t('channels.fields.safetyStockAt')}: ${name}`}
            value={value[locationId] === undefined ? '' : String(value[locationId])}
            inputMode="numeric"
            onText={(text) => change(locationId, text)}
            data-testid={`channel-safety-${locationId}`}
          />
        </div>
      ))}
    </Field>
  );
}
