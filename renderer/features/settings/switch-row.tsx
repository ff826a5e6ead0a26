import { Toggle } from '#renderer/ui/toggle.tsx';
import css from './settings.module.css';

interface SwitchRowProps {
  label: string;
  hint?: string;
  wrong?: string | null;
  on: boolean;
  disabled?: boolean;
  onToggle: (on: boolean) => void;
  testId: string;
}

/** Something that is so or not, with what it means. */
export function SwitchRow({ label, hint, wrong, on, disabled, onToggle, testId }: SwitchRowProps) {
  return (
    <div className={css.switch}>
      <span>
        {label}
        {hint && <span className={css.hint}>{hint}</span>}
        {wrong && (
          <span className={css.wrong} role="alert">
            {wrong}
          </span>
        )}
      </span>
      <Toggle label={label} on={on} disabled={disabled} onToggle={onToggle} testId={testId} />
    </div>
  );
}
