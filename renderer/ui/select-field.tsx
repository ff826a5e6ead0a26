import { Field } from './field.tsx';
import labelled from './labelled.module.css';
import css from './select.module.css';

interface SelectFieldProps<T extends string> {
  label: string;
  value: T;
  options: readonly { value: T; label: string }[];
  hint?: string | undefined;
  wrong?: string | null | undefined;
  disabled?: boolean;
  /** Among the filters above a list, without a hint. */
  compact?: boolean;
  onChange: (value: T) => void;
  testId: string;
}

/** One of a list, below its name. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, value, options, hint, wrong, compact = false, disabled, onChange, testId } = props;
  const select = (
    <select
      className={compact ? undefined : css.select}
      aria-label={label}
      aria-invalid={wrong ? true : undefined}
      value={value}
      disabled={disabled}
      onChange={(event) => {
        const chosen = options.find((option) => option.value === event.currentTarget.value);
        if (chosen) onChange(chosen.value);
      }}
      data-testid={testId}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
  if (!compact) {
    return (
      <Field label={label} hint={hint} wrong={wrong}>
        {select}
      </Field>
    );
  }
  return (
    <div className={labelled.labelled}>
      <span>{label}</span>
      {select}
    </div>
  );
}
