import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { PPM } from '#domain/money/money.ts';
import type { Discount } from '#domain/order/cart.ts';
import { amountOf, entryText, keyAmount, padKeyOf } from '#renderer/app/amount-entry.ts';
import { reasonWords } from '#renderer/app/reason-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action, IconAction } from '#renderer/ui/action.tsx';
import { Choices } from '#renderer/ui/choices.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { NumberPad } from '#renderer/ui/number-pad.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import css from './discount-form.module.css';

interface DiscountFormProps {
  config: RegisterConfig;
  /** Those there are already. */
  discounts: readonly Discount[];
  /** Answers whether it was taken. */
  onApply: (discount: Discount) => Promise<boolean>;
  onRemove: (discountId: string) => void;
  onClose: () => void;
}

/** Percentages keyed in have two decimals: a hundredth of a percent is 100 parts per million. */
const PERCENT_DIGITS = 2;
const PPM_PER_HUNDREDTH = 100;

/** A discount by percent or amount, for a reason. */
export function DiscountForm({ config, discounts, onApply, onRemove, onClose }: DiscountFormProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { currency, discountReasons } = config.store;
  const [kind, setKind] = useState<Discount['kind']>('percent');
  const [entry, setEntry] = useState('');
  const [reason, setReason] = useState(discountReasons[0] ?? '');
  const digits = kind === 'percent' ? PERCENT_DIGITS : currency.digits;
  const keyed = amountOf(entry, digits);
  const value = keyed === null ? 0 : kind === 'percent' ? keyed * PPM_PER_HUNDREDTH : keyed;
  const ready = value > 0 && (kind === 'amount' || value <= PPM) && reason !== '';

  async function apply(): Promise<void> {
    if (ready && (await onApply({ id: uuid(), kind, value, reason }))) onClose();
  }
  function choose(next: Discount['kind']): void {
    setKind(next);
    setEntry('');
  }

  useKeyLayer('panel', {
    onKey(event) {
      const key = padKeyOf(event);
      if (key) setEntry(keyAmount(entry, key, digits));
      else if (event.key === '%') choose('percent');
      else if (event.key === '/') choose(kind === 'percent' ? 'amount' : 'percent');
      else if (event.key === 'Enter' && !event.repeat) void apply();
      else if (event.key === 'Escape') onClose();
      else return false;
      return true;
    },
  });

  const words = (discount: Discount): string =>
    discount.kind === 'percent' ? formats.percent(discount.value) : formats.money(discount.value);
  return (
    <div className={css.form}>
      {discounts.map((discount) => (
        <div key={discount.id} className={css.given} data-testid="discount-given">
          <span>
            −{words(discount)} {reasonWords(t, discount.reason)}
          </span>
          <IconAction icon={X} label={t('discount.remove')} onClick={() => onRemove(discount.id)} />
        </div>
      ))}
      <Tabs
        label={t('discount.kind')}
        value={kind}
        options={[
          { value: 'percent', label: t('discount.percent') },
          { value: 'amount', label: t('discount.amount') },
        ]}
        onChange={choose}
        testId="discount-kind"
      />
      <Entry
        label={kind === 'percent' ? '%' : currency.code}
        value={entryText(entry, formats)}
        ghost="0"
        testId="discount-entry"
      />
      <Choices
        label={t('discount.reason')}
        value={reason}
        options={discountReasons.map((code) => ({ value: code, label: reasonWords(t, code) }))}
        onChange={setReason}
        testId="discount-reason"
      />
      <NumberPad
        onKey={(key) => setEntry(keyAmount(entry, key, digits))}
        extra={digits > 0 ? { key: '.', label: formats.decimal, name: t('pad.decimal') } : undefined}
        backName={t('pad.back')}
        testId="discount-key"
      />
      <Action tone="next" size="lg" wide disabled={!ready} onClick={() => void apply()} data-testid="discount-apply">
        {t('discount.apply')}
      </Action>
    </div>
  );
}
