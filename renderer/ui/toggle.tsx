import { UnstyledButton } from '@mantine/core';
import css from './toggle.module.css';

interface ToggleProps {
  label: string;
  on: boolean;
  onToggle: (on: boolean) => void;
  testId: string;
}

/** A switch between on and off. */
export function Toggle({ label, on, onToggle, testId }: ToggleProps) {
  return (
    <UnstyledButton
      type="button"
      className={css.toggle}
      role="switch"
      aria-checked={on}
      aria-label={label}
      onClick={() => onToggle(!on)}
      data-testid={testId}
    >
      <span className={css.track}>
        <span className={css.thumb} />
      </span>
    </UnstyledButton>
  );
}
