import { useTranslation } from 'react-i18next';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './ticket-panel.module.css';

interface ReasonPickerProps {
  reasons: readonly string[];
  reason: string | null;
  onChoose: (reason: string) => void;
}

/** Why it comes back: one of the store's reasons. The store lists the likeliest first: it is chosen until somebody says another. */
export function ReasonPicker({ reasons, reason, onChoose }: ReasonPickerProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={css.reasons} aria-label={t('returns.reason')}>
      {reasons.map((one) => (
        <Action
          key={one}
          aria-pressed={one === reason}
          onClick={() => onChoose(one)}
          data-testid="return-reason"
          data-reason={one}
        >
          {reasonWords(t, one)}
        </Action>
      ))}
    </fieldset>
  );
}
