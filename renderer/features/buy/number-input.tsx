import { useState } from 'react';
import { decimalText, shortDecimal } from '#domain/money/decimal-text.ts';
import { priceOf } from '#renderer/app/price-entry.ts';
import css from './buy.module.css';

interface NumberInputProps {
  label: string;
  /** In units of the last decimal; null where nothing is entered that can be read. */
  value: number | null;
  /** How many decimals may be typed. */
  digits: number;
  /** Money shows all its decimals. */
  money?: boolean;
  wrong?: boolean;
  onValue: (value: number | null) => void;
  testId: string;
}

/** A number that is not negative, with decimals; what was typed stays as it is while it is typed, until another number comes in its place. */
export function NumberInput({ label, value, digits, money = false, wrong = false, onValue, testId }: NumberInputProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const write = money ? decimalText : shortDecimal;
  const shown = value === null ? '' : write(value, digits);
  return (
    <label className={css.number}>
      <span>{label}</span>
      <input
        type="text"
        inputMode="decimal"
        value={typed !== null && priceOf(typed, digits) === value ? typed : shown}
        aria-invalid={wrong || undefined}
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          onValue(priceOf(event.currentTarget.value, digits));
        }}
        onBlur={() => value !== null && setTyped(null)}
        autoComplete="off"
        data-testid={testId}
      />
    </label>
  );
}
