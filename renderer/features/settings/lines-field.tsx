import products from '#renderer/features/products/products.module.css';
import { Field } from '#renderer/ui/field.tsx';

interface LinesFieldProps {
  label: string;
  lines: readonly string[];
  /** How many there may be. */
  most: number;
  hint?: string;
  wrong?: string | null;
  onLines: (lines: string[]) => void;
  testId: string;
}

/** Text of a few lines. */
export function LinesField({ label, lines, most, hint, wrong, onLines, testId }: LinesFieldProps) {
  return (
    <Field label={label} hint={hint} wrong={wrong}>
      <textarea
        className={products.area}
        aria-label={label}
        rows={Math.min(most, 4)}
        value={lines.join('\n')}
        onChange={(event) => onLines(event.currentTarget.value.split('\n').slice(0, most))}
        data-testid={testId}
      />
    </Field>
  );
}
