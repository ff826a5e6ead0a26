import { Check, Printer } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { accountPaymentOf } from '#domain/order/account-payment.ts';
import { receiptText } from '#domain/receipt/build-receipt.ts';
import { tenderOf } from '#domain/tender/tender.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { paidKey } from '#renderer/features/pay/paid-key.ts';
import type { Stage } from '#renderer/features/pay/stage.ts';
import { EmailForm } from '#renderer/features/receipts/email-form.tsx';
import { tenderName } from '#renderer/features/receipts/paper-words.ts';
import { PrintNotice } from '#renderer/features/receipts/print-notice.tsx';
import { receiptOf } from '#renderer/features/receipts/receipt-of.ts';
import { ReceiptPicture } from '#renderer/features/receipts/receipt-picture.tsx';
import { usePrintCopy } from '#renderer/features/receipts/use-print-copy.ts';
import { useReceiptExtras } from '#renderer/features/receipts/use-receipt-extras.ts';
import { isTextField } from '#renderer/keys/key-layers.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Figure } from '#renderer/ui/figure.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './paid-screen.module.css';

interface PaidScreenProps {
  checkout: Checkout;
  stage: Extract<Stage, { at: 'paid' }>;
  status: HostStatus;
  config: RegisterConfig;
  top: ReactNode;
  /** To the next sale; what was typed to get there is given along, or the key that opens something there. */
  onNext: (typed: string, key?: string | null) => void;
}

/** Paid: the change to give back, huge, until the next scan or key starts the next sale. */
export function PaidScreen({ checkout, stage, status, config, top, onNext }: PaidScreenProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { order, printFault, ask } = stage;
  const [shownAt] = useState(() => performance.now());
  const copy = usePrintCopy(checkout, status);
  const extras = useReceiptExtras(order, config);
  const receipt = useMemo(() => receiptOf(order, config, i18n, 0, extras), [order, config, i18n, extras]);
  const number = receiptText(order.payload.receipt);
  const account = accountPaymentOf(order.payload);
  const payments = order.payload.payments.filter(({ id }) => id !== account?.paymentId);
  const change = payments.reduce((sum, payment) => sum + payment.change, 0);
  const tendered = payments.reduce((sum, payment) => sum + payment.tendered, 0);
  const due = payments.reduce((sum, payment) => sum + payment.amount, 0);
  const isRefund = due < 0;
  const { tenders } = storePolicy(config.store);
  const cashBack = payments.reduce((sum, payment) => {
    return payment.amount < 0 && tenderOf(tenders, payment.tender)?.kind === 'cash' ? sum - payment.amount : sum;
  }, 0);
  const job = status.printer.jobs.findLast((one) => one.orderId === order.id && one.copy === 0);

  useKeyLayer('screen', {
    onKey(event) {
      if (isTextField(document.activeElement)) {
        if (event.key !== 'Escape') return false;
        if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
        return true;
      }
      if (event.ctrlKey && event.key.toLowerCase() === 'p') {
        void (ask ? checkout.answerPrint(true) : copy.print(order));
        return true;
      }
      const asked = paidKey(event, performance.now() - shownAt);
      if (asked.do === 'next') onNext(asked.typed, asked.key);
      return asked.do !== 'ignore';
    },
  });

  const fault = copy.fault ?? printFault;
  const nameOf = (tenderId: string): string => {
    const tender = tenderOf(tenders, tenderId);
    return tender ? tenderName(t, tender, i18n.language) : tenderId;
  };
  return (
    <main className={css.paid}>
      <div className={css.top}>{top}</div>
      <section className={css.done} data-testid="paid">
        <div className={css.mark}>
          <span className={css.tick}>
            <Check size={32} strokeWidth={3} aria-hidden />
          </span>
          <h1 className={css.title}>{t('paid.title')}</h1>
          <span className={css.number} data-testid="receipt-number">
            {number}
          </span>
        </div>
        <div className={css.change} role="status">
          <span className={css.changeWord}>
            {cashBack > 0 ? t('paid.toGiveBack') : isRefund ? t('paid.givenBack') : t('paid.change')}
          </span>
          <Figure
            text={formats.money(cashBack > 0 ? cashBack : isRefund ? -due : change)}
            size={152}
            align="left"
            testId="change"
          />
        </div>
        <dl className={css.sums}>
          {!isRefund && (
            <>
              <div>
                <dt>{t('paid.due')}</dt>
                <dd>{formats.money(due)}</dd>
              </div>
              <div>
                <dt>{t('paid.received')}</dt>
                <dd>{formats.money(tendered)}</dd>
              </div>
            </>
          )}
          {payments.map((payment) => (
            <div key={payment.id} data-testid="paid-by" data-tender={payment.tender}>
              <dt>{nameOf(payment.tender)}</dt>
              <dd>{formats.money(payment.amount)}</dd>
            </div>
          ))}
        </dl>
        {ask && (
          <div className={css.ask} data-testid="print-ask">
            <span>{t('paid.ask')}</span>
            <Action size="lg" icon={Printer} onClick={() => void checkout.answerPrint(true)} data-testid="print-yes">
              {t('paid.print')}
            </Action>
            <Action size="lg" onClick={() => void checkout.answerPrint(false)} data-testid="print-no">
              {t('paid.noPrint')}
            </Action>
          </div>
        )}
        <div className={css.actions}>
          <Action tone="next" size="xl" hint="Enter" onClick={() => onNext('')} data-testid="next-sale">
            {t('paid.next')}
          </Action>
          {!ask && (
            <Action
              size="xl"
              icon={Printer}
              hint="Ctrl P"
              onClick={() => void copy.print(order)}
              data-testid="print-copy"
            >
              {t('print.copy')}
            </Action>
          )}
        </div>
        <p className={css.printed} data-testid="print-state" data-state={job?.state}>
          {job && job.state !== 'failed' ? t(`print.states.${job.state}`) : ''}
        </p>
        <div className={css.notices}>
          {stage.before && <Notice {...errorWords(t, 'cart-paid-before')} />}
          {fault && (
            <Notice
              {...errorWords(t, fault.code)}
              title={t('print.failed', { problem: errorWords(t, fault.code).title, safe: t('print.safe', { number }) })}
            />
          )}
          <PrintNotice status={status} />
        </div>
      </section>
      <section className={css.receipt} aria-label={t('receipts.picture')}>
        <EmailForm key={order.id} orderId={order.id} />
        <ReceiptPicture document={receipt} label={t('receipts.pictureOf', { number })} />
      </section>
    </main>
  );
}
