import { useTranslation } from 'react-i18next';
import { DateInput } from '#renderer/ui/date-input.tsx';
import { Field } from '#renderer/ui/field.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';

/** When prices begin, as chosen; `from` is a date and minute on the store's clocks, empty for now. */
export interface PriceTime {
  when: 'now' | 'later';
  from: string;
}

interface PriceWhenProps {
  time: PriceTime;
  timeZone: string;
  /** Where more than prices begins. */
  label?: string;
  /** What is beside the choice, where more than prices changes. */
  hint?: string | undefined;
  isWrong: boolean;
  onTime: (time: PriceTime) => void;
}

/** From when on prices hold: now, or a date and minute. */
export function PriceWhen({ time: { when, from }, timeZone, hint, isWrong, onTime, ...props }: PriceWhenProps) {
  const { t } = useTranslation();
  const { label = t('products.when') } = props;
  return (
    <>
      <Field label={label} hint={hint}>
        <Tabs
          label={label}
          value={when}
          options={[
            { value: 'now', label: t('products.now') },
            { value: 'later', label: t('products.later') },
          ]}
          onChange={(next) => onTime({ when: next, from })}
          testId="price-when"
        />
      </Field>
      {when === 'later' && (
        <Field
          label={t('products.from')}
          hint={t('products.fromHint', { timeZone })}
          wrong={isWrong ? t('products.fromWrong') : null}
        >
          <DateInput
            label={t('products.from')}
            value={from}
            withTime
            clearable
            isWrong={isWrong}
            onChange={(next) => onTime({ when, from: next })}
            testId="price-from"
          />
        </Field>
      )}
    </>
  );
}
