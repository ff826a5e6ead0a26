import { Action } from '#renderer/ui/action.tsx';
import css from './choices.module.css';

interface ChoicesProps {
  label: string;
  value: string | null;
  options: readonly { value: string; label: string }[];
  disabled?: boolean;
  onChange: (value: string) => void;
  testId: string;
}

/** One of several, each as wide as its words. */
export function Choices({ label, value, options, disabled, onChange, testId }: ChoicesProps) {
  return (
    <fieldset className={css.choices} aria-label={label}>
      {options.map((option) => (
        <Action
          key={option.value}
          aria-pressed={option.value === value}
          disabled={disabled && option.value !== value}
          onClick={() => onChange(option.value)}
          data-testid={testId}
          data-value={option.value}
        >
          {option.label}
        </Action>
      ))}
    </fieldset>
  );
}
