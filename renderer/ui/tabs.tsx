import { UnstyledButton } from '@mantine/core';
import css from './tabs.module.css';

interface TabsProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onChange: (value: T) => void;
  testId: string;
}

/** One of a few views or choices side by side. */
export function Tabs<T extends string>({ label, value, options, onChange, testId }: TabsProps<T>) {
  return (
    <fieldset className={css.tabs} aria-label={label} data-testid={testId}>
      {options.map((option) => (
        <UnstyledButton
          key={option.value}
          type="button"
          className={css.tab}
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          data-testid={`${testId}-${option.value}`}
        >
          {option.label}
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
