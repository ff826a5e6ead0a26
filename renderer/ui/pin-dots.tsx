import css from './pin-dots.module.css';

interface PinDotsProps {
  /** How many digits were entered. */
  length: number;
  /** How many there are, read aloud. */
  label: string;
  testId: string;
}

/** Dots shown before anything is entered: most PINs have four digits. */
const USUAL = 4;

/** A PIN as it is entered: a dot for each digit, never the digits. */
export function PinDots({ length, label, testId }: PinDotsProps) {
  return (
    <div className={css.dots} role="img" aria-label={label} data-testid={testId}>
      {Array.from({ length: Math.max(length, USUAL) }, (_, at) => at).map((at) => (
        <span key={at} className={css.dot} data-full={at < length || undefined} />
      ))}
    </div>
  );
}
