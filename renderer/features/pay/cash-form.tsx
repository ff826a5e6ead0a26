import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { decimalText } from '#domain/money/decimal-text.ts';
import { mulDiv, PPM } from '#domain/money/money.ts';
import { quickTenders } from '#domain/tender/cash.ts';
import { dueBy, foreignDue } from '#domain/tender/tender-walk.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { TenderPanelProps } from '#renderer/features/pay/tender-panel.tsx';
import { Action } from '#renderer/ui/action.tsx';
import css from './tender-form.module.css';
import { TenderForm } from './tender-form.tsx';

/** Taking cash, of the store's currency or another: likely amounts, what was handed over, the change before it is taken. */
export function CashForm({ paying, tender, name, config, disabled, onTake, onBack }: TenderPanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { foreign } = tender;
  const due = dueBy(paying.walk, tender, paying.rules);
  const currency = foreign?.currency ?? config.store.currency;
  const wanted = foreign ? foreignDue(Math.max(0, due), foreign.ratePpm) : due;
  const [exact = wanted, ...larger] = quickTenders(wanted, foreign?.denominations ?? config.store.denominations);
  const worth = (amount: number): number => (foreign ? mulDiv(amount, foreign.ratePpm, PPM) : amount);
  const money = (amount: number): string =>
    foreign ? `${currency.code} ${decimalText(amount, currency.digits)}` : formats.money(amount);
  const take = (amount: number): void => onTake({ tendered: amount });

  return (
    <TenderForm
      title={name}
      label={t('pay.received')}
      currency={currency}
      preset={null}
      ghost={decimalText(0, currency.digits)}
      onExact={() => take(exact)}
      confirmWord={(amount) =>
        amount > 0 && worth(amount) < due ? t('pay.part', { amount: money(amount) }) : t('pay.confirm')
      }
      canConfirm={(amount) => amount > 0 || due === 0}
      onConfirm={take}
      onBack={onBack}
      disabled={disabled}
      outcome={(amount) => {
        if (amount === null) return foreign ? <Rate config={config} foreign={foreign} /> : null;
        const rest = worth(amount) - due;
        return (
          <>
            {foreign && <span>{t('pay.worth', { amount: formats.money(worth(amount)) })}</span>}
            <div className={css.sum}>
              <span>{rest >= 0 ? t('pay.change') : t('pay.missing')}</span>
              <span className={css.amount} data-short={rest < 0 || undefined} data-testid="change-ahead">
                {formats.money(Math.abs(rest))}
              </span>
            </div>
          </>
        );
      }}
    >
      <div className={css.quick}>
        <Action size="lg" disabled={disabled} hint="+" onClick={() => take(exact)} data-testid="tender-exact">
          {foreign ? money(exact) : t('pay.exact')}
        </Action>
        {larger.map((amount) => (
          <Action
            key={amount}
            size="lg"
            disabled={disabled}
            onClick={() => take(amount)}
            data-testid="tender-quick"
            data-amount={amount}
          >
            {money(amount)}
          </Action>
        ))}
      </div>
    </TenderForm>
  );
}

/** `EUR 1.00 is £0.84`: what one unit of the foreign currency is worth. */
function Rate({
  config,
  foreign,
}: {
  config: RegisterConfig;
  foreign: NonNullable<TenderPanelProps['tender']['foreign']>;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const one = 10 ** foreign.currency.digits;
  const rate = {
    one: `${foreign.currency.code} ${decimalText(one, foreign.currency.digits)}`,
    worth: formats.money(mulDiv(one, foreign.ratePpm, PPM)),
  };
  return (
    <>
      <span data-testid="foreign-rate">{t('pay.rate', rate)}</span>
      <span>{t('pay.changeIn', { currency: config.store.currency.code })}</span>
    </>
  );
}
