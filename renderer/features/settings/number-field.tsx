import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decimalText, shortDecimal } from '#domain/money/decimal-text.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import css from './settings.module.css';

interface NumberFieldProps {
  label: string;
  /** In units of the last decimal. */
  value: number;
  /** How many decimals may be typed. */
  digits?: number;
  /** Decimals that say nothing are left out. */
  short?: boolean;
  hint?: string | undefined;
  wrong?: string | null;
  disabled?: boolean;
  onValue: (value: number) => void;
  /** Whether what is typed is no such number; the value then stays as it was. */
  onBad: (bad: boolean) => void;
  testId: string;
}

/** A number that is not negative, as it is typed; all its decimals show when it is money. */
export function NumberField({
  label,
  value,
  digits = 0,
  short,
  hint,
  wrong,
  disabled,
  onValue,
  onBad,
  testId,
}: NumberFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const isBad = typed !== null && priceOf(typed, digits) === null;
  const shownWrong = isBad ? t('settings.wrongNumber') : wrong;
  return (
    <Field label={label} hint={hint} wrong={shownWrong}>
      <div className={css.short}>
        <TextField
          label={label}
          value={typed ?? (short ? shortDecimal(value, digits) : decimalText(value, digits))}
          inputMode="decimal"
          disabled={disabled}
          aria-invalid={shownWrong ? true : undefined}
          onFocus={(event) => event.currentTarget.select()}
          onText={(text) => {
            const number = priceOf(text, digits);
            setTyped(text);
            onBad(number === null);
            if (number !== null) onValue(number);
          }}
          onBlur={() => !isBad && setTyped(null)}
          data-testid={testId}
        />
      </div>
    </Field>
  );
}
