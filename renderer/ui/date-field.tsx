import { DateInput, type DateInputProps } from './date-input.tsx';
import css from './labelled.module.css';

/** A calendar date, or with a minute, below its name. */
export function DateField(props: DateInputProps) {
  return (
    <div className={css.labelled}>
      <span>{props.label}</span>
      <DateInput {...props} />
    </div>
  );
}
