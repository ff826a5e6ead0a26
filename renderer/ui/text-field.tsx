import type { ComponentPropsWithoutRef, Ref } from 'react';
import css from './text-field.module.css';

interface TextFieldProps extends Omit<ComponentPropsWithoutRef<'input'>, 'onChange' | 'value' | 'size' | 'className'> {
  label: string;
  value: string;
  /** `lg` where a finger decides. */
  size?: 'md' | 'lg';
  onText: (text: string) => void;
  ref?: Ref<HTMLInputElement>;
  'data-testid': string;
}

/** A line of text; its label is read aloud, its placeholder says what goes in. */
export function TextField({ label, value, size = 'md', type = 'text', onText, ...rest }: TextFieldProps) {
  return (
    <input
      {...rest}
      className={css.field}
      type={type}
      data-size={size}
      aria-label={label}
      value={value}
      onChange={(event) => onText(event.currentTarget.value)}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
