import { UnstyledButton } from '@mantine/core';
import css from './toggle.module.css';

interface ToggleProps {
  label: string;
  on: boolean;
  disabled?: boolean | undefined;
  onToggle: (on: boolean) => void;
  testId: string;
}

/** A switch between on and off. */
export function Toggle({ label, on, disabled, onToggle, testId }: ToggleProps) {
  return (
    <UnstyledButton
      type="button"
      className={css.toggle}
      role="switch"
      aria-checked={on}
      aria-label={label}
      disabled={disabled}
      onClick={() => onToggle(!on)}
      data-testid={testId}
    >
      <span className={css.track}>
        <span className={css.thumb} />
      </span>
    </UnstyledButton>
  );
}
