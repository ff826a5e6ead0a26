import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { amountOf, entryText, keyAmount, padKeyOf } from '#renderer/app/amount-entry.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { NumberPad } from '#renderer/ui/number-pad.tsx';
import css from './discount-form.module.css';

interface NumberFormProps {
  label: string;
  /** Decimals that can be keyed in; the value is in units of the last one. */
  digits: number;
  /** Shown while nothing is keyed in. */
  ghost: string;
  after?: ReactNode;
  submit: string;
  /** Whether this value can be taken; any above zero when not said. */
  accepts?: (value: number) => boolean;
  onSubmit: (value: number) => void;
  onClose: () => void;
  /** An arrow key: to the next or the one before of what stands between. */
  onArrow?: (by: 1 | -1) => void;
  /** Between the entry and the pad. */
  children?: ReactNode;
  /** `<testId>-entry`, `<testId>-key`, `<testId>-apply`. */
  testId: string;
}

/** A number keyed in by pad or keyboard, and the one step that follows. Keys typed in a text field beside it stay there. */
export function NumberForm({
  label,
  digits,
  ghost,
  after,
  submit,
  onSubmit,
  onClose,
  testId,
  ...rest
}: NumberFormProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { accepts = (value) => value > 0, onArrow, children } = rest;
  const [entry, setEntry] = useState('');
  const value = amountOf(entry, digits);
  const ready = value !== null && accepts(value);

  function apply(): void {
    if (ready) onSubmit(value);
  }

  useKeyLayer('panel', {
    onKey(event) {
      const typing = isTextField(document.activeElement) && !document.activeElement?.closest('[role="combobox"]');
      const key = typing ? null : padKeyOf(event);
      if (key) setEntry(keyAmount(entry, key, digits));
      else if (event.key === 'Enter' && !event.repeat) apply();
      else if (event.key === 'Escape') onClose();
      else if (onArrow && !typing && /^Arrow/.test(event.key)) onArrow(/Down|Right/.test(event.key) ? 1 : -1);
      else return !typing && !event.ctrlKey && !event.altKey && event.key.length === 1;
      return true;
    },
  });

  return (
    <div className={css.form}>
      <Entry label={label} value={entryText(entry, formats)} ghost={ghost} after={after} testId={`${testId}-entry`} />
      {children}
      <NumberPad
        onKey={(key) => setEntry(keyAmount(entry, key, digits))}
        extra={digits > 0 ? { key: '.', label: formats.decimal, name: t('pad.decimal') } : undefined}
        backName={t('pad.back')}
        testId={`${testId}-key`}
      />
      <Action tone="next" size="lg" wide disabled={!ready} onClick={apply} data-testid={`${testId}-apply`}>
        {submit}
      </Action>
    </div>
  );
}
