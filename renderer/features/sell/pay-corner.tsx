import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { receiptText } from '#domain/receipt/build-receipt.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { wholeTenders } from '#renderer/features/pay/whole-tenders.ts';
import { tenderName } from '#renderer/features/receipts/paper-words.ts';
import { Action } from '#renderer/ui/action.tsx';
import css from './pay-corner.module.css';
import type { SaleView } from './sale.ts';

interface PayCornerProps {
  view: SaleView;
  checkout: Checkout;
  config: RegisterConfig;
  onCopy: () => void;
}

/** The step that comes next, and what the last one gave back. */
export function PayCorner({ view, checkout, config, onCopy }: PayCornerProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const last = useStore(checkout.last);
  const whole = wholeTenders(config).map(({ tender, key }) => ({
    tender,
    hint: key.replace('+', ' '),
    words: tender.kind === 'cash' ? t('sell.exactCash') : tenderName(t, tender, i18n.language),
  }));
  const change = last?.payload.payments.reduce((sum, payment) => sum + payment.change, 0) ?? 0;
  return (
    <>
      {last && (
        <div className={css.last} data-testid="last-sale">
          <span className={css.words}>
            <span>{t('sell.last', { number: receiptText(last.payload.receipt) })}</span>
            <span className={css.change}>{t('sell.lastChange', { amount: formats.money(change) })}</span>
          </span>
          <Action tone="quiet" icon={Printer} hint="Ctrl P" onClick={onCopy} data-testid="last-copy">
            {t('sell.copy')}
          </Action>
        </div>
      )}
      {whole.length > 0 && (view.settled?.total ?? 0) > 0 && (
        <div className={css.whole}>
          {whole.map(({ tender, hint, words }) => (
            <Action
              key={tender.tenderId}
              wide
              hint={hint}
              onClick={() => checkout.begin(tender.tenderId)}
              data-testid="pay-whole"
              data-tender={tender.tenderId}
            >
              {words}
            </Action>
          ))}
        </div>
      )}
      <Action
        tone="next"
        size="xl"
        wide
        hint="F12"
        disabled={!view.settled}
        onClick={() => checkout.begin()}
        data-testid="pay"
      >
        {t('sell.pay')}
      </Action>
    </>
  );
}
