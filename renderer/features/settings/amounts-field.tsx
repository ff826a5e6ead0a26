import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '#renderer/ui/field.tsx';
import { TextField } from '#renderer/ui/text-field.tsx';
import { amountsOf, amountsText } from './amounts-text.ts';

interface AmountsFieldProps {
  label: string;
  amounts: readonly number[];
  digits: number;
  wrong?: string | null;
  onAmounts: (amounts: number[]) => void;
  onBad: (bad: boolean) => void;
  testId: string;
}

/** Notes and coins in one line. */
export function AmountsField({ label, amounts, digits, wrong, onAmounts, onBad, testId }: AmountsFieldProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string | null>(null);
  const isBad = typed !== null && amountsOf(typed, digits) === null;
  const shownWrong = isBad ? t('settings.wrongAmounts') : wrong;
  return (
    <Field label={label} hint={t('settings.amountsHint')} wrong={shownWrong}>
      <TextField
        label={label}
        value={typed ?? amountsText(amounts, digits)}
        inputMode="decimal"
        aria-invalid={shownWrong ? true : undefined}
        onText={(text) => {
          const read = amountsOf(text, digits);
          setTyped(text);
          onBad(read === null);
          if (read) onAmounts(read);
        }}
        onBlur={() => !isBad && setTyped(null)}
        data-testid={testId}
      />
    </Field>
  );
}
