import { UnstyledButton } from '@mantine/core';
import { Minus, Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Currency, Minor } from '#domain/money/money.ts';
import { entryText, padKeyOf } from '#renderer/app/amount-entry.ts';
import { moneyIn } from '#renderer/app/money-in.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { NumberPad } from '#renderer/ui/number-pad.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import { type CashCount, type CountEdit, countedOf, editCount } from './cash-count.ts';
import css from './count-form.module.css';

interface CountFormProps {
  label: string;
  count: CashCount;
  onChange: (count: CashCount) => void;
  /** Notes and coins, ascending; without any an amount is keyed in. */
  denominations: readonly Minor[];
  currency: Currency;
  /** What can be taken over with one touch. */
  suggested?: { words: string; amount: Minor } | undefined;
  disabled?: boolean;
  /** Enter after the last value. */
  onDone: () => void;
}

/** Counts cash by note and coin with its running total, or takes an amount: by keys, pad and touch alike. */
export function CountForm({
  label,
  count,
  onChange,
  denominations,
  currency,
  suggested,
  disabled = false,
  onDone,
}: CountFormProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { digits } = currency;
  const edit = (change: CountEdit): void => {
    if (!disabled) onChange(editCount(count, change, denominations, digits));
  };
  const total = countedOf(count, digits).amount;
  const money = (minor: Minor): string => moneyIn(formats, currency, minor);

  useKeyLayer('panel', {
    onKey(event) {
      if (isTextField(document.activeElement)) return false;
      const key = padKeyOf(event);
      const byNotes = count.by === 'notes';
      if (key) edit({ type: 'key', key });
      else if (byNotes && event.key === 'ArrowDown') edit({ type: 'move', by: 1 });
      else if (byNotes && event.key === 'ArrowUp') edit({ type: 'move', by: -1 });
      else if (event.key === 'Enter' && !event.repeat) {
        if (event.target instanceof HTMLButtonElement) return false;
        if (byNotes && count.at !== denominations[0]) edit({ type: 'move', by: 1 });
        else onDone();
      } else return false;
      return true;
    },
  });

  return (
    <div className={css.form}>
      <div className={css.left}>
        {denominations.length > 0 && (
          <Tabs
            label={t('shift.count.by')}
            value={count.by}
            options={[
              { value: 'notes', label: t('shift.count.notes') },
              { value: 'amount', label: t('shift.count.amount') },
            ]}
            onChange={(by) => edit({ type: 'by', by })}
            testId="count-by"
          />
        )}
        {count.by === 'notes' ? (
          <ul className={css.rows} aria-label={label}>
            {denominations.toReversed().map((value) => (
              <Row key={value} value={value} money={money} count={count} disabled={disabled} onEdit={edit} />
            ))}
          </ul>
        ) : (
          <Entry
            label={currency.code}
            value={entryText(count.typed, formats)}
            ghost={formats.amount(0)}
            testId="count-entry"
          />
        )}
      </div>
      <div className={css.right}>
        <div className={css.total}>
          <span>{label}</span>
          <output className={css.sum} data-testid="count-total" data-amount={total}>
            {money(total)}
          </output>
        </div>
        {suggested && (
          <Action
            wide
            disabled={disabled}
            onClick={() => edit({ type: 'amount', amount: suggested.amount })}
            data-testid="count-suggested"
            data-amount={suggested.amount}
          >
            {suggested.words}
          </Action>
        )}
        <NumberPad
          onKey={(key) => edit({ type: 'key', key })}
          extra={
            count.by === 'amount' && digits > 0
              ? { key: '.', label: formats.decimal, name: t('pad.decimal') }
              : { key: '00', label: '00', name: '00' }
          }
          backName={t('pad.back')}
          disabled={disabled}
          testId="count-key"
        />
      </div>
    </div>
  );
}

interface RowProps {
  value: Minor;
  money: (minor: Minor) => string;
  count: CashCount;
  disabled: boolean;
  onEdit: (edit: CountEdit) => void;
}

function Row({ value, money, count, disabled, onEdit }: RowProps) {
  const { t } = useTranslation();
  const row = useRef<HTMLLIElement>(null);
  const chosen = count.at === value;
  const number = count.counts[value] ?? '';
  const name = money(value);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  return (
    <li ref={row} className={css.row} data-chosen={chosen || undefined} data-testid="count-row" data-value={value}>
      <UnstyledButton
        type="button"
        className={css.value}
        aria-pressed={chosen}
        disabled={disabled}
        onClick={() => onEdit({ type: 'choose', value })}
        data-testid="count-value"
      >
        <span>{name}</span>
        <span className={css.number} data-testid="count-number">
          {number === '' ? '–' : `× ${number}`}
        </span>
        <span className={css.subtotal}>{number === '' ? '' : money(value * Number(number))}</span>
      </UnstyledButton>
      <IconAction
        icon={Minus}
        label={t('shift.count.less', { name })}
        disabled={disabled}
        onClick={() => onEdit({ type: 'step', value, by: -1 })}
        data-testid="count-less"
      />
      <IconAction
        icon={Plus}
        label={t('shift.count.more', { name })}
        disabled={disabled}
        onClick={() => onEdit({ type: 'step', value, by: 1 })}
        data-testid="count-more"
      />
    </li>
  );
}
