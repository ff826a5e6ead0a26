import { ArrowLeft, Check, PiggyBank } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { v7 as uuid } from 'uuid';
import type { Fault, HostStatus } from '#contracts/ipc/host.ts';
import type { RegisterConfig } from '#contracts/views/register-config.ts';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { type Tender, tenderOf } from '#domain/tender/tender.ts';
import { dueBy, type Tendered, type TenderFault } from '#domain/tender/tender-walk.ts';
import { attempt } from '#renderer/app/attempt.ts';
import { errorWords } from '#renderer/app/error-words.ts';
import { useStore } from '#renderer/app/external-store.ts';
import { useFormats, useTill } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import type { Checkout } from '#renderer/features/pay/checkout.ts';
import { DepositForm } from '#renderer/features/pay/deposit-form.tsx';
import { OpenPayment } from '#renderer/features/pay/open-payment.tsx';
import { PaySummary } from '#renderer/features/pay/pay-summary.tsx';
import type { Stage } from '#renderer/features/pay/stage.ts';
import { TakenList, TenderList } from '#renderer/features/pay/tender-list.tsx';
import { type DeviceAsk, TenderPanel } from '#renderer/features/pay/tender-panel.tsx';
import { usePaying } from '#renderer/features/pay/use-pay.ts';
import { useRefundPlan } from '#renderer/features/pay/use-refund-plan.ts';
import { tenderName } from '#renderer/features/receipts/paper-words.ts';
import type { Sale } from '#renderer/features/sell/sale.ts';
import { useKeyLayer } from '#renderer/keys/use-key-layer.ts';
import { Action } from '#renderer/ui/action.tsx';
import { Figure } from '#renderer/ui/figure.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './pay-screen.module.css';

interface PayScreenProps {
  sale: Sale;
  checkout: Checkout;
  stage: Extract<Stage, { at: 'paying' | 'saving' }>;
  status: HostStatus;
  config: RegisterConfig;
  top: ReactNode;
}

