import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault, ThirdPartyPayment } from '#contracts/ipc/host.ts';
import type { Tender } from '#domain/tender/tender.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import { useSymbol } from '#renderer/ui/use-symbol.ts';
import { ReferenceField } from './amount-form.tsx';
import css from './open-payment.module.css';

interface OpenPaymentProps {
  payment: ThirdPartyPayment;
  tender: Tender | undefined;
  name: string;
}

/**
 * A payment that a terminal or wallet is asked for, or whose outcome nobody knows: then the one thing to do is to find out,
 * never to take it again (I11).
 */
export function OpenPayment({ payment, tender, name }: OpenPaymentProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { host } = useTill();
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const { paymentId, state, amount, message, qr, direction } = payment;

  async function call(method: 'payment.ask' | 'payment.cancel'): Promise<void> {
    setBusy(true);
    const answer = await attempt(host, method, { paymentId });
    setBusy(false);
    setFault(answer.ok ? null : answer.fault);
  }

  return (
    <section className={css.open} aria-label={name} data-testid="open-payment" data-state={state}>
      <h2 className={css.title}>{name}</h2>
      <div className={css.amount} data-testid="open-payment-amount">
        {formats.money(direction === 'sale' ? amount : -amount)}
      </div>
      {state === 'asked' && (
        <>
          {qr !== null && <Code text={qr} label={t('pay.qr')} />}
          <p className={css.message} role="status" data-testid="terminal-message">
            {message ?? t(tender?.kind === 'wallet' ? 'pay.waitWallet' : 'pay.waitCard')}
          </p>
          {fault && <Notice {...errorWords(t, fault.code)} />}
          <Action
            size="lg"
            wide
            disabled={busy}
            onClick={() => void call('payment.cancel')}
            data-testid="payment-cancel"
          >
            {t('pay.cancelPayment')}
          </Action>
        </>
      )}
      {state === 'unknown' && (
        <>
          <Notice
            tone="bad"
            code="payment-unknown"
            title={t(direction === 'sale' ? 'pay.unknown' : 'pay.unknownRefund')}
            next={t('pay.unknownNext')}
          />
          {fault && <Notice tone="warn" code={fault.code} title={t('pay.noAnswer')} next={t('pay.noAnswerNext')} />}
          <Action
            tone="next"
            size="xl"
            wide
            disabled={busy}
            onClick={() => void call('payment.ask')}
            data-testid="payment-ask"
          >
            {busy ? t('pay.asking') : t('pay.askTerminal')}
          </Action>
          <Decide payment={payment} onFault={setFault} />
        </>
      )}
    </section>
  );
}

interface DecideProps {
  payment: ThirdPartyPayment;
  onFault: (fault: Fault | null) => void;
}

/** What a person reads off the terminal or its slip, when it can't be asked. */
function Decide({ payment: { paymentId, amount }, onFault }: DecideProps) {
  const { t } = useTranslation();
  const { host } = useTill();
  const { allow } = useOverride();
  const [reference, setReference] = useState('');
  async function decide(verdict: 'approved' | 'declined'): Promise<void> {
    const allowed = await allow('payment-decide', 0, paymentId, { amount });
    if (!allowed.ok) return;
    const typed = reference.trim();
    const answer = await attempt(host, 'payment.decide', {
      paymentId,
      verdict,
      ...(typed === '' || verdict === 'declined' ? {} : { reference: typed }),
      ...(allowed.overrideId === undefined ? {} : { overrideId: allowed.overrideId }),
    });
    onFault(answer.ok ? null : answer.fault);
  }
  return (
    <div className={css.decide}>
      <p className={css.message}>{t('pay.decide')}</p>
      <ReferenceField value={reference} onChange={setReference} />
      <div className={css.pair}>
        <Action
          size="lg"
          disabled={reference.trim() === ''}
          onClick={() => void decide('approved')}
          data-testid="payment-was-approved"
        >
          {t('pay.wasApproved')}
        </Action>
        <Action size="lg" onClick={() => void decide('declined')} data-testid="payment-was-declined">
          {t('pay.wasDeclined')}
        </Action>
      </div>
    </div>
  );
}

/** What a wallet's customer scans, as large as there is room. */
function Code({ text, label }: { text: string; label: string }) {
  const symbol = useSymbol('qr', text);
  if (!symbol) return null;
  return (
    <svg
      className={css.qr}
      viewBox={`-2 -2 ${symbol.width + 4} ${symbol.height + 4}`}
      role="img"
      aria-label={label}
      data-testid="payment-qr"
    >
      <path d={symbol.path} />
    </svg>
  );
}
