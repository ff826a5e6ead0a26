import css from './labelled.module.css';

interface DateFieldProps {
  label: string;
  /** `YYYY-MM-DD`. */
  value: string;
  onChange: (date: string) => void;
  testId: string;
}

/** A calendar date. */
export function DateField({ label, value, onChange, testId }: DateFieldProps) {
  return (
    <label className={css.labelled}>
      <span>{label}</span>
      <input
        type="date"
        value={value}
        onChange={(event) => event.currentTarget.value !== '' && onChange(event.currentTarget.value)}
        data-testid={testId}
      />
    </label>
  );
}
