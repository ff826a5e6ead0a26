import { type ReactNode, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Currency } from '#domain/money/money.ts';
import { amountOf, entryText, keyAmount, padKeyOf } from '#renderer/app/amount-entry.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { NumberPad } from '#renderer/ui/number-pad.tsx';
import css from './tender-form.module.css';

interface TenderFormProps {
  title: string;
  /** What the amount keyed in is: cash received, an amount. */
  label: string;
  currency: Currency;
  /** Stands in the empty field, and is taken when nothing is keyed in; null where an amount must be keyed in. */
  preset: number | null;
  /** How the amount reads where it stands in the empty field. */
  ghost: string;
  /** Key `+` on an empty field. */
  onExact?: () => void;
  /** Above the field: quick amounts, a code, a reference. */
  children?: ReactNode;
  /** Below the pad: what comes of the amount. */
  outcome?: (amount: number | null) => ReactNode;
  confirmWord: (amount: number) => string;
  canConfirm: (amount: number) => boolean;
  onConfirm: (amount: number) => void;
  onBack: () => void;
  disabled: boolean;
  /** Whether Enter was pressed before the form was there; heard once. */
  hearEnter?: () => boolean;
}

/** Keys in an amount for one tender and confirms it. Enter confirms, Esc empties the field and then goes back. */
export function TenderForm(props: TenderFormProps) {
  const { title, label, currency, preset, ghost, onExact, children, outcome, disabled } = props;
  const { t } = useTranslation();
  const formats = useFormats();
  const [entry, setEntry] = useState('');
  const amount = amountOf(entry, currency.digits) ?? preset;
  const ready = !disabled && amount !== null && props.canConfirm(amount);

  const press = (key: Parameters<typeof keyAmount>[1]): void => {
    if (!disabled) setEntry(keyAmount(entry, key, currency.digits));
  };
  const confirm = (): void => {
    if (!ready || amount === null) return;
    setEntry('');
    props.onConfirm(amount);
  };

  const confirmAhead = useEffectEvent(() => {
    if (props.hearEnter?.()) confirm();
  });
  useEffect(() => confirmAhead(), []);

  useKeyLayer('panel', {
    onKey(event) {
      const typing = isTextField(document.activeElement);
      const pad = typing ? null : padKeyOf(event);
      if (pad) press(pad);
      else if (event.key === 'Enter') {
        if (!event.repeat) confirm();
      } else if (event.key === '+' && !typing && onExact) {
        if (!event.repeat && entry === '' && !disabled) onExact();
      } else if (event.key === 'Escape') {
        if (entry === '') props.onBack();
        else setEntry('');
      } else return false;
      return true;
    },
  });

  return (
    <section className={css.form} aria-label={title} data-testid="tender-form">
      <h2 className={css.title}>{title}</h2>
      {children}
      <Entry label={label} value={entryText(entry, formats)} ghost={ghost} testId="tendered" />
      <NumberPad
        onKey={press}
        extra={
          currency.digits > 0
            ? { key: '.', label: formats.decimal, name: t('pad.decimal') }
            : { key: '00', label: '00', name: '00' }
        }
        backName={t('pad.back')}
        disabled={disabled}
        testId="pay-key"
      />
      <div className={css.outcome} role="status">
        {outcome?.(amount)}
      </div>
      <Action tone="next" size="xl" wide hint="Enter" disabled={!ready} onClick={confirm} data-testid="pay-confirm">
        {props.confirmWord(amount ?? 0)}
      </Action>
    </section>
  );
}
