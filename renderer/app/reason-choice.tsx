import { useTranslation } from 'react-i18next';
import { Action } from '#renderer/ui/action.tsx';
import css from './reason-choice.module.css';
import { reasonWords } from './reason-words.ts';

interface ReasonChoiceProps {
  label: string;
  reasons: readonly string[];
  value: string | null;
  onChoose: (reason: string) => void;
  testId?: string;
}

/** One reason of a store's list. */
export function ReasonChoice({ label, reasons, value, onChoose, testId = 'reason' }: ReasonChoiceProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={css.reasons}>
      <legend className={css.legend}>{label}</legend>
      {reasons.map((code) => (
        <Action
          key={code}
          aria-pressed={code === value}
          onClick={() => onChoose(code)}
          data-testid={testId}
          data-reason={code}
        >
          {reasonWords(t, code)}
        </Action>
      ))}
    </fieldset>
  );
}
