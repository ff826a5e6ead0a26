import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { cashPayable, quickTenders } from '#domain/tender/cash.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useKeyLayer } from '#renderer/app/use-key-layer.ts';
import { amountOf, entryText, keyAmount, padKeyOf } from '#renderer/features/pay/amount-entry.ts';
import type { Checkout, Stage } from '#renderer/features/pay/checkout.ts';
import { PaySummary } from '#renderer/features/pay/pay-summary.tsx';
import type { Sale } from '#renderer/features/sell/sale.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Entry } from '#renderer/ui/entry.tsx';
import { Figure } from '#renderer/ui/figure.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { NumberPad } from '#renderer/ui/number-pad.tsx';
import css from './pay-screen.module.css';

interface PayScreenProps {
  sale: Sale;
  checkout: Checkout;
  stage: Extract<Stage, { at: 'paying' | 'saving' }>;
  config: RegisterConfig;
  top: ReactNode;
}

/** Taking cash: what is left to pay, amounts a customer is likely to hand over, a number pad, one confirmation. */
export function PayScreen({ sale, checkout, stage, config, top }: PayScreenProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const view = useStore(sale.view);
  const [entry, setEntry] = useState('');
  const { digits } = config.store.currency;
  const total = view.settled?.total ?? 0;
  const { payable, rounding } = cashPayable(total, config.store.cashRounding);
  const [exact = payable, ...larger] = quickTenders(payable, config.store.denominations);
  const tendered = amountOf(entry, digits);
  const enough = tendered !== null && tendered >= payable;
  const saving = stage.at === 'saving';

  const take = (amount: number): void => void checkout.takeCash(amount);
  const press = (key: Parameters<typeof keyAmount>[1]): void => {
    if (!saving) setEntry(keyAmount(entry, key, digits));
  };

  useKeyLayer('panel', {
    onKey(event) {
      const pad = padKeyOf(event);
      const tender = event.altKey ? /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] : undefined;
      if (pad) press(pad);
      else if (tender !== undefined) {
        const amount = [exact, ...larger][Number(tender) - 1];
        if (amount !== undefined) take(amount);
      } else if (event.key === 'Enter') {
        if (!event.repeat && enough) take(tendered);
      } else if (event.key === '+') {
        if (!event.repeat && entry === '') take(exact);
      } else if (event.key === 'Escape') {
        if (entry === '') checkout.back();
        else setEntry('');
      } else return false;
      return true;
    },
  });

  return (
    <main className={css.pay}>
      <header className={css.head}>
        <Action
          tone="quiet"
          icon={ArrowLeft}
          hint="Esc"
          disabled={saving}
          onClick={checkout.back}
          data-testid="pay-back"
        >
          {t('pay.back')}
        </Action>
      </header>
      <div className={css.top}>{top}</div>
      <section className={css.due} aria-label={t('pay.left')}>
        <h1 className={css.left}>
          <span className={css.leftWord}>{t('pay.left')}</span>
          <span className={css.leftAmount}>
            <Figure text={formats.money(payable)} size={88} testId="left-to-pay" />
          </span>
        </h1>
        <PaySummary view={view} rounding={rounding} />
        <div className={css.notices}>
          {stage.at === 'saving' && stage.unanswered && (
            <Notice tone="warn" code="unanswered" title={t('pay.unanswered')} next={t('pay.unansweredNext')} />
          )}
          {stage.at === 'paying' && stage.fault && <Notice {...errorWords(t, stage.fault.code)} />}
          {view.notice && <Notice {...errorWords(t, view.notice.code, view.notice.params)} />}
        </div>
      </section>
      <section className={css.tender} aria-label={t('tender.cash')}>
        <div className={css.quick}>
          <Action size="lg" disabled={saving} hint="+" onClick={() => take(exact)} data-testid="tender-exact">
            {t('pay.exact')}
          </Action>
          {larger.map((amount) => (
            <Action
              key={amount}
              size="lg"
              disabled={saving}
              onClick={() => take(amount)}
              data-testid="tender-quick"
              data-amount={amount}
            >
              {formats.money(amount)}
            </Action>
          ))}
        </div>
        <Entry
          label={t('pay.received')}
          value={entryText(entry, formats)}
          ghost={formats.amount(0)}
          testId="tendered"
        />
        <NumberPad
          onKey={press}
          extra={
            digits > 0
              ? { key: '.', label: formats.decimal, name: t('pad.decimal') }
              : { key: '00', label: '00', name: '00' }
          }
          backName={t('pad.back')}
          disabled={saving}
          testId="pay-key"
        />
        <div className={css.change} role="status">
          {tendered !== null && (
            <>
              <span>{enough ? t('pay.change') : t('pay.missing')}</span>
              <span className={css.changeAmount} data-short={!enough || undefined} data-testid="change-ahead">
                {formats.money(Math.abs(tendered - payable))}
              </span>
            </>
          )}
        </div>
        <Action
          tone="next"
          size="xl"
          wide
          hint="Enter"
          disabled={saving || !enough}
          onClick={() => take(tendered ?? 0)}
          data-testid="pay-confirm"
        >
          {saving ? t('pay.saving') : t('pay.confirm')}
        </Action>
      </section>
    </main>
  );
}
