import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fault, ThirdPartyPayment } from '#contracts/ipc/host.ts';
import { policyOf, type ShiftProps } from '#renderer/app/at-till.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { operatorName, tenderName } from '#renderer/app/names.ts';
import { ReasonChoice } from '#renderer/app/reason-choice.tsx';
import { taxRulesNow } from '#renderer/app/tax-rules-now.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { Action } from '#renderer/ui/action.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './close.module.css';
import { type LooseCart, loosePayments, totalOf } from './loose-ends.ts';
import type { useLooseEnds } from './use-loose-ends.ts';

interface StepCheckProps extends ShiftProps {
  loose: ReturnType<typeof useLooseEnds>;
  kept: readonly string[];
  onKeep: (id: string) => void;
}

/** What has to be decided before anything is counted. */
export function StepCheck({ status, config, operatorId, loose, kept, onKeep }: StepCheckProps) {
  const { t } = useTranslation();
  const [fault, setFault] = useState<Fault | null>(null);
  const payments = loosePayments(status);
  const carts = loose.carts ?? [];
  const waiting = status.journal ? status.journal.seq - status.journal.watermark : 0;
  const nothing = loose.carts !== null && carts.length + payments.open.length + payments.taken.length === 0;
  return (
    <>
      {fault && <Notice {...errorWords(t, fault.code)} />}
      {loose.carts === null && <p role="status">{t('shift.loading')}</p>}
      {nothing && <Notice tone="ok" code="nothing-open" title={t('shift.check.nothing')} />}
      <ul className={css.list}>
        {payments.open.map((payment) => (
          <OpenPayment key={payment.paymentId} payment={payment} config={config} onFault={setFault} />
        ))}
        {payments.taken.map((payment) => (
          <TakenPayment
            key={payment.paymentId}
            payment={payment}
            config={config}
            kept={kept.includes(payment.paymentId)}
            onKeep={() => onKeep(payment.paymentId)}
            onFault={setFault}
          />
        ))}
        {carts.map((one) => (
          <Cart
            key={one.parkId ?? one.cart.id}
            loose={one}
            config={config}
            own={one.parkId === null && one.operatorId === operatorId}
            kept={kept.includes(one.cart.id)}
            onKeep={() => onKeep(one.cart.id)}
            onAbandon={(reason) => void loose.abandon(one, reason).then(setFault)}
          />
        ))}
      </ul>
      {waiting > 0 && (
        <Notice
          tone="info"
          code="waiting"
          title={t('shift.check.waiting', { count: waiting })}
          next={t('shift.check.waitingNext')}
        />
      )}
    </>
  );
}

interface CartProps {
  loose: LooseCart;
  config: ShiftProps['config'];
  /** The cart of whoever closes: it is in their hand, on the sell screen. */
  own: boolean;
  kept: boolean;
  onKeep: () => void;
  onAbandon: (reason: string) => void;
}

function Cart({ loose, config, own, kept, onKeep, onAbandon }: CartProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [asking, setAsking] = useState(false);
  const { cart, parkId } = loose;
  const name = operatorName(config, loose.operatorId);
  return (
    <li className={css.item} data-testid="loose-cart" data-cart={cart.id} data-kept={kept}>
      <div className={css.words}>
        <strong>{t(parkId === null ? 'shift.check.left' : 'shift.check.parked', { name })}</strong>
        <span className={css.sub}>
          {cart.lines.map((line) => line.name).join(', ')} · {formats.dateTime(cart.openedAt)}
        </span>
        {own && <span className={css.sub}>{t('shift.check.own')}</span>}
      </div>
      <span className={css.amount}>{formats.money(totalOf(cart, taxRulesNow(config)))}</span>
      {kept ? (
        <span className={css.decided}>{t('shift.check.kept')}</span>
      ) : (
        <div className={css.choices}>
          <Action onClick={onKeep} data-testid="loose-keep">
            {t('shift.check.keep')}
          </Action>
          {!own && (
            <Action tone="bad" aria-pressed={asking} onClick={() => setAsking(!asking)} data-testid="loose-abandon">
              {t('shift.check.abandon')}
            </Action>
          )}
        </div>
      )}
      {asking && !kept && (
        <div className={css.more}>
          <ReasonChoice
            label={t('shift.reason')}
            reasons={policyOf(config).abandonReasons}
            value={null}
            onChoose={onAbandon}
            testId="loose-reason"
          />
        </div>
      )}
    </li>
  );
}

interface PaymentProps {
  payment: ThirdPartyPayment;
  config: ShiftProps['config'];
  onFault: (fault: Fault | null) => void;
}

function usePaymentWords({ payment, config }: PaymentProps): string {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const tender = tenderName(policyOf(config).tenders, payment.tender, i18n.language);
  return t(`shift.check.payment.${payment.direction}`, { tender, amount: formats.money(payment.amount) });
}

function OpenPayment(props: PaymentProps) {
  const { t } = useTranslation();
  const { host } = useTill();
  const words = usePaymentWords(props);
  const { allow } = useOverride();
  const { paymentId, amount } = props.payment;
  async function decide(verdict: 'approved' | 'declined'): Promise<void> {
    const allowed = await allow('payment-decide', 0, paymentId, { amount });
    if (!allowed.ok) return;
    const override = allowed.overrideId === undefined ? {} : { overrideId: allowed.overrideId };
    const answer = await attempt(host, 'payment.decide', { paymentId, verdict, ...override });
    props.onFault(answer.ok ? null : answer.fault);
  }
  const ask = (): void =>
    void attempt(host, 'payment.ask', { paymentId }).then((answer) => props.onFault(answer.ok ? null : answer.fault));
  return (
    <li className={css.item} data-testid="loose-payment" data-state={props.payment.state}>
      <div className={css.words}>
        <strong>{words}</strong>
        <span className={css.sub}>{t('shift.check.paymentUnknown')}</span>
      </div>
      <div className={css.choices}>
        <Action onClick={ask} data-testid="payment-ask">
          {t('shift.check.ask')}
        </Action>
        <Action tone="quiet" onClick={() => void decide('approved')} data-testid="payment-approved">
          {t('shift.check.wasTaken')}
        </Action>
        <Action tone="quiet" onClick={() => void decide('declined')} data-testid="payment-declined">
          {t('shift.check.wasNotTaken')}
        </Action>
      </div>
    </li>
  );
}

function TakenPayment({ kept, onKeep, ...props }: PaymentProps & { kept: boolean; onKeep: () => void }) {
  const { t } = useTranslation();
  const { host } = useTill();
  const words = usePaymentWords(props);
  const { paymentId } = props.payment;
  const undo = (): void =>
    void attempt(host, 'payment.void', { paymentId }).then((answer) => props.onFault(answer.ok ? null : answer.fault));
  return (
    <li className={css.item} data-testid="loose-payment" data-state={props.payment.state} data-kept={kept}>
      <div className={css.words}>
        <strong>{words}</strong>
        <span className={css.sub}>{t('shift.check.paymentTaken')}</span>
      </div>
      {kept ? (
        <span className={css.decided}>{t('shift.check.kept')}</span>
      ) : (
        <div className={css.choices}>
          <Action onClick={undo} data-testid="payment-void">
            {t('shift.check.giveBack')}
          </Action>
          <Action tone="quiet" onClick={onKeep} data-testid="loose-keep">
            {t('shift.check.keep')}
          </Action>
        </div>
      )}
    </li>
  );
}