/** Paying: what is left, the store's tenders, what was taken so far, and the form of the chosen tender. One screen for all. */
export function PayScreen({ sale, checkout, stage, status, config, top }: PayScreenProps) {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { host, play } = useTill();
  const { allow } = useOverride();
  const view = useStore(sale.view);
  const paying = usePaying(sale, checkout, status, config);
  const planned = useRefundPlan(paying, config);
  const plan = planned === 'looking' ? null : planned;
  const [chosenId, setChosenId] = useState<string | null>(null);
  /** Enter was pressed while it was still looked up how the money goes back. */
  const pressedAhead = useRef(false);
  const [refusal, setRefusal] = useState<TenderFault | null>(null);
  const [deviceFault, setDeviceFault] = useState<Fault | null>(null);
  const [depositing, setDepositing] = useState(false);
  const { tenders: all } = storePolicy(config.store);
  const saving = stage.at === 'saving';
  const left = paying?.left ?? 0;
  const [open] = paying?.open ?? [];
  const suggested = plan?.means[0]?.tender;
  const looking = planned === 'looking' && chosenId === null;
  const wanted = paying?.tenders.find(({ tenderId }) => tenderId === (chosenId ?? suggested)) ?? paying?.tenders[0];
  const chosen = looking ? undefined : wanted;
  const settledByDevice = stage.at === 'paying' && stage.fault === null && left === 0 && !open;
  const approvals = (paying?.walk.payments.length ?? 0) - (paying?.kept.taken.length ?? 0);

  useEffect(() => {
    if (settledByDevice && approvals > 0) void checkout.settle();
  }, [checkout, settledByDevice, approvals]);

  useKeyLayer('screen', {
    onKey(event) {
      const digit = event.altKey ? /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] : undefined;
      const tender = digit === undefined ? undefined : paying?.tenders[Number(digit) - 1];
      if (tender && !saving && !open) chooseByHand(tender);
      else if (event.key === 'Escape' && !chosen) checkout.back();
      else if (event.key === 'Enter' && left === 0 && !saving && !event.repeat) void checkout.settle();
      else if (event.key === 'Enter' && looking && !event.repeat) pressedAhead.current = true;
      else return digit !== undefined;
      return true;
    },
  });

  const payWhole = useEffectEvent(() => {
    const tender = tenderOf(all, checkout.hearWhole() ?? '');
    if (!tender || !paying || left <= 0 || open) return;
    choose(tender.tenderId);
    if (tender.kind === 'cash') take(tender, { tendered: dueBy(paying.walk, tender, paying.rules) });
    else if (tender.kind === 'card') void start(tender, { amount: left });
  });
  useEffect(() => payWhole(), []);

  /** Whether what was found is what Enter was pressed for before; once. Where nothing was found it has to be looked at. */
  function hearEnter(): boolean {
    const pressed = pressedAhead.current;
    pressedAhead.current = false;
    if (pressed && suggested === undefined) play('wrong');
    return pressed && suggested !== undefined;
  }

  function choose(tenderId: string): void {
    pressedAhead.current = false;
    setChosenId(tenderId);
    setRefusal(null);
    setDeviceFault(null);
  }

  /** The rest of what is part-paid goes to the card at once: nothing is left to say. */
  function chooseByHand(tender: Tender): void {
    choose(tender.tenderId);
    if (tender.kind === 'card' && left > 0 && (paying?.walk.payments.length ?? 0) > 0)
      void start(tender, { amount: left });
  }

  function take(tender: Tender, tendered: Omit<Tendered, 'id' | 'tender'>, issued?: boolean): void {
    if (!paying) return;
    void (async () => {
      if (tender.kind === 'account' && left > 0) {
        if (!(await allow('account-charge', tendered.tendered, paying.cart.id)).ok) return;
      }
      const fault = await checkout.take({ ...tendered, tender }, issued);
      setRefusal(fault);
      if (!fault) setChosenId(null);
    })();
  }

  async function start(tender: Tender, { amount, original, code }: DeviceAsk): Promise<void> {
    if (!paying || amount <= 0) return;
    setDeviceFault(null);
    const refunds = left < 0;
    if (!refunds && !checkout.mayTake()) return;
    const input = {
      paymentId: uuid(),
      cartId: paying.cart.id,
      tender: tender.tenderId,
      direction: refunds ? ('refund' as const) : ('sale' as const),
      amount,
      ...(original === undefined ? {} : { original }),
      ...(code === undefined ? {} : { code }),
    };
    const overrideId = paying.cart.returns?.find((line) => line.overrideId !== undefined)?.overrideId;
    let answer = await attempt(host, 'payment.start', refunds && overrideId ? { ...input, overrideId } : input);
    // To another card than the money came from, or more than may be given back: the host asks for a manager.
    if (!answer.ok && refunds && answer.fault.code === 'permission-refused') {
      const allowed = await allow('return-without-receipt', amount, paying.cart.id, { amount });
      if (!allowed.ok) return;
      if (allowed.overrideId !== undefined) {
        answer = await attempt(host, 'payment.start', { ...input, overrideId: allowed.overrideId });
      }
    }
    if (!answer.ok) setDeviceFault(answer.fault);
  }

  async function voidPayment(paymentId: string): Promise<void> {
    const answer = await attempt(host, 'payment.void', { paymentId });
    setDeviceFault(answer.ok ? null : answer.fault);
  }

  if (!paying) return null;
  const shown = chosen?.kind === 'cash' && !chosen.foreign ? dueBy(paying.walk, chosen, paying.rules) : left;
  return (
    <main className={css.pay}>
      <header className={css.head}>
        <Action
          tone="quiet"
          icon={ArrowLeft}
          hint="Esc"
          disabled={saving || open !== undefined}
          onClick={checkout.back}
          data-testid="pay-back"
        >
          {paying.cart.accountPayment === undefined ? t('pay.back') : t('account.back')}
        </Action>
        {!depositing && checkout.canDeposit() && (
          <Action tone="quiet" icon={PiggyBank} onClick={() => setDepositing(true)} data-testid="deposit">
            {t('pay.deposit')}
          </Action>
        )}
      </header>
      <div className={css.top}>{top}</div>
      <section className={css.due} aria-label={left < 0 ? t('pay.toGiveBack') : t('pay.left')}>
        <h1 className={css.left}>
          <span className={css.leftWord}>{left < 0 ? t('pay.toGiveBack') : t('pay.left')}</span>
          <span className={css.leftAmount}>
            <Figure text={formats.money(Math.abs(shown))} size={48} testId="left-to-pay" />
          </span>
        </h1>
        <TenderList
          tenders={left === 0 ? [] : paying.tenders}
          chosen={chosen?.tenderId ?? ''}
          disabled={saving || open !== undefined}
          onChoose={chooseByHand}
        />
        <TakenList
          payments={paying.walk.payments}
          thirdParty={status.payments}
          tenders={all}
          disabled={saving || open !== undefined}
          onRemove={checkout.remove}
          onVoid={(paymentId) => void voidPayment(paymentId)}
        />
        <PaySummary view={view} rounding={shown - left + paying.walk.rounding} />
        <div className={css.notices}>
          {stage.at === 'saving' && stage.unanswered && (
            <Notice tone="warn" code="unanswered" title={t('pay.unanswered')} next={t('pay.unansweredNext')} />
          )}
          {stage.at === 'paying' && stage.fault && <Notice {...errorWords(t, stage.fault.code)} />}
          {deviceFault && <Notice {...errorWords(t, deviceFault.code)} />}
          {paying.declined && !open && !deviceFault && (
            <Notice
              {...errorWords(t, 'payment-declined')}
              {...(paying.declined.message === null ? {} : { next: paying.declined.message })}
            />
          )}
          {refusal && (
            <Notice
              tone="warn"
              code={refusal.code}
              title={t(`pay.faults.${refusal.code}`, { most: formats.money('most' in refusal ? refusal.most : 0) })}
            />
          )}
          {view.notice && <Notice {...errorWords(t, view.notice.code, view.notice.params)} />}
        </div>
      </section>
      <div className={css.tender}>
        {open ? (
          <OpenPayment
            key={open.paymentId}
            payment={open}
            tender={tenderOf(all, open.tender)}
            name={nameOf(open.tender)}
          />
        ) : depositing ? (
          <DepositForm
            total={left}
            config={config}
            onDeposit={(amount) => {
              checkout.deposit(amount);
              setDepositing(false);
            }}
            onBack={() => setDepositing(false)}
          />
        ) : looking ? (
          <p className={css.looking} role="status" data-testid="refund-looking">
            {t('pay.looking')}
          </p>
        ) : left === 0 || !chosen ? (
          <Action
            tone="next"
            size="xl"
            wide
            icon={Check}
            hint="Enter"
            disabled={saving || left !== 0}
            onClick={() => void checkout.settle()}
            data-testid="pay-complete"
          >
            {saving ? t('pay.saving') : t('pay.complete')}
          </Action>
        ) : (
          <TenderPanel
            key={`${chosen.tenderId} ${paying.walk.payments.length}`}
            paying={paying}
            tender={chosen}
            name={tenderName(t, chosen, i18n.language)}
            config={config}
            means={plan?.means.find(({ tender }) => tender === chosen.tenderId) ?? null}
            disabled={saving}
            hearEnter={hearEnter}
            onTake={(tendered, issued) => take(chosen, tendered, issued)}
            onStart={(ask) => void start(chosen, ask)}
            onBack={checkout.back}
          />
        )}
      </div>
    </main>
  );

  function nameOf(tenderId: string): string {
    const tender = tenderOf(all, tenderId);
    return tender ? tenderName(t, tender, i18n.language) : tenderId;
  }
}
