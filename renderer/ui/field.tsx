import type { ReactNode } from 'react';
import css from './field.module.css';
import { TextField } from './text-field.tsx';

interface FieldProps {
  label: string;
  hint?: string | undefined;
  /** What is wrong with what was entered. */
  wrong?: string | null | undefined;
  children: ReactNode;
}

/** Something to enter or choose, below its name, with what is wrong with it. */
export function Field({ label, hint, wrong, children }: FieldProps) {
  return (
    <div className={css.field}>
      <div className={css.label}>{label}</div>
      {children}
      {wrong ? (
        <div className={css.wrong} role="alert">
          {wrong}
        </div>
      ) : (
        hint && <div className={css.hint}>{hint}</div>
      )}
    </div>
  );
}

interface NumberFieldProps {
  label: string;
  /** As typed. */
  value: string;
  hint?: string | undefined;
  wrong?: string | null | undefined;
  onText: (text: string) => void;
  testId: string;
}

/** A whole number, as typed. */
export function NumberField({ label, value, hint, wrong, onText, testId }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      <div className={css.short}>
        <TextField
          label={label}
          value={value}
          onText={onText}
          inputMode="numeric"
          maxLength={5}
          aria-invalid={wrong ? true : undefined}
          data-testid={testId}
        />
      </div>
    </Field>
  );
}

/** The number that was typed, when it is whole and within bounds. */
export function wholeWithin(typed: string, least: number, most: number): number | null {
  const value = Number(typed);
  return /^\d+$/.test(typed.trim()) && value >= least && value <= most ? value : null;
}
