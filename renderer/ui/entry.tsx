import type { ReactNode } from 'react';
import css from './entry.module.css';

interface EntryProps {
  label: string;
  /** What was keyed in, as it is to be read; empty shows `ghost`. */
  value: string;
  ghost: string;
  after?: ReactNode;
  testId: string;
}

/** Shows what is being keyed in on a number pad. */
export function Entry({ label, value, ghost, after, testId }: EntryProps) {
  return (
    <div className={css.entry}>
      <span className={css.label}>{label}</span>
      <output className={css.value} data-ghost={value === '' || undefined} data-testid={testId} aria-label={label}>
        {value === '' ? ghost : value}
      </output>
      {after}
    </div>
  );
}
