import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { storePolicy } from '#contracts/views/store-policy.ts';
import { tenderOf } from '#domain/tender/tender.ts';
import { dueBy } from '#domain/tender/tender-walk.ts';
import { useFormats } from '#renderer/app/till-context.tsx';
import { useOverride } from '#renderer/features/override/override-provider.tsx';
import { ReferenceField } from '#renderer/features/pay/amount-form.tsx';
import { creditCode } from '#renderer/features/pay/credit-code.ts';
import type { TenderPanelProps } from '#renderer/features/pay/tender-panel.tsx';
import { CodeField } from '#renderer/features/pay/value-form.tsx';
import { Notice } from '#renderer/ui/notice.tsx';
import css from './tender-form.module.css';
import { TenderForm } from './tender-form.tsx';

/**
 * Giving money back by one tender: to the payment it came from where that is known, else as the customer agrees. New store
 * credit gets a code of its own. Cash above the store's limit asks a manager.
 */
export function RefundForm({
  paying,
  tender,
  name,
  config,
  means,
  disabled,
  hearEnter,
  onTake,
  onStart,
  onBack,
}: TenderPanelProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { allow } = useOverride();
  const [reference, setReference] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const due = -dueBy(paying.walk, tender, paying.rules);
  const preset = means && tender.kind !== 'cash' ? Math.min(due, means.amount) : due;
  const instrument = means?.instrument ?? code;
  const { memberId } = paying.cart;
  const accountId = means?.accountId ?? memberId;
  const original = means?.original?.reference ?? reference.trim();
  const fresh = tender.kind === 'store-credit' && !instrument;
  const { returns } = storePolicy(config.store);
  const cashBefore = cashGivenBack(paying, config);

  const ready = (amount: number): boolean => {
    if (amount <= 0) return due === 0;
    if (tender.kind === 'account') return accountId !== undefined;
    if (tender.kind === 'card-manual') return original !== '' || !tender.needsReference;
    return tender.kind !== 'gift-card' || instrument !== null;
  };
  async function give(amount: number): Promise<void> {
    if (tender.kind === 'card' || tender.kind === 'wallet') {
      return onStart({ amount, ...(original === '' ? {} : { original }) });
    }
    if (tender.kind === 'cash' && cashBefore + amount > returns.cashLimit) {
      if (!(await allow('cash-move', cashBefore + amount, paying.cart.id)).ok) return;
    }
    if (fresh && !(await allow('stored-value-issue', amount, paying.cart.id)).ok) return;
    const credit = fresh ? creditCode((bytes) => crypto.getRandomValues(bytes)) : instrument;
    const isStored = tender.kind === 'gift-card' || tender.kind === 'store-credit' || tender.kind === 'points';
    onTake(
      {
        tendered: amount,
        ...(isStored && credit ? { instrument: credit } : {}),
        ...(tender.kind === 'card-manual' && original !== '' ? { reference: original } : {}),
        ...(accountId === undefined ? {} : { memberId: accountId }),
      },
      fresh,
    );
  }

  return (
    <TenderForm
      title={name}
      label={t('pay.backAmount')}
      currency={config.store.currency}
      preset={preset}
      ghost={formats.amount(preset)}
      onExact={() => {
        if (preset <= due && ready(preset)) void give(preset);
      }}
      hearEnter={hearEnter}
      confirmWord={(amount) => t('pay.giveBack', { amount: formats.money(amount) })}
      canConfirm={(amount) => amount <= due && ready(amount)}
      onConfirm={(amount) => void give(amount)}
      onBack={onBack}
      disabled={disabled}
    >
      {means ? (
        <p className={css.facts} data-testid="refund-original">
          {t('pay.original', { amount: formats.money(means.amount) })}
        </p>
      ) : (
        <Notice tone="info" code="refund-elsewhere" title={t('pay.elsewhere')} next={t('pay.elsewhereNext')} />
      )}
      {fresh && <Notice tone="info" code="store-credit-new" title={t('pay.newCredit')} next={t('pay.newCreditNext')} />}
      {tender.kind === 'cash' && cashBefore + due > returns.cashLimit && (
        <Notice
          tone="warn"
          code="cash-limit"
          title={t('pay.cashLimit', { amount: formats.money(returns.cashLimit) })}
        />
      )}
      {tender.kind === 'gift-card' && !means?.instrument && <CodeField onCode={setCode} disabled={disabled} />}
      {tender.kind === 'card-manual' && !means?.original?.reference && (
        <ReferenceField value={reference} onChange={setReference} />
      )}
    </TenderForm>
  );
}

/** Cash that this ticket gave back already. */
function cashGivenBack({ walk }: TenderPanelProps['paying'], { store }: TenderPanelProps['config']): number {
  const { tenders } = storePolicy(store);
  return walk.payments.reduce((sum, { tender, amount }) => {
    return amount < 0 && tenderOf(tenders, tender)?.kind === 'cash' ? sum - amount : sum;
  }, 0);
}
