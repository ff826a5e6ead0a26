import { Field } from '#renderer/ui/field.tsx';
import sheet from '#renderer/ui/sheet.module.css';

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
        className={sheet.area}
        aria-label={label}
        rows={Math.min(most, 4)}
        value={lines.join('\n')}
        onChange={(event) => onLines(event.currentTarget.value.split('\n').slice(0, most))}
        data-testid={testId}
      />
    </Field>
  );
}
